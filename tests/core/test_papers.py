"""Papers that people attach: what is kept of one opens anywhere and does nothing; what is none is refused."""

import time
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.core.test_pictures import picture, png_that_claims
from webapp.core.papers import LARGEST, MOST_PAGES, NotAPaper, clean_paper

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
EXE = b"MZ\x90\x00" + bytes(500)


def pdf(pages: int = 1, **options) -> bytes:
    """A PDF with all that a paper needs not: scripts, an action that opens a program, a file, who wrote it."""
    made = pikepdf.new()
    for _number in range(pages):
        made.add_blank_page()
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('open')")
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calculator.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99], A=launch)
    made.pages[0].Annots = made.make_indirect([link])
    made.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('page')"))
    made.attachments["virus.exe"] = EXE
    made.docinfo["/Author"] = "Noor thuis"
    made.pages[0].Metadata = made.make_stream(b"<x:xmpmeta>GPS 52.78</x:xmpmeta>")
    out = BytesIO()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, **options)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(NotAPaper) as refused:
        clean_paper(data)
    return str(refused.value)


def test_pdf_keeps_its_pages_and_loses_what_could_do_something():
    data, suffix = clean_paper(pdf(pages=2))

    found = [
        mark
        for mark in (b"JavaScript", b"alert", b"Launch", b"calculator", b"virus", b"MZ", b"Noor", b"GPS")
        if mark in data
    ]
    made = pikepdf.open(BytesIO(data))
    assert (suffix, found, len(made.pages), "/Metadata" in made.pages[0]) == ("pdf", [], 2, False)


def test_photo_of_a_paper_becomes_a_jpeg_that_can_be_read_and_tells_nothing():
    data, suffix = clean_paper(picture(size=(4000, 3000)) + b"<script>alert(1)</script>")

    image = Image.open(BytesIO(data))
    assert (suffix, image.format, image.size, dict(image.getexif())) == ("jpg", "JPEG", (2000, 1500), {})
    assert (b"Noor" in data, b"script" in data) == (False, False)


def test_small_photo_stays_as_large_as_it_is_and_what_is_transparent_becomes_white():
    data, _suffix = clean_paper(picture("PNG", size=(60, 40), mode="RGBA"))

    image = Image.open(BytesIO(data))
    assert (image.size, image.getpixel((5, 5))) == ((60, 40), (255, 255, 255))


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "P"), ("PNG", "1"), ("JPEG", "L"), ("JPEG", "CMYK"), ("WEBP", "RGB")]
)
def test_every_kind_of_photo_is_taken(form, mode):
    assert Image.open(BytesIO(clean_paper(picture(form, mode=mode))[0])).size == (600, 400)


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7 <html><script>alert(1)</script></html>",
        SVG,
        EXE,
        b"PK\x03\x04" + bytes(100),
        b"GIF89a" + bytes(100),
        pdf(encryption=pikepdf.Encryption(owner="geheim", user="geheim")),
        pdf(encryption=pikepdf.Encryption(owner="geheim", user="")),
        pdf()[:300],
        pdf(pages=MOST_PAGES + 1),
    ],
    ids=["html", "html as pdf", "svg", "exe", "zip", "gif", "pdf with password", "locked pdf", "half a pdf", "a book"],
)
def test_what_is_no_paper_is_refused(data):
    assert refusal(data) == "not_a_paper"


def test_nothing_and_too_much_are_refused_with_their_own_reason():
    assert (refusal(b""), refusal(b"%PDF-" + bytes(LARGEST))) == ("empty_file", "file_too_large")


def test_bomb_is_refused_quickly():
    begin = time.perf_counter()

    assert (refusal(png_that_claims(30_000, 30_000)), time.perf_counter() - begin < 5) == ("not_a_paper", True)


def test_same_paper_sent_twice_is_the_same_file():
    sent = pdf()

    assert clean_paper(sent) == clean_paper(sent)


@pytest.mark.parametrize(
    ("outer", "pack"),
    [
        ([], bytes),
        (["/FlateDecode"], zlib.compress),
        (["/ASCIIHexDecode", "/FlateDecode"], lambda data: zlib.compress(data).hex().encode() + b">"),
    ],
)
def test_photo_in_a_pdf_tells_nothing_however_it_is_packed(outer, pack):
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    photo = made.make_stream(pack(picture()), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    photo.Filter = pikepdf.Array([pikepdf.Name(name) for name in [*outer, "/DCTDecode"]])
    photo.Width, photo.Height, photo.ColorSpace, photo.BitsPerComponent = 80, 60, pikepdf.Name.DeviceRGB, 8
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photo))
    made.save(out)

    data, _suffix = clean_paper(out.getvalue())

    with pikepdf.open(BytesIO(data)) as again:
        kept = again.pages[0].Resources.XObject.Im0
        jpeg, packing = kept.read_raw_bytes(), kept.Filter
    assert (packing, jpeg[:2], dict(Image.open(BytesIO(jpeg)).getexif())) == ("/DCTDecode", b"\xff\xd8", {})
