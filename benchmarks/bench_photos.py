"""Twenty photos of a phone (12 megapixels, half HEIC, half JPEG) from being sent to being seen, by a real worker: how
long it takes, and how much memory the worker and the processes that open the pictures have at most."""

import io
import os
from pathlib import Path
from struct import pack
from threading import Event, Thread
from time import perf_counter, sleep

import pillow_heif
import psutil
from PIL import Image

from benchmarks.portals import empty_portal, machine, worker
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.files import read_file
from webapp.news.actions.photos import add_photos
from webapp.news.models import Draft, Photo

PHOTOS = 20
SIZE = (4032, 3024)
PATIENCE = 120
MB = 1024 * 1024


def photos() -> list[tuple[str, bytes]]:
    """Pictures with about as much in them as those of a playground: soft shapes, and the grain of a sensor. One is
    drawn of each kind; the others differ in bytes that no program looks at (a `free` box, what follows the end)."""
    pillow_heif.register_heif_opener()
    grain = Image.effect_noise(SIZE, 12).convert("RGB")
    shapes = Image.frombytes("RGB", (96, 72), os.urandom(96 * 72 * 3)).resize(SIZE, Image.Resampling.BICUBIC)
    picture, kinds = Image.blend(shapes, grain, 0.3), []
    for form, quality in (("JPEG", 90), ("HEIF", 60)):
        made = io.BytesIO()
        picture.save(made, form, quality=quality)
        kinds.append((form.lower(), made.getvalue()))
    return [
        (f"IMG_{number:04}.{form}", data + pack(">I4sI", 12, b"free", number))
        for number in range(PHOTOS // 2)
        for form, data in kinds
    ]


class Memory:
    """Looks at a process and its children until told to stop: the most that the parent and one child had."""

    def __init__(self, process: psutil.Process):
        self.process, self.parent, self.child, self.enough = process, 0, 0, Event()
        self.idle = process.memory_info().rss
        self.thread = Thread(target=self.watch)
        self.thread.start()

    def watch(self) -> None:
        while not self.enough.wait(0.02):
            self.parent = max(self.parent, self.process.memory_info().rss)
            for child in self.process.children():
                try:
                    self.child = max(self.child, child.memory_info().rss)
                except psutil.NoSuchProcess:
                    continue

    def stop(self) -> None:
        self.enough.set()
        self.thread.join()


def measure(folder: Path, draft: Draft, sent: list[tuple[str, bytes]]) -> tuple[float, float, Memory, int, float]:
    with worker({"DATA_FOLDER": str(folder)}) as process:
        memory = Memory(process)
        began = perf_counter()
        add_photos(draft.author, draft, sent)
        taken_in = perf_counter() - began
        while Photo.select().where(Photo.state == "waiting").exists() and perf_counter() - began < PATIENCE:
            sleep(0.05)
        ready = perf_counter() - began
        memory.stop()
        sleep(2)
        times = process.cpu_times()
        return taken_in, ready, memory, process.memory_info().rss, times.children_user + times.children_system


def main() -> None:
    sent = photos()
    with empty_portal() as (_app, folder):
        now = clock.now()
        author = Person.create(name="Joris van Dam", email="j@school.example", created_at=now, activated_at=now)
        draft = Draft.create(author=author, token="benchmark", updated_at=now)
        taken_in, ready, memory, after, work = measure(folder, draft, sent)
        made = list(Photo.select())
        assert [photo.state for photo in made] == ["ready"] * PHOTOS, [photo.state for photo in made]
        weight = sum(len(read_file(photo.large)) + len(read_file(photo.small)) for photo in made) / PHOTOS / 1024
    print(machine())
    print(f"{PHOTOS} photos, {sum(len(data) for _name, data in sent) / MB:.0f} MB: kept after {taken_in:.2f} s")
    print(f"all ready after {ready:.1f} s = {ready / PHOTOS:.2f} s a photo; {weight:.0f} KB a photo to keep")
    print(f"processor time: {work / PHOTOS:.2f} s a photo")
    print(f"a process that opens a picture: at most {memory.child / MB:.0f} MB")
    print(f"the worker: {memory.idle / MB:.0f} MB idle, {memory.parent / MB:.0f} at work, {after / MB:.0f} after")


if __name__ == "__main__":
    main()
