"""How often something may be tried: counted in the database, so that every process counts together."""

import time
from typing import Any

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.storage import Storage
from peewee import CharField, DoubleField, IntegerField

from webapp.core.db import Table, db


class Tally(Table):
    """How often a key was used until its window ends (`ends_at`, seconds since the epoch)."""

    key = CharField(primary_key=True, max_length=250)
    uses = IntegerField()
    ends_at = DoubleField(index=True)  # not FloatField: four bytes on PostgreSQL cannot tell one minute from the next


class DatabaseStorage(Storage):
    """A fixed-window store for `limits` on the portal's own database."""

    STORAGE_SCHEME = ["database"]

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        with db.atomic():
            Tally.delete().where(Tally.ends_at <= time.time()).execute()
            Tally.insert(key=key, uses=amount, ends_at=time.time() + expiry).on_conflict(
                conflict_target=[Tally.key], update={Tally.uses: Tally.uses + amount}
            ).execute()
            return self.get(key)

    def get(self, key: str) -> int:
        tally = Tally.get_or_none((Tally.key == key) & (Tally.ends_at > time.time()))
        return tally.uses if tally else 0

    def get_expiry(self, key: str) -> float:
        tally = Tally.get_or_none(Tally.key == key)
        return tally.ends_at if tally else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        return Tally.delete().execute()

    def clear(self, key: str) -> None:
        Tally.delete().where(Tally.key == key).execute()


limiter = Limiter(
    get_remote_address, storage_uri="database://", strategy="fixed-window", headers_enabled=False, default_limits=[]
)


def start_rate_limits(app: Flask, **config: Any) -> None:
    app.config.update(config)
    limiter.init_app(app)


def was_refused(response: Response) -> bool:
    """For `deduct_when`: only what was refused (422) counts, so that many who do it rightly never wait."""
    return response.status_code == 422
