"""Photos and drafts for tests, as people send them."""

from io import BytesIO
from itertools import count

from PIL import Image

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.files import keep_file
from webapp.news.actions.gallery import keep_gallery
from webapp.news.models import Attachment, Draft, Photo, Post

numbers = count(1)


def make_draft(author: Person, **known: object) -> Draft:
    return Draft.create(author=author, token=f"draft-{next(numbers)}", updated_at=clock.now(), **known)


def jpeg(colour: str = "red", size: tuple[int, int] = (80, 60), **options: object) -> bytes:
    """A small photo of one colour."""
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG", **options)
    return made.getvalue()


def ready_photo(owner: Draft | Post, position: int = 1, **known: object) -> Photo:
    """A photo that was made fit to be seen, without a worker."""
    number = next(numbers)
    place = {"draft": owner} if isinstance(owner, Draft) else {"post": owner}
    files = {"large": keep_file(b"large %d" % number, "webp"), "small": keep_file(b"small %d" % number, "webp")}
    facts = {"state": "ready", "position": position, "width": 80, "height": 60, "tiny": "dGlueQ=="}
    photo = Photo.create(**place | files | facts | {"added_by": owner.author, "added_at": clock.now()} | known)
    if isinstance(owner, Post):
        keep_gallery(owner)
    return photo


def kept_attachment(owner: Draft | Post, name: str = "brief.pdf") -> Attachment:
    """A paper with a draft or post."""
    place = {"draft": owner} if isinstance(owner, Draft) else {"post": owner}
    file = keep_file(b"%%PDF- %d" % next(numbers), "pdf")
    attachment = Attachment.create(**place, position=1, name=name, file=file, size=9, added_at=clock.now())
    if isinstance(owner, Post):
        keep_gallery(owner)
    return attachment
