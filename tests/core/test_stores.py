"""Files kept in a bucket that speaks S3: the same verbs as in a folder."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer

from webapp.core.files import as_local_file, drop_file, file_exists, files_older_than, keep_file, kept_paper, read_file
from webapp.core.stores import Bucket

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def server():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(app, server, monkeypatch, tmp_path):
    """An installation that keeps its files in the folder `school` of an empty bucket."""
    urlopen(Request(f"{server}/moto-api/reset", method="POST"))
    for name, value in (KEYS | {"AWS_ENDPOINT_URL": server}).items():
        monkeypatch.setenv(name, value)
    store = Bucket("s3://photos/school")
    store.files.mkdir("photos", create_parents=True)
    settings = replace(app.config["SETTINGS"], FILES_URL="s3://photos/school", DATA_FOLDER=tmp_path)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    with app.app_context():
        yield tmp_path
    app.extensions.pop("files")


def test_file_is_kept_in_the_bucket_and_nowhere_else(bucket):
    name = keep_file(b"een tekening", "webp")

    assert (read_file(name), file_exists(name), os.listdir(bucket)) == (b"een tekening", True, [])


def test_file_is_gone_when_it_was_dropped_and_twice_is_no_harm(bucket):
    name = keep_file(b"een tekening", "webp")

    drop_file(name)
    drop_file(name)

    assert file_exists(name) is False
    with pytest.raises(FileNotFoundError):
        read_file(name)


def test_what_others_put_or_take_is_seen_at_once(bucket):
    name = keep_file(b"een tekening", "webp")
    file_exists(name)
    drop_file(name)

    assert (keep_file(b"een tekening", "webp"), read_file(name)) == (name, b"een tekening")


def test_copy_for_who_reads_only_files_goes(bucket):
    with as_local_file(keep_file(b"<edex/>", "xml")) as path:
        held = path.read_bytes()

    assert (held, path.suffix, path.exists()) == (b"<edex/>", ".xml", False)


def test_paper_is_served_from_the_bucket(app, bucket):
    name = keep_file(b"%PDF-", "pdf")

    with app.test_request_context():
        answer = kept_paper(name, "brief.pdf")

    answer.direct_passthrough = False
    assert (answer.get_data(), answer.headers["Content-Disposition"]) == (b"%PDF-", "attachment; filename=brief.pdf")


@pytest.mark.parametrize("name", ["../secret_key", "", "x" * 64 + ".webp"])
def test_name_that_we_did_not_make_is_not_asked_for(bucket, name):
    for ask in (read_file, file_exists, drop_file):
        with pytest.raises(ValueError, match="not the name of a kept file"):
            ask(name)


def test_old_files_of_one_kind_are_found(bucket):
    name = keep_file(b"stray", "photo")
    keep_file(b"een tekening", "webp")
    now = datetime.now(UTC)

    assert files_older_than(now + timedelta(minutes=1), "photo") == [name]
    assert files_older_than(now - timedelta(days=1), "photo") == []
