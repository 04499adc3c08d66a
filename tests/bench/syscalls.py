"""A run of attune whose system calls are seen, with what they write, and can be made to fail.

The child is forked from this process; ptrace(2) stops it before and after every call. Linux on
x86-64 only: elsewhere a failing call is put into other registers.
"""

import ctypes
import os
import platform
import signal
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from attune_cli.context import Attune
from bench.traced import LONGEST, Traced, can_trace, forked

SYSCALL, POKE_USER, SET_OPTIONS, GET_INFO = 24, 6, 0x4200, 0x420E  # of <sys/ptrace.h>
GOOD_STOPS, EXIT_KILL = 1, 0x100000
ENTRY, EXIT = 1, 2
CALL, RESULT = 15 * 8, 10 * 8  # places of orig_rax and rax
AT_CWD = -100
_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_INFO = struct.Struct("=B3xIQQ7Q")

# Numbers of <asm/unistd_64.h>: how each call names its file. "f": a descriptor; "p": a path;
# "d": a folder's descriptor before a path; "-": an argument that says something else.
_CALLS = {
    0: ("read", "f"), 1: ("write", "f"), 2: ("open", "p"), 3: ("close", "f"), 4: ("stat", "p"),
    5: ("fstat", "f"), 6: ("lstat", "p"), 8: ("lseek", "f"), 16: ("ioctl", "f"),
    17: ("pread", "f"), 18: ("pwrite", "f"), 21: ("access", "p"), 72: ("fcntl", "f"),
    73: ("flock", "f"), 74: ("fsync", "f"), 75: ("fdatasync", "f"), 76: ("truncate", "p"),
    77: ("ftruncate", "f"), 78: ("getdents", "f"), 82: ("rename", "pp"), 83: ("mkdir", "p"),
    84: ("rmdir", "p"), 86: ("link", "pp"), 87: ("unlink", "p"), 89: ("readlink", "p"),
    90: ("chmod", "p"), 91: ("fchmod", "f"), 92: ("chown", "p"), 93: ("fchown", "f"),
    217: ("getdents", "f"), 257: ("open", "dp"), 258: ("mkdir", "dp"), 262: ("stat", "dp"),
    263: ("unlink", "dp"), 264: ("rename", "dpdp"), 265: ("link", "dpdp"),
    267: ("readlink", "dp"), 268: ("chmod", "dp"), 269: ("access", "dp"),
    316: ("rename", "dpdp"), 332: ("stat", "dp"), 439: ("access", "dp"), 40: ("sendfile", "f"),
    326: ("copy", "-f"),
}  # fmt: skip
REMOVE_FOLDER = 0x200  # of unlinkat(2)


class Call(NamedTuple):
    """A system call on files.

    Attributes:
        name: without the variants of its name.
        paths: of the files it names, or has open.
        arguments: the six, as numbers.
        result: what it returned, or its error below zero.
        data: what it wrote.
        offset: of a write in its file.
    """

    name: str
    paths: tuple[str, ...]
    arguments: tuple[int, ...]
    result: int
    data: bytes = b""
    offset: int = 0


def can_inject() -> bool:
    """Whether calls can be seen and made to fail here."""
    return platform.machine() == "x86_64" and can_trace()


class Tracer:
    """One run, with its calls in `calls`."""

    def __init__(self, fails: Callable[[int, Call], int] = lambda _place, _call: 0) -> None:
        """Begin with none.

        Args:
            fails: says the error that a call shall have, by its place among all and what it is
                (its result is not known yet); 0 lets it be.
        """
        self.calls: list[Call] = []
        self._fails = fails
        self._open: dict[int, str] = {}
        self._at: dict[int, int] = {}
        self._folder = ""

    def run(self, run: Attune, arguments: list[str], folder: Path, stdin: bytes = b"") -> Traced:
        """Run attune to its end.

        Args:
            run: the run, its folders and clock.
            arguments: what a person would type behind `attune`.
            folder: where its input and output are put meanwhile.
            stdin: what it reads.
        """
        out, err, given = folder / "out", folder / "err", folder / "in"
        given.write_bytes(stdin)
        child = forked(run, arguments, out, err, traced=True, given=given)
        self._folder = os.getcwd()  # noqa: PTH109 as the child has it
        os.waitpid(child, 0)  # stopped at its beginning
        _ptrace(SET_OPTIONS, child, 0, GOOD_STOPS | EXIT_KILL)
        self._open = {number: f"<{number}>" for number in range(3)}
        code = self._follow(child)
        said, talk = (path.read_text("utf-8", "replace") for path in (out, err))
        return Traced(code, len(self.calls), said, talk)

    def _follow(self, child: int) -> int | None:
        begun: Call | None = None
        error, signalled, until = 0, 0, time.monotonic() + LONGEST
        with open(f"/proc/{child}/mem", "rb", buffering=0) as memory:  # noqa: PTH123 unbuffered
            while True:
                if time.monotonic() > until:
                    os.kill(child, signal.SIGKILL)
                _ptrace(SYSCALL, child, 0, signalled)
                _, status = os.waitpid(child, 0)
                if os.WIFEXITED(status):
                    return os.WEXITSTATUS(status)
                if os.WIFSIGNALED(status):
                    return None
                signalled = os.WSTOPSIG(status)
                if signalled != signal.SIGTRAP | 0x80:
                    continue
                signalled = 0
                kind, *fields = _info(child)
                if kind == ENTRY:
                    begun = self._begun(memory.fileno(), fields[0], tuple(fields[1:]))
                    error = self._fails(len(self.calls), begun) if begun else 0
                    if error and begun and begun.name != "close":
                        _ptrace(POKE_USER, child, CALL, -1)  # it is not made
                elif begun is not None:
                    result = _signed(fields[0])
                    if error:
                        _ptrace(POKE_USER, child, RESULT, -error)
                    self._ended(begun._replace(result=-error if error else result))
                    begun, error = None, 0

    def _begun(self, memory: int, number: int, arguments: tuple[int, ...]) -> Call | None:
        if number not in _CALLS:
            return None
        name, shape = _CALLS[number]
        paths, base = [], self._folder
        for kind, value in zip(shape, arguments, strict=False):
            if kind == "f":
                paths.append(self._open.get(value, ""))
            elif kind == "d":
                place = ctypes.c_int(value).value
                base = self._folder if place == AT_CWD else self._open.get(place, "")
            elif kind == "p":
                paths.append(os.path.normpath(f"{base}/{_text(memory, value)}"
                                              if not (said := _text(memory, value)).startswith("/")
                                              else said))  # fmt: skip
        if name == "unlink" and number == 263 and arguments[2] & REMOVE_FOLDER:
            name = "rmdir"
        data, offset = b"", 0
        if name in {"write", "pwrite"}:
            data = os.pread(memory, arguments[2], arguments[1])
            offset = arguments[3] if name == "pwrite" else self._at.get(arguments[0], 0)
        flags = arguments[:2] if number == 2 else arguments[1:3]
        return Call(name, tuple(paths), flags if name == "open" else arguments, 0, data, offset)

    def _ended(self, call: Call) -> None:
        self.calls.append(call)
        number = call.arguments[0] if call.arguments else -1
        if call.name == "open" and call.result >= 0:
            self._open[call.result], self._at[call.result] = call.paths[0], 0
        elif call.name == "close":
            self._open.pop(number, None)
        elif call.name == "lseek" and call.result >= 0:
            self._at[number] = call.result
        elif call.name in {"read", "write"} and call.result > 0:
            self._at[number] = self._at.get(number, 0) + call.result


def _ptrace(request: int, child: int, address: int, data: int) -> None:
    if _LIBC.ptrace(request, child, address, data) == -1 and request != SYSCALL:
        sys.exit(f"ptrace: {os.strerror(ctypes.get_errno())}")


def _info(child: int) -> tuple[int, ...]:
    buffer = ctypes.create_string_buffer(_INFO.size)
    _LIBC.ptrace(GET_INFO, child, _INFO.size, ctypes.addressof(buffer))
    kind, _, _, _, *fields = _INFO.unpack(buffer.raw)
    return (kind, *fields)


def _signed(value: int) -> int:
    return ctypes.c_int64(value).value


def _text(memory: int, address: int) -> str:
    """Read a path from the child's memory, up to its end."""
    found = b""
    while b"\0" not in found:
        there = address + len(found)
        found += os.pread(memory, 256 - there % 256, there)
    return os.fsdecode(found.partition(b"\0")[0])
