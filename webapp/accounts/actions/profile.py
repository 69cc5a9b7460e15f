"""What people tell about themselves."""

from webapp.accounts.models import Person
from webapp.core.audit import audit
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.core.files import drop_unused, keep_file
from webapp.core.pictures import NotAPicture, square_picture


@db.atomic()
def update_profile(person: Person, name: str, phone: str, about: str, language: str) -> None:
    """The person tells about themselves."""
    person.name, person.phone, person.about, person.language = name, phone, about, language
    person.save(only=[Person.name, Person.phone, Person.about, Person.language])
    audit(person, "update_profile", person)


def change_photo(person: Person, data: bytes | None) -> None:
    """The person shows a photo of themselves, or (None) no longer."""
    try:
        # Before the transaction: while a hostile file is taken apart, nobody waits to write.
        made = b"" if data is None else square_picture(data)
    except NotAPicture:
        raise Refused("not_a_picture") from None
    old = person.photo
    with db.atomic():
        one_at_a_time("files")
        person.photo = keep_file(made, "webp") if made else ""
        person.save(only=[Person.photo])
        audit(person, "change_photo", person)
    if old != person.photo:
        drop_unused(old)
