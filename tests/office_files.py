"""Office documents for tests: the smallest that the programs open, with what they should not hold added."""

import io
import zipfile

from PIL import Image

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument"
DOCX, XLSX, PPTX = (
    f"{MAIN}.wordprocessingml.document.main+xml",
    f"{MAIN}.spreadsheetml.sheet.main+xml",
    f"{MAIN}.presentationml.presentation.main+xml",
)
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"
Parts = dict[str, str | bytes]


def zipped(parts: Parts | list[tuple[str, str | bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            file.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def relation(id: str, kind: str, target: str, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    kind = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
    return f'<Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>'


def relations(*rows: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def types(**overrides: str) -> str:
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        f"{rows}</Types>"
    )


def photo(form: str = "JPEG") -> bytes:
    """A picture that tells where it was taken."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "Noor thuis"
    Image.new("RGB", (40, 30), "red").save(made, form, exif=exif, icc_profile=b"ICC of Noor", comment=b"Noor")
    return made.getvalue() + b"<script>alert(1)</script>"


def docx(body: str = "", rows: tuple[str, ...] = (), main: str = DOCX, **more: str | bytes) -> Parts:
    """A letter, with a photo and who wrote it; `rows` are further relationships, `more` further parts."""
    text = (
        f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="urn:mc" mc:Ignorable="w14" xmlns:w14="urn:w14">'
        f"<w:body><w:p><w:r><w:t>Lieve ouders</w:t></w:r></w:p>{body}</w:body></w:document>"
    )
    return {
        "[Content_Types].xml": types(**{"word/document.xml": main}),
        "_rels/.rels": relations(
            relation("rId1", "officeDocument", "word/document.xml"),
            relation("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            relation("rId3", f"{PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg"),
        ),
        "docProps/core.xml": "<core><creator>Joris van Dam</creator></core>",
        "docProps/thumbnail.jpeg": photo(),
        "word/document.xml": text,
        "word/_rels/document.xml.rels": relations(relation("rId1", "image", "media/image1.jpeg"), *rows),
        "word/media/image1.jpeg": photo(),
    } | more  # fmt: skip


def xlsx(formula: str = "A1+1", rows: tuple[str, ...] = (), **more: str | bytes) -> Parts:
    """A sheet with one formula."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return {
        "[Content_Types].xml": types(**{"xl/workbook.xml": XLSX}),
        "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{space}" xmlns:r="{OFFICE}" xmlns:x15ac="urn:x15ac">'
            f'<x15ac:absPath url="C:/Users/joris/"/>'
            f'<sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(relation("rId1", "worksheet", "worksheets/sheet1.xml"), *rows),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{space}"><sheetData><row r="1"><c r="A1"><v>41</v></c><c r="B1"><f>{formula}</f>'
            f"<v>42</v></c></row></sheetData></worksheet>"
        ),
    } | more


def odt(body: str = "", **more: str | bytes) -> Parts:
    """A letter of LibreOffice, with a photo and who wrote it."""
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{ns}:office:1.0" xmlns:text="{ns}:text:1.0" '
        f'xmlns:draw="{ns}:drawing:1.0" xmlns:table="{ns}:table:1.0" xmlns:script="{ns}:script:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink"><office:scripts/><office:body><office:text>'
        f'<text:p>Lieve ouders</text:p><draw:image xlink:href="Pictures/1.jpg"/>{body}'
        f"</office:text></office:body></office:document-content>"
    )
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "meta.xml": "<meta><creator>Joris van Dam</creator></meta>",
        "Configurations2/accelerator/current.xml": "",
        "Thumbnails/thumbnail.png": photo("PNG"),
        "Pictures/1.jpg": photo(),
        "META-INF/manifest.xml": "<manifest/>",
    } | more
