"""What the file says of itself: XMP for readers, archives and PDF/UA, and the colours it uses."""

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFString

from stages.write_pdf.icc import srgb
from stages.write_pdf.objects import Stream

PRODUCER = "diglot"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creators}<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def xmp(title: str, creators: list[str], languages: tuple[str, ...]) -> Stream:
    """Return the metadata stream, uncompressed as PDF/A asks."""
    people = "".join(f"<rdf:li>{_xml(person)}</rdf:li>" for person in creators)
    text = _XMP.format(
        title=_xml(title),
        creators=f"<dc:creator><rdf:Seq>{people}</rdf:Seq></dc:creator>\n" if people else "",
        languages="".join(f"<rdf:li>{_xml(tag)}</rdf:li>" for tag in languages),
        producer=PRODUCER,
    )
    data = text.encode("utf-8", "replace")
    return Stream(data, compress=False, Type="/Metadata", Subtype="/XML")


def output_intent() -> PDFDictionary:
    """Return the output intent: all colours are sRGB."""
    return PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": Stream(srgb(), N=3),
        }
    )


def _xml(text: str) -> str:
    shown = "".join(c for c in text if c >= " " and c not in "\ufffe\uffff")
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
