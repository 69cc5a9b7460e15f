"""Pictures inside papers, with what tells of maker and place taken out of the bytes; the picture itself stays as it is.

JPEG: ITU T.81, B.1; PNG: W3C PNG third edition, 5. Raises ValueError for what is neither as its first bytes promise.
"""

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length: TEM, RST0–RST7
KEPT_APPLICATIONS = {0xE0, 0xEE}  # JFIF, and Adobe's word on how colours are stored
KEPT_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"pHYs", b"sRGB", b"gAMA"}


def bare_picture(data: bytes) -> bytes:
    """The JPEG or PNG without EXIF, GPS, XMP, profile, comments and whatever follows its end."""
    if data.startswith(JPEG):
        return bare_jpeg(data)
    if data.startswith(PNG):
        return bare_png(data)
    raise ValueError("neither JPEG nor PNG")


def bare_jpeg(data: bytes) -> bytes:
    made, at = bytearray(data[:2]), 2
    while True:
        at = start_of_marker(data, at)
        marker = data[at + 1]
        if marker == 0xD9:
            return bytes(made + data[at : at + 2])
        end = at + 2 if marker in ALONE else at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = end_of_scan(data, end)
        if end > len(data):
            raise ValueError("the JPEG ends half-way")
        if not is_told(marker):
            made += data[at:end]
        at = end


def start_of_marker(data: bytes, at: int) -> int:
    """Where the next marker begins, past the bytes that may fill up before it."""
    if data[at : at + 1] != b"\xff":
        raise ValueError("no marker where one must be")
    while data[at + 1 : at + 2] == b"\xff":
        at += 1
    if at + 1 >= len(data):
        raise ValueError("the JPEG ends half-way")
    return at


def is_told(marker: int) -> bool:
    """Whether a segment only tells about the picture: an application's own (E0–EF), or a comment (FE)."""
    return marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in KEPT_APPLICATIONS)


def end_of_scan(data: bytes, at: int) -> int:
    """Where the packed picture ends: at a marker that is none of its own."""
    while (at := data.find(b"\xff", at)) >= 0:
        follows = data[at + 1 : at + 2]
        if follows and follows[0] and follows[0] not in ALONE and follows[0] != 0xFF:
            return at
        at += 1 if follows == b"\xff" else 2
    raise ValueError("the JPEG ends half-way")


def bare_png(data: bytes) -> bytes:
    made, at = bytearray(PNG), len(PNG)
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if kind in KEPT_CHUNKS and end <= len(data):
            made += data[at:end]
        if kind == b"IEND":
            return bytes(made)
        at = end
    raise ValueError("the PNG ends half-way")
