"""Photos and papers of a post as pages show them, from what is kept with it (`actions.gallery`)."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GalleryPhoto:
    """A photo of a post: its size, so that nothing moves when it comes, and `tiny` in its place until then."""

    id: int
    width: int
    height: int
    alt: str
    tiny: str
    version: str

    @property
    def small_url(self) -> str:
        return f"/photos/{self.id}/small?v={self.version}"

    @property
    def large_url(self) -> str:
        return f"/photos/{self.id}/large?v={self.version}"

    @property
    def tiny_url(self) -> str:
        return f"data:image/webp;base64,{self.tiny}"


@dataclass(frozen=True, slots=True)
class GalleryFile:
    """A paper of a post; `size` in bytes."""

    id: int
    name: str
    size: int

    @property
    def url(self) -> str:
        return f"/attachments/{self.id}"


@dataclass(frozen=True, slots=True)
class Gallery:
    """What a post has beside its text."""

    photos: tuple[GalleryPhoto, ...] = ()
    files: tuple[GalleryFile, ...] = ()


NOTHING = Gallery()


def gallery_of(text: str) -> Gallery:
    """The photos and papers that were kept with a post."""
    if not text:
        return NOTHING
    kept = json.loads(text)
    return Gallery(
        tuple(GalleryPhoto(**photo) for photo in kept["photos"]), tuple(GalleryFile(**file) for file in kept["files"])
    )
