from playhouse.schema_diff import diff_models

from webapp.core.db import db
from webapp.tables import TABLES


def test_migrations_make_exactly_what_the_models_say(transaction):
    drift = diff_models(db.obj, TABLES)

    assert not drift, drift


def test_the_cast_stands(cast):
    assert cast.noor.name == "Noor de Vries"
