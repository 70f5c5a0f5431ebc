"""The fault corpus: each file, and the exit codes it may end with. One entry is one line of FAULTS.

A set of codes stands where readers may differ in how much they can save; the right outcome of the
others is sharp. A file that is built (0) is built whole, which the test checks.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from tests.faults import raw
from tests.faults.raw import CATALOG, FONT, PAGES, TALK, talk

OK, NOT_READABLE, PASSWORD, NO_TEXT, NOT_A_TRANSCRIPT, LIMIT = 0, 3, 4, 5, 6, 7
SAVED_OR_NOT = {OK, NOT_READABLE, NO_TEXT, NOT_A_TRANSCRIPT}


@dataclass(frozen=True)
class Fault:
    """A file that does harm: its name, how its bytes are made, how building it may end."""

    name: str
    make: Callable[[], bytes]
    codes: frozenset[int]


def _fault(name: str, make: Callable[[], bytes], *codes: int) -> Fault:
    return Fault(name, make, frozenset(codes))


def faults() -> Iterator[Fault]:
    """Return the whole corpus."""
    yield from _no_pdf()
    yield from _broken()
    yield from _pages()
    yield from _heavy()
    yield from _fonts()
    yield from _locked()
    yield from _active()
    yield from _odd_transcripts()


def _no_pdf() -> Iterator[Fault]:
    html = b"<!doctype html><title>404</title><h1>Not found</h1>"
    yield _fault("empty", lambda: b"", NOT_READABLE)
    yield _fault("html", lambda: html, NOT_READABLE)
    yield _fault("zip", lambda: b"PK\x03\x04" + bytes(2000), NOT_READABLE)
    yield _fault("head-only", lambda: b"%PDF-1.7\n", NOT_READABLE)
    yield _fault("head-then-noise", lambda: b"%PDF-1.7\n" + _noise(20_000), NOT_READABLE)
    yield _fault("head-late", lambda: b"mail\n" * 100 + talk(), OK, NOT_READABLE)
    yield _fault("head-too-late", lambda: bytes(5_000) + talk(), NOT_READABLE)
    yield _fault("tail-of-noise", lambda: talk() + _noise(3_000), OK)
    yield _fault("two-files-in-one", lambda: talk() + talk(), OK)


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _broken() -> Iterator[Fault]:
    whole = talk(TALK * 9)
    for tenth in range(1, 10):
        cut = whole[: len(whole) * tenth // 10]
        yield _fault(f"cut-at-{tenth}0-percent", lambda cut=cut: cut, *SAVED_OR_NOT)
    for seed in range(12):
        yield _fault(f"flipped-{seed:02d}", lambda seed=seed: _flipped(whole, seed), *ANY)
    yield _fault("no-xref", lambda: whole[: whole.rindex(b"xref\n0")], *SAVED_OR_NOT)
    yield _fault("wrong-startxref", lambda: whole.replace(b"startxref\n", b"startxref\n9"), OK, 3)
    yield _fault("xref-loop", lambda: talk(trailer=b"/Prev 15"), *SAVED_OR_NOT)
    yield _fault(
        "huge-object-number",
        lambda: talk().replace(b"/Size ", b"/Size 9"),
        *SAVED_OR_NOT,
    )
    yield _fault("object-is-itself", lambda: _with({FONT: b"3 0 R"}), *SAVED_OR_NOT)
    yield _fault("length-is-itself", lambda: _with({11: _own_length(11)}), *SAVED_OR_NOT)
    yield _fault("length-negative", lambda: talk().replace(b"/Length ", b"/Length -"), *ANY)


ANY = (OK, NOT_READABLE, PASSWORD, NO_TEXT, NOT_A_TRANSCRIPT, LIMIT)


def _flipped(data: bytes, seed: int) -> bytes:
    chance, out = random.Random(seed), bytearray(data)
    for _ in range(1 + seed * 4):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _own_length(number: int) -> bytes:
    return b"<</Length %d 0 R>>stream\n%s\nendstream" % (number, raw.content(TALK))


def _with(objects: dict[int, bytes], **changes: bytes) -> bytes:
    return talk(extra=objects, **changes)  # type: ignore[arg-type]


def _pages() -> Iterator[Fault]:
    yield _fault("no-pages", lambda: _with({PAGES: raw.tree([])}), NOT_READABLE, NO_TEXT)
    yield _fault("tree-is-its-own-kid", lambda: _with({PAGES: raw.tree([PAGES])}), 3, NO_TEXT)
    yield _fault("tree-circular", _circular_tree, *SAVED_OR_NOT)
    yield _fault("tree-deep", _deep_tree, *SAVED_OR_NOT)
    yield _fault("tree-lies", lambda: _with({PAGES: raw.tree([10], 2**31 - 1)}), *ANY)
    yield _fault("page-missing", lambda: _with({PAGES: raw.tree([10, 99])}), *SAVED_OR_NOT)
    yield _fault("page-twice", lambda: _with({PAGES: raw.tree([10, 10])}), OK)
    yield _fault("pages-empty-1000", lambda: _empty_pages(1_000), NO_TEXT)
    yield _fault("pages-empty-20000", lambda: _empty_pages(20_000), LIMIT)
    yield _fault("page-of-200-inches", lambda: talk(box="0 0 14400 14400"), OK)
    yield _fault("page-of-0", lambda: talk(box="0 0 0 0"), *SAVED_OR_NOT)
    yield _fault("page-inside-out", lambda: talk(box="595 842 0 0"), OK)
    yield _fault("page-of-nan", lambda: talk(box="0 0 nan 1e99"), *SAVED_OR_NOT)
    yield _fault("page-far-away", lambda: talk(box="-9e9 -9e9 9e9 9e9"), *SAVED_OR_NOT)
    yield _fault(
        "page-without-box", lambda: talk().replace(b"/MediaBox[0 0 595 842]", b""), *SAVED_OR_NOT
    )
    yield _fault("page-turned-by-45", lambda: talk(page=b"/Rotate 45"), *SAVED_OR_NOT)
    yield _fault("page-in-huge-units", lambda: talk(page=b"/UserUnit 1e9"), *SAVED_OR_NOT)
    yield _fault(
        "labels-are-their-own-kid",
        lambda: _with({90: b"<</Kids[90 0 R]>>"}, catalog=b"/PageLabels 90 0 R"),
        OK,
    )
    yield _fault("outline-circular", _circular_outline, OK)


def _circular_tree() -> bytes:
    return _with({PAGES: raw.tree([10, 80], 9), 80: raw.tree([81], 9), 81: raw.tree([80, 2], 9)})


def _deep_tree() -> bytes:
    depth = 3_000
    nodes = {100 + level: raw.tree([101 + level], 1) for level in range(depth)}
    return _with({**nodes, PAGES: raw.tree([100], 1), 100 + depth: raw.tree([10], 1)})


def _empty_pages(count: int) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return raw.pdf(
        {
            CATALOG: b"<</Type/Catalog/Pages 2 0 R>>",
            PAGES: raw.tree(range(10, 10 + count)),
            **dict.fromkeys(range(10, 10 + count), page),
        }
    )


def _circular_outline() -> bytes:
    item = b"<</Title(Part)/Parent 90 0 R/Next 91 0 R/First 91 0 R/Last 91 0 R/Dest[10 0 R/Fit]>>"
    return _with(
        {90: b"<</First 91 0 R/Last 91 0 R/Count 9>>", 91: item}, catalog=b"/Outlines 90 0 R"
    )


def _heavy() -> Iterator[Fault]:
    yield _fault("bomb-in-content", lambda: _with({11: raw.bomb(1024)}), 3, NO_TEXT, LIMIT)
    yield _fault("bomb-in-map", lambda: _mapped(raw.bomb(1024)), *ANY)
    yield _fault(
        "bomb-in-metadata", lambda: _with({90: raw.bomb(1024)}, catalog=b"/Metadata 90 0 R"), *ANY
    )
    yield _fault("bomb-of-bombs", _layered_bomb, *ANY)
    yield _fault("nested-arrays", lambda: _with({90: b"[" * 100_000 + b"]" * 100_000}), OK, 3)
    yield _fault(
        "nested-in-trailer", lambda: talk(trailer=b"/X " + b"[" * 50_000 + b"]" * 50_000), *ANY
    )
    yield _fault("nested-operators", lambda: _content(b"q " * 400_000), NO_TEXT, 3, LIMIT)
    yield _fault("nested-marks", lambda: _content(b"/Span BMC " * 200_000), NO_TEXT, 3, LIMIT)
    yield _fault("forms-in-forms", _circular_form, *ANY)
    yield _fault("forms-doubling", _doubling_forms, *ANY)
    yield _fault("image-of-a-million-squared", _huge_image, *ANY)
    yield _fault("line-of-a-million", lambda: _long_line(1_000_000), OK, NOT_A_TRANSCRIPT, LIMIT)
    yield _fault("letters-on-one-spot", _one_spot, *ANY)
    yield _fault("table-of-1500-rows", _big_table, OK)
    yield _fault("rules-50000", _many_rules, OK)
    yield _fault("links-20000", _many_links, OK)
    yield _fault("outline-20000", _long_outline, OK)


def _content(operators: bytes) -> bytes:
    return _with({11: raw.stream(operators)})


def _layered_bomb() -> bytes:
    import zlib

    inner = zlib.compress(zlib.compress(b" " * (256 << 20), 9), 9)
    body = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream"
    return _with({11: body % (len(inner), inner)})


def _form(number: int, operators: bytes) -> bytes:
    names = b"/Resources<</XObject<</X %d 0 R>>/Font<</F 3 0 R>>>>" % number
    return raw.stream(operators, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + names)


def _circular_form() -> bytes:
    page = raw.leaf(11).replace(b"/Font<<", b"/XObject<</X 90 0 R>>/Font<<")
    return _with({10: page, 11: raw.stream(b"/X Do"), 90: _form(90, b"/X Do /X Do")})


def _doubling_forms() -> bytes:
    page = raw.leaf(11).replace(b"/Font<<", b"/XObject<</X 90 0 R>>/Font<<")
    twice = {90 + level: _form(91 + level, b"/X Do /X Do") for level in range(30)}
    last = _form(90, b"BT /F 9 Tf 50 50 Td (again) Tj ET")
    return _with({10: page, 11: raw.stream(b"/X Do"), **twice, 120: last})


def _huge_image() -> bytes:
    picture = raw.stream(
        bytes(1000),
        b"/Type/XObject/Subtype/Image/Width 1000000/Height 1000000/ColorSpace/DeviceRGB"
        b"/BitsPerComponent 8",
    )
    page = raw.leaf(11).replace(b"/Font<<", b"/XObject<</X 90 0 R>>/Font<<")
    return _with({10: page, 11: raw.stream(b"/X Do " + raw.content(TALK)), 90: picture})


def _long_line(letters: int) -> bytes:
    return talk([*TALK, "[00:00:30] Mira Stone", "tick " * (letters // 5)])


def _one_spot() -> bytes:
    return _content(b"BT /F 11 Tf " + b"1 0 0 1 60 700 Tm (x) Tj " * 60_000 + b"ET")


def _big_table() -> bytes:
    """Rows of time, speaker and text, forty a page, with a rule around every cell."""
    objects: dict[int, bytes] = {}
    numbers = []
    for page in range(38):
        rows = [
            f"BT /F 9 Tf 60 {790 - 18 * row} Td {_cells(page * 40 + row)} ET" for row in range(40)
        ]
        edges = [f"50 {803 - 18 * row} m 545 {803 - 18 * row} l S" for row in range(41)]
        edges += [f"{x} 83 m {x} 803 l S" for x in (50, 130, 230, 545)]
        number = 100 + 2 * page
        objects[number] = raw.leaf(number + 1)
        objects[number + 1] = raw.stream("\n".join(rows + edges).encode())
        numbers.append(number)
    return _with({PAGES: raw.tree(numbers), **objects})


def _cells(row: int) -> str:
    clock = f"{row // 3600:02d}:{row // 60 % 60:02d}:{row % 60:02d}"
    name = ("Mira Stone", "Leo Park")[row % 2]
    return f"({clock}) Tj 80 0 Td ({name}) Tj 100 0 Td (Row {row} of the table ticks.) Tj"


def _many_rules() -> bytes:
    rules = b"\n".join(b"%d %d m %d %d l S" % (n % 595, n % 842, n % 590, 9) for n in range(50_000))
    return _content(raw.content(TALK) + b"\n" + rules)


def _many_links() -> bytes:
    link = b"<</Type/Annot/Subtype/Link/Rect[60 700 500 710]/A<</S/URI/URI(https://a.example/)>>>>"
    return talk(page=b"/Annots[" + link * 20_000 + b"]")


def _long_outline() -> bytes:
    items = {
        1000 + n: b"<</Title(Part %d)/Parent 90 0 R/Next %d 0 R/Dest[10 0 R/Fit]>>" % (n, 1001 + n)
        for n in range(20_000)
    }
    root = b"<</First 1000 0 R/Last 20999 0 R/Count 20000>>"
    return _with({90: root, **items}, catalog=b"/Outlines 90 0 R")


def _mapped(tounicode: bytes) -> bytes:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 90 0 R>>"
    return talk(font=font, extra={90: tounicode})


def _fonts() -> Iterator[Fault]:
    letters = {code: f"{code:04x}" for code in range(32, 127)}
    nothing = b"<</Type/Font/Subtype/Type1/BaseFont/Nowhere-Bold>>"
    broken = b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 91 0 R>>"
    descriptor = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 92 0 R>>"
    cid = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/FontDescriptor 91 0 R>>]>>"
    )
    files = {91: descriptor, 92: raw.stream(_noise(4_000))}
    yield _fault("font-not-there", lambda: talk(font=nothing), OK)
    yield _fault("font-object-missing", lambda: talk(font=b"null"), *SAVED_OR_NOT)
    yield _fault("font-file-is-noise", lambda: talk(font=broken, extra=files), *SAVED_OR_NOT)
    yield _fault("no-unicode-at-all", lambda: talk(font=cid, extra=files), *SAVED_OR_NOT)
    for name, code in (("nul", "0000"), ("lone-surrogate", "d800"), ("not-a-character", "ffff")):
        odd = raw.stream(raw.mapping({**letters, ord("k"): code}))
        yield _fault(f"map-to-{name}", lambda odd=odd: _mapped(odd), OK, NOT_A_TRANSCRIPT)
    private = raw.stream(raw.mapping({code: f"{0xE000 + code:04x}" for code in range(33, 127)}))
    yield _fault("map-to-private-use", lambda: _mapped(private), NO_TEXT, NOT_A_TRANSCRIPT)
    long = raw.stream(raw.mapping({**letters, ord("k"): "006b" * 60_000}))
    yield _fault("map-to-long-text", lambda: _mapped(long), *ANY)
    yield _fault("map-is-noise", lambda: _mapped(raw.stream(_noise(9_000))), *SAVED_OR_NOT)


def _locked() -> Iterator[Fault]:
    yield _fault("password", lambda: _encrypted("secret"), PASSWORD)
    yield _fault("password-empty", lambda: _encrypted(""), OK)
    yield _fault(
        "lock-unknown",
        lambda: talk(trailer=b"/Encrypt<</Filter/Nobody/V 9/R 9>>/ID[<00><00>]"),
        NOT_READABLE,
        PASSWORD,
    )


def _encrypted(password: str) -> bytes:
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(talk())) as document:
        lock = pikepdf.Encryption(owner="owner", user=password)
        document.save(out, encryption=lock)
    return out.getvalue()


def _active() -> Iterator[Fault]:
    script = b"<</S/JavaScript/JS(app.launchURL\\('http://evil.example/'\\))>>"
    launch = b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>>>"
    remote = b"<</S/URI/URI(javascript:alert\\(1\\))>>"
    attached = b"/Names<</EmbeddedFiles<</Names[(evil.exe)<</F(evil.exe)/EF<</F 90 0 R>>>>]>>>>"
    virus = {90: raw.stream(b"MZ evil payload", b"/Type/EmbeddedFile")}
    for name, action in (("javascript", script), ("launch", launch), ("link-to-script", remote)):
        note = b"/Annots[<</Type/Annot/Subtype/Link/Rect[60 700 500 800]/A %s>>]" % action
        yield _fault(
            f"active-{name}",
            lambda action=action, note=note: talk(catalog=b"/OpenAction " + action, page=note),
            OK,
        )
    yield _fault("active-attachment", lambda: talk(catalog=attached, extra=virus), OK)
    form = b"/AcroForm<</XFA 90 0 R/Fields[]>>"
    xml = raw.stream(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')
    yield _fault("active-xfa", lambda: talk(catalog=form, extra={90: xml}), OK)
    yield _fault(
        "active-xmp-entity", lambda: talk(catalog=b"/Metadata 90 0 R", extra={90: xml}), OK
    )


def _odd_transcripts() -> Iterator[Fault]:
    dull = ["On Clocks"] + ["A clock is a patient thing and says nothing of itself."] * 60
    yield _fault("same-line-60-times", lambda: talk(dull), NOT_A_TRANSCRIPT)
    yield _fault("essay", lambda: talk(ESSAY), NOT_A_TRANSCRIPT)
    yield _fault("letter", lambda: talk(LETTER), NOT_A_TRANSCRIPT)
    yield _fault("timetable", lambda: talk(TIMETABLE), OK, NOT_A_TRANSCRIPT)
    yield _fault("scan", _scan, NO_TEXT)
    yield _fault("stamps-of-99", lambda: talk(_stamped("99:99:99")), OK, NOT_A_TRANSCRIPT)
    yield _fault("stamps-huge", lambda: talk(_stamped("9" * 5_000 + ":00")), OK, NOT_A_TRANSCRIPT)
    yield _fault("stamps-all-0", lambda: talk(_stamped("00:00:00")), OK)
    yield _fault("turns-2000", lambda: talk(_turns(2_000)), OK)
    yield _fault("names-all-different", lambda: talk(_strangers(300)), OK)
    for name, title in TITLES.items():
        yield _fault(f"title-{name}", lambda title=title: _titled(title), OK)
    for name, operators in ODD_TEXT.items():
        yield _fault(f"text-{name}", lambda o=operators: _content(o + raw.content(TALK)), *ANY)
    yield _fault("markup-in-text", lambda: talk([*TALK, *MARKUP]), OK)


ESSAY = (
    "On Clocks",
    "A clock is a patient thing. It says the same two words all day and never asks",
    "whether we have understood them. In 1656 a Dutchman hung a weight on a string, and",
    "since then we have been late. Before that, nobody was: the sun does not complain.",
    "1. Clocks that stop",
    "A clock that stops is right twice a day, people say, and they are wrong about that,",
    "too: it is right once, at the moment when it stops. After that it only repeats itself.",
    "2. Clocks that run",
    "The others disagree. Put three of them in a room and listen: none of them keeps time,",
    "they keep each other company. See also page 12, and the note at 10:45 in the margin.",
    "References",
    "[1] A. Reyes: The Mainspring. Harbour Press, 1987.",
    "[2] L. Park: How to Be Late. Harbour Press, 1991.",
)
LETTER = (
    "Mira Stone, Clock Lane 4, Harbour Town",
    "12 November 1987",
    "Subject: the clock in your window",
    "Dear Mr. Park,",
    "the clock in your window is four minutes slow. I pass it every morning at 7:45, and",
    "every morning I run. Please leave it as it is: I have never been so punctual.",
    "Enclosed: one spring.",
    "Yours, M. S.",
)
TIMETABLE = ("Ferry, summer", *(f"{h:02d}:15 Harbour {h:02d}:40 Island" for h in range(6, 22)))
TITLES = {
    "parent-folders": "../../etc/passwd",
    "reserved": "CON",
    "slash": "a/b\\c",
    "newlines": "one\r\ntwo\n\n00:00:01,000 --> 00:00:02,000\nthree",
    "long": "tick " * 2_000,
    "right-to-left-override": "ebook\u202efdp.exe",
    "nul": "ti\x00tle",
    "markup": "<script>alert(1)</script>&amp;]]>",
    "formula": '=HYPERLINK("http://evil.example")',
}
MARKUP = (
    "[00:00:30] Mira Stone",
    "<script>alert(1)</script> &lt; ]]> <!-- {\\an8}{\\b1} 00:00:01,000 --> 00:00:02,000 WEBVTT",
    "=cmd|' /C calc'!A0 and %s {0} $(id) `id` ../../etc/passwd",
)


ODD_TEXT = {
    "invisible": b"3 Tr ",
    "of-size-0": b"0 0 0 0 0 0 cm ",
    "mirrored": b"-1 0 0 1 595 0 cm ",
    "upside-down": b"-1 0 0 -1 595 842 cm ",
    "slanted": b"1 0.4 0 1 0 -100 cm ",
    "scaled-by-a-million": b"1000000 0 0 1000000 0 0 cm ",
    "off-the-page": b"1 0 0 1 9000 0 cm ",
    "white": b"1 1 1 rg ",
    "stretched": b"400 Tz ",
    "far-apart": b"30 Tc ",
    "raised": b"900 Ts ",
}
"""Operators before the text; what is unseen may be no text, what is seen may be no transcript."""


def _titled(title: str) -> bytes:
    name = b"\xfe\xff" + title.encode("utf-16-be", "surrogatepass")
    return talk(trailer=b"/Info 95 0 R", extra={95: b"<</Title<%s>>>" % name.hex().encode()})


def _stamped(stamp: str) -> list[str]:
    return [line.replace(line[1:9], stamp) if line.startswith("[") else line for line in TALK]


def _turns(count: int) -> list[str]:
    lines = [TALK[0]]
    for number in range(count):
        second = number * 3
        clock = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
        lines += [f"[{clock}] {('Mira Stone', 'Leo Park')[number % 2]}", f"Turn {number} ticks."]
    return lines


def _strangers(count: int) -> list[str]:
    lines = [TALK[0]]
    for number in range(count):
        lines += [f"[00:{number // 60:02d}:{number % 60:02d}] Guest Number {number}", "Good day."]
    return lines


def _scan() -> bytes:
    picture = raw.stream(
        _noise(3 * 64 * 64),
        b"/Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceRGB/BitsPerComponent 8",
    )
    page = raw.leaf(11).replace(b"/Font<<", b"/XObject<</X 90 0 R>>/Font<<")
    return _with({10: page, 11: raw.stream(b"500 0 0 700 50 50 cm /X Do"), 90: picture})
