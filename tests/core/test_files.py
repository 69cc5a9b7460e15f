"""Files that people send: found by what they hold, kept once, and nothing else is reached by a name."""

import hashlib
import stat
import threading
from dataclasses import replace

import pytest

from webapp.core.files import keep_file, path_of

DATA = b"een tekening"
NAME = f"{hashlib.sha256(DATA).hexdigest()}.webp"


@pytest.fixture
def folder(app, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], DATA_FOLDER=tmp_path))
    with app.app_context():
        yield tmp_path / "files"


def all_in(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_file_is_kept_under_the_hash_of_what_it_holds_for_no_other_user(folder):
    name = keep_file(DATA, "webp")

    assert (name, path_of(name).read_bytes(), all_in(folder)) == (NAME, DATA, [f"{NAME[:2]}/{NAME}"])
    assert stat.S_IMODE(path_of(name).stat().st_mode) == 0o600


def test_same_bytes_are_kept_once(folder):
    first = keep_file(DATA, "webp")
    made = path_of(first).stat().st_mtime_ns

    assert (keep_file(DATA, "webp"), path_of(first).stat().st_mtime_ns) == (first, made)
    assert len(all_in(folder)) == 1


def test_two_who_send_the_same_at_once_both_succeed(app, folder):
    names: list[str] = []
    begin = threading.Barrier(4)

    def send() -> None:
        with app.app_context():
            begin.wait()
            names.append(keep_file(DATA * 100_000, "webp"))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(names), len(set(names)), len(all_in(folder))) == (4, 1, 1)


@pytest.mark.parametrize(
    "name",
    [
        "../../secret_key",
        f"../{NAME}",
        f"{NAME}/../../secret_key",
        f"/etc/{NAME}",
        NAME.upper(),
        NAME[1:],
        f"{NAME}\n",
        f"{NAME[:-5]}.tar.gz",
        f"{NAME[:-5]}",
        "",
        "..",
        "\x00",
    ],
)
def test_name_that_we_did_not_make_is_no_file(folder, name):
    with pytest.raises(ValueError, match="not the name of a kept file"):
        path_of(name)
