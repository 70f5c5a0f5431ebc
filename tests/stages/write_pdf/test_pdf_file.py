"""The PDF file: every object is found under its number, whatever it is and however many."""

import io

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.write_pdf.file import File, string


def closed(file: File, root: str = "") -> bytes:
    pages = file.add("<</Type/Pages/Kids[]/Count 0>>")
    catalog = file.add(f"<</Type/Catalog/Pages {pages}{root}>>")
    return file.close(catalog, file.add("<</Title(T)>>"))


def opened(file: File, reference: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(closed(file, f"/Own {reference}")))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_text_string_is_read_back(text: str) -> None:
    file = File()
    pdf = opened(file, file.add(string(text)))
    assert str(pdf.Root.Own) == text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_a_stream_is_read_back(data: bytes, compress: bool) -> None:
    file = File()
    pdf = opened(file, file.add_stream(data, "/Kind/Test", compress))
    assert pdf.Root.Own.read_bytes() == data
    assert pdf.Root.Own.Kind == "/Test"
    assert ("/Filter" in pdf.Root.Own) == compress


def test_thousands_of_objects_keep_their_numbers_and_lead_to_each_other() -> None:
    file = File()
    [top] = file.reserve(1)
    own = file.reserve(1200)
    for number, reference in enumerate(own):
        file.put(reference, f"<</Parent {top}/Number {number}>>")
        if number % 500 == 0:
            file.add_stream(b"between")
    file.put(top, f"[{' '.join(own)}]")
    pdf = opened(file, top)
    assert [int(kid.Number) for kid in pdf.Root.Own] == list(range(1200))
    assert all(kid.Parent.objgen == pdf.Root.Own.objgen for kid in pdf.Root.Own)
    assert not pdf.check_pdf_syntax()


def test_the_identifier_tells_the_contents_and_nothing_else() -> None:
    def identifier(text: str) -> bytes:
        file = File()
        file.add(string(text))
        return bytes(pikepdf.open(io.BytesIO(closed(file))).trailer.ID[0])

    assert identifier("one") == identifier("one") != identifier("two")
