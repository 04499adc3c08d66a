"""The tests that know of time, once more: 400 days later, in another zone, locale and terminal.

`python tests/later.py`; needs faketime. What reads the real day, zone, locale or width turns red.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
LATER = ("faketime", "-f", "+400d")
ELSEWHERE = {"TZ": "Pacific/Auckland", "LANG": "de_DE.UTF-8", "COLUMNS": "40"}
# faketime names a semaphore after its process id. One that was killed leaves its own behind, and
# the next process with that id refuses to start. Another attempt has another id.
TAKEN = b"sem_open: File exists"
ATTEMPTS = 50
KNOWS_OF_TIME = re.compile(r"(?<!run\.)clock|\bzone|mtime|utime|doctor")


def chosen() -> list[Path]:
    """Return the test files, in whatever folder, whose text names what has to do with time."""
    files = sorted(TESTS.rglob("test_*.py"))
    return [
        path
        for path in files
        if path.parent.name != "guards" and KNOWS_OF_TIME.search(path.read_text("utf-8"))
    ]


def run_later() -> int:
    """Run them in a process of another time, or say why not."""
    if shutil.which(LATER[0]) is None:
        print("faketime is not installed, so no test has run at another time.")
        return 0
    command = (*LATER, sys.executable, "-m", "pytest", "-n0", *chosen())
    environment = {**os.environ, **ELSEWHERE}
    for _ in range(ATTEMPTS):
        ended = subprocess.run(
            command, cwd=TESTS.parent, env=environment, check=False, stderr=subprocess.PIPE
        )
        if TAKEN not in ended.stderr:
            break
    sys.stderr.buffer.write(ended.stderr)
    return ended.returncode


if __name__ == "__main__":
    sys.exit(run_later())
