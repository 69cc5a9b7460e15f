"""Built files: found by their plain name, kept for a year under a name that changes with what they hold."""

import json
import re

import pytest

from webapp.core.assets import DIST


@pytest.fixture
def asset(app):
    return app.jinja_env.globals["asset"]


@pytest.mark.parametrize("name", ["app.css", "app.js", "icons.svg"])
def test_built_file_has_its_hash_in_its_address(asset, name):
    manifest = json.loads((DIST / "manifest.json").read_text())

    stem, _, suffix = name.rpartition(".")
    assert asset(name) == f"/static/dist/{manifest[name]}"
    assert re.fullmatch(rf"{stem}-[0-9a-f]{{10}}\.{suffix}", manifest[name])


def test_file_that_was_not_built_keeps_its_name(asset):
    assert asset("nowhere.css") == "/static/dist/nowhere.css"


def test_hashed_file_is_kept_for_a_year_(client, asset):
    with client.get(asset("app.css")) as answer:
        pass

    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert re.fullmatch(r"max-age=\d{8,}, public, immutable", answer.headers["Cache-Control"])


def test_file_outside_the_folder_is_not_there(client):
    paths = [
        "/static/dist/../../settings.py",
        "/static/dist/%2e%2e/%2e%2e/core/settings.py",
        "/static/dist/nowhere.css",
    ]

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
