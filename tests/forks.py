"""Runs of attune as forks of a small process, which is begun before the tests are collected.

A fork copies the tables of all the memory of its parent, and each page that either writes to: of
this process with thousands of tests it costs several times as much. Nobody in a test needs to be
a child of it, but what runs code of the test itself (`inside` of a `Terminal`).
"""

import gc
import os
import pickle
import select
import signal
import socket
import struct
import subprocess
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from threading import Lock
from typing import NamedTuple

NUMBER = struct.Struct("i")
# What the interpreter says nothing of by itself.
UNSEEN = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


class Wish(NamedTuple):
    """What a fork is to be; its streams and the pipe for its status come beside it."""

    command: list[str]
    environment: dict[str, str]
    folder: str
    in_terminal: bool


class Fork:
    """A run in a fork, with as much of `subprocess.Popen` as the tests need."""

    def __init__(self, status: int) -> None:
        self._status = status
        self.pid = self._read()
        self.returncode: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code.

        Raises:
            TimeoutError: it has not ended by then.
        """
        if self.returncode is None:
            if not select.select([self._status], [], [], timeout)[0]:
                raise TimeoutError(f"it has not ended in {timeout} s")
            self.returncode = os.waitstatus_to_exitcode(self._read())
            os.close(self._status)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):  # it has just ended
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _read(self) -> int:
        return NUMBER.unpack(os.read(self._status, NUMBER.size))[0]


class Forks:
    """The small process, which lives as long as this one."""

    def __init__(self, become: Callable[[list[str]], None], practise: Callable[[], None]) -> None:
        self._asked, asks = socket.socketpair()
        self._one_by_one = Lock()
        if (number := os.fork()) == 0:
            try:
                _serve(os.dup2(asks.detach(), 3), become, practise)
            finally:
                os._exit(1)
        self._number = number
        asks.close()

    def end(self) -> None:
        """Let it go."""
        self._asked.close()
        os.waitpid(self._number, 0)

    def begin(self, wish: Wish, streams: tuple[int, int, int]) -> Fork:
        """Begin a run with these as its stdin, stdout and stderr."""
        status, told = os.pipe()
        text = pickle.dumps(tuple(wish))
        with self._one_by_one:
            socket.send_fds(self._asked, [NUMBER.pack(len(text))], [*streams, told])
            self._asked.sendall(text)
        os.close(told)
        return Fork(status)

    def run(
        self, wish: Wish, stdin: str | bytes, encoding: str | None, stdout: int | None
    ) -> subprocess.CompletedProcess:
        """Let a run come to its end, as `subprocess.run` does."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        with tempfile.TemporaryFile() as in_, _output(encoding) as out, _output(encoding) as err:
            in_.write(given)
            in_.seek(0)
            streams = (in_.fileno(), out.fileno() if stdout is None else stdout, err.fileno())
            code = self.begin(wish, streams).wait()
            for stream in (out, err):
                stream.seek(0)
            said = out.read() if stdout is None else None
            return subprocess.CompletedProcess(wish.command, code, said, err.read())


def _output(encoding: str | None):
    file = tempfile.TemporaryFile()  # noqa: SIM115 closed by `run`
    return TextIOWrapper(file, encoding=encoding) if encoding else file


def _serve(asked: int, become: Callable[[list[str]], None], practise: Callable[[], None]) -> None:
    """Fork for each wish, tell its number, and its status once it ended; until nobody asks."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(null, number)
    os.closerange(4, 1024)
    asks = socket.socket(fileno=asked)
    warnings.resetwarnings()
    for category in UNSEEN:
        warnings.simplefilter("ignore", category)
    practise()  # the forks have what is read and imported once
    gc.collect()
    gc.freeze()
    ended, wakes = os.pipe()
    os.set_blocking(ended, False)
    os.set_blocking(wakes, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes)
    told: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([asks, ended], [], [])
        if ended in ready:
            os.read(ended, 4096)
            _tell_ended(told)
        if asks in ready:
            size, descriptors, _, _ = socket.recv_fds(asks, NUMBER.size, 4)
            if not size:
                os._exit(0)
            wish = asks.recv(NUMBER.unpack(size)[0], socket.MSG_WAITALL)
            *streams, tells = descriptors
            if (number := os.fork()) == 0:
                _be(Wish(*pickle.loads(wish)), streams, become)
            _tell(tells, number)
            told[number] = tells
            for stream in streams:
                os.close(stream)


def _tell_ended(told: dict[int, int]) -> None:
    while told:
        number, status = os.waitpid(-1, os.WNOHANG)
        if not number:
            return
        _tell(told[number], status)
        os.close(told.pop(number))


def _tell(to: int, number: int) -> None:
    with suppress(BrokenPipeError):  # nobody waits for it any more
        os.write(to, NUMBER.pack(number))


def _be(wish: Wish, streams: list[int], become: Callable[[list[str]], None]) -> None:
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if wish.in_terminal:
            os.setsid()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        if wish.in_terminal:
            import fcntl  # noqa: PLC0415 not on every system
            import termios  # noqa: PLC0415 likewise

            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        os.chdir(wish.folder)
        os.environ.clear()
        os.environ.update(wish.environment)
        become(wish.command)
    finally:
        os._exit(70)
