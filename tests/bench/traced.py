"""A run of attune in a child process that can be stopped at any system call, and be cut short.

The child is forked from this process, so that thousands of runs need no start-up. Linux only, as
it traces with ptrace(2): `PTRACE_SYSCALL` stops the child before and after every system call.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from attune_cli.app import main
from attune_cli.context import Attune

TRACE_ME, SYSCALL = 0, 24  # of <sys/ptrace.h>
CUT_SHORT = 99  # an exit code that attune never has
LONGEST = 60.0  # seconds that a run may take
_LIBC = ctypes.CDLL(None, use_errno=True)


class Traced(NamedTuple):
    """What came of a run.

    Attributes:
        code: its exit code; None where it was killed.
        stops: at how many system calls it was stopped, twice for each.
        said: what it wrote to stdout.
        complained: what it wrote to stderr.
    """

    code: int | None
    stops: int
    said: str
    complained: str


def can_trace() -> bool:
    """Whether this system lets a process be traced."""
    if sys.platform != "linux":
        return False
    child = os.fork()
    if child == 0:
        os._exit(0 if _LIBC.ptrace(TRACE_ME, 0, 0, 0) == 0 else 1)
    return os.waitpid(child, 0)[1] == 0


def killed(run: Attune, arguments: list[str], folder: Path, at: int | None) -> Traced:
    """Run attune, and kill it at a stop; None lets it run to its end, and counts the stops.

    Args:
        run: the run, its folders and clock.
        arguments: what a person would type behind `attune`.
        folder: where the output is put meanwhile.
        at: at which stop it is killed, counted from 1.
    """
    out, err = folder / "out", folder / "err"
    child = forked(run, arguments, out, err, traced=True)
    os.waitpid(child, 0)  # stopped at its beginning
    stops, code = 0, None
    until = time.monotonic() + LONGEST
    while at is None or stops < at:
        if _LIBC.ptrace(SYSCALL, child, 0, 0) or time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            code = os.waitstatus_to_exitcode(status)
            break
        stops += 1
    else:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return Traced(code, stops, out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace"))


def confined(run: Attune, arguments: list[str], folder: Path, most: int) -> Traced:
    """Run attune where no file may grow beyond so many bytes, as on a disk that is full."""
    out, err = folder / "out", folder / "err"

    def confine() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    child = forked(run, arguments, out, err, traced=False, first=confine)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return Traced(code, 0, out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace"))


def forked(
    run: Attune,
    arguments: list[str],
    out: Path,
    err: Path,
    *,
    traced: bool,
    first: Callable[[], None] = lambda: None,
    given: Path = Path(os.devnull),
) -> int:
    """Run attune in a fork, and return its number; a traced one stops at its beginning."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    code = CUT_SHORT
    with contextlib.suppress(BaseException):
        os.dup2(os.open(given, os.O_RDONLY), 0)
        for path, number in ((out, 1), (err, 2)):
            os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), number)
        for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
            mode = "r" if number == 0 else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 for good
        first()
        if traced:
            _LIBC.ptrace(TRACE_ME, 0, 0, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
        code = main(arguments, run)
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
