"""Papers with a draft or a post: made safe when they are sent."""

from collections.abc import Sequence

from peewee import fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.core.files import drop_unused, keep_file, tidy_name
from webapp.core.papers import NotAPaper, clean_attachment
from webapp.news.actions.gallery import touch
from webapp.news.models import Attachment, Draft
from webapp.news.rules.photos import MOST_ATTACHMENTS


def add_attachments(by: Person, draft: Draft, sent: Sequence[tuple[str, bytes]]) -> list[Attachment]:
    """The author puts papers (name, bytes) to a draft: PDF and office documents, made safe. Refused as a whole when
    one of them is none, or when there would be more than five. The same paper twice is one."""
    if len(sent) > MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    try:
        cleaned = [(name, *clean_attachment(data)) for name, data in sent]  # before the transaction: it takes time
    except NotAPaper as problem:
        raise Refused(str(problem)) from None
    files = [keep_file(data, suffix) for _name, data, suffix in cleaned]  # a bucket takes its time
    try:
        with db.atomic():
            touch(draft)
            one_at_a_time("files")  # nobody throws them away now; what was thrown away is kept once more
            kept = [(tidy_name(name, suffix), keep_file(data, suffix), len(data)) for name, data, suffix in cleaned]
            return add_kept(draft, kept)
    except Refused:
        drop_unused(*files)
        raise


def add_kept(draft: Draft, kept: list[tuple[str, str, int]]) -> list[Attachment]:
    known = {paper.file: paper for paper in Attachment.select().where(Attachment.draft == draft)}
    new = {file: (name, size) for name, file, size in kept if file not in known}
    if len(known) + len(new) > MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    place = Attachment.select(fn.MAX(Attachment.position)).where(Attachment.draft == draft).scalar() or 0
    for number, (file, (name, size)) in enumerate(new.items(), 1):
        known[file] = Attachment.create(
            draft=draft, position=place + number, name=name, file=file, size=size, added_at=clock.now()
        )
    return list(dict.fromkeys(known[file] for _name, file, _size in kept))


def remove_attachment(by: Person, attachment: Attachment) -> None:
    """A paper of a draft goes, with its file."""
    with db.atomic():
        touch(attachment.draft)
        Attachment.delete().where(Attachment.id == attachment.id).execute()
    drop_unused(attachment.file)
