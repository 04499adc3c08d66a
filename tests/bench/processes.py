"""Whole processes for the benches: timed, with their peak memory, in a pipe or a terminal."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ATTUNE = str(Path(sys.executable).with_name("attune"))
TESTS = Path(__file__).resolve().parent.parent
ROWS, COLUMNS = 24, 80
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-Z\\^_])")
_WHERE_IS_THE_CURSOR = b"\x1b[6n"


class Sample(NamedTuple):
    """What one process took: seconds on the clock and of a processor, peak memory in bytes.

    A processor's seconds leave out the waiting, for a disk as for a busy machine.
    """

    seconds: float
    cpu: float
    peak: int


class RunError(Exception):
    """A process that was measured did not do what it was to do."""


def environment(home: Path) -> dict[str, str]:
    """Return this environment without what changes Python or attune, for one journal."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "ATTUNE_", "COVERAGE_"))
    }
    # What the machine knows goes with the journal, which is begun again and again.
    return kept | {"ATTUNE_HOME": str(home), "XDG_STATE_HOME": str(home)}


def of_a_user(folder: Path) -> dict[str, str]:
    """Return an environment without ATTUNE_HOME, as most people have it, with a home folder."""
    variables = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    there = environment(folder) | dict.fromkeys(variables, str(folder))
    del there["ATTUNE_HOME"]
    return there


def timed(command: Sequence[str], environment: dict[str, str], *, cwd: Path = TESTS) -> Sample:
    """Time a process from before its start to after its end, its output thrown away.

    Raises:
        RunError: it failed.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        env=environment,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,  # for a fair share of a busy Linux, as those in a terminal have
    ) as process:
        sample = _ended(process, start)
        assert process.stderr
        if process.returncode:
            raise RunError(f"{' '.join(command)}: {process.stderr.read().decode()}")
    return sample


def timed_in_terminal(
    command: Sequence[str], environment: dict[str, str], *, until: str | None = None
) -> Sample:
    """Time a process in a pseudo-terminal of 80 columns.

    Args:
        command: to run.
        environment: its environment.
        until: stop when the text on the screen has a match for this expression, and kill the
            process; without, time to its end.

    Raises:
        RunError: it failed, or the text never came.
    """
    terminal, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    there = environment | {"TERM": "xterm-256color"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=there, stdin=inner, stdout=inner, stderr=inner, start_new_session=True
    )
    os.close(inner)
    text = _watch(terminal, until)
    seen = time.perf_counter() - start
    if until:
        process.kill()
    sample = _ended(process, start)
    os.close(terminal)
    done = re.search(until, text) if until else process.returncode == 0
    if not done:
        raise RunError(f"{' '.join(command)}: {text}")
    return sample._replace(seconds=seen) if until else sample


def _watch(terminal: int, until: str | None) -> str:
    """Read what is written to a terminal to its end, or to a match; answer as a terminal does."""
    raw = b""
    while True:
        try:
            read = os.read(terminal, 65536)
        except OSError:  # how Linux says that nobody has the terminal open any more
            read = b""
        raw += read
        text = _ESCAPE.sub("", raw.decode(errors="replace"))
        if not read or (until and re.search(until, text)):
            return text
        if _WHERE_IS_THE_CURSOR in read:
            os.write(terminal, b"\x1b[1;1R")


def _ended(process: subprocess.Popen[bytes], start: float) -> Sample:
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _PEAK_UNIT)
