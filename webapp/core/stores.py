"""Where kept files lie: a folder of this machine, or a bucket that speaks S3. Both know the same few verbs."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import Any, Protocol


class Store(Protocol):
    """What a place to keep files can do. A file that is not there raises FileNotFoundError when it is read."""

    def keep(self, name: str, data: bytes) -> None: ...

    def read(self, name: str) -> bytes: ...

    def has(self, name: str) -> bool: ...

    def drop(self, name: str) -> None: ...

    def older(self, suffix: str, moment: datetime) -> list[str]: ...


class Folder:
    """Files in a folder, readable by nobody else on this machine."""

    def __init__(self, root: Path):
        self.root = root

    def place(self, name: str) -> Path:
        return self.root / name[:2] / name

    def keep(self, name: str, data: bytes) -> None:
        place = self.place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f"{name}.{secrets.token_hex(8)}.part")
        unfinished.touch(0o600)  # nobody else on this machine reads what people send
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # the row that names it is about to be committed
        unfinished.replace(place)

    def read(self, name: str) -> bytes:
        return self.place(name).read_bytes()

    def has(self, name: str) -> bool:
        return self.place(name).exists()

    def drop(self, name: str) -> None:
        self.place(name).unlink(missing_ok=True)

    def older(self, suffix: str, moment: datetime) -> list[str]:
        kept = self.root.glob(f"??/*.{suffix}")
        return [place.name for place in kept if place.stat().st_mtime < moment.timestamp()]


class Bucket:
    """Files in a bucket (`s3://bucket/folder`), with the keys and the endpoint that the usual variables name."""

    def __init__(self, address: str):
        import s3fs  # half a second and 40 MB that a portal with a folder does not pay

        endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
        self.root = address.removeprefix("s3://").strip("/")
        self.files: Any = s3fs.S3FileSystem(endpoint_url=endpoint, use_listings_cache=False, skip_instance_cache=True)

    def place(self, name: str) -> str:
        return f"{self.root}/{name[:2]}/{name}"

    def keep(self, name: str, data: bytes) -> None:
        self.files.pipe_file(self.place(name), data)  # there as a whole, or not at all

    def read(self, name: str) -> bytes:
        return self.files.cat_file(self.place(name))

    def has(self, name: str) -> bool:
        return self.files.isfile(self.place(name))

    def drop(self, name: str) -> None:
        self.files.call_s3("delete_object", Bucket=self.root.partition("/")[0], Key=self.key(name))

    def older(self, suffix: str, moment: datetime) -> list[str]:
        kept = self.files.find(self.root, detail=True).values()
        return [
            PurePosixPath(file["name"]).name
            for file in kept
            if file["name"].endswith(f".{suffix}") and file["LastModified"] < moment
        ]

    def key(self, name: str) -> str:
        return self.place(name).partition("/")[2]


@contextmanager
def local_copy(store: Store, name: str) -> Iterator[Path]:
    """The file as one of this machine, for what reads only those: the file itself, or a copy that goes."""
    if isinstance(store, Folder):
        yield store.place(name)
        return
    with NamedTemporaryFile(suffix=Path(name).suffix) as copy:  # 0600
        copy.write(store.read(name))
        copy.flush()
        yield Path(copy.name)
