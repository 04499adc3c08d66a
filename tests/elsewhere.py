"""Attune as on a system that has less than this one: `python elsewhere.py '[[["week"], ""]]'`.

What Windows has not is taken away before attune is loaded: signals, users, modes, fork, modules.
What it forbids is refused: to open a folder, to sync what is open to read, to remove or replace
what is open. A text file that is opened without naming its encoding is an error. What stays is
this system's own: SQLite, paths, and the lock, for which filelock has code of its own for Windows.
"""

import asyncio  # noqa: F401 the standard library's own, which is another one there
import errno
import json
import os
import signal
import subprocess  # noqa: F401 likewise
import sys
import warnings
from enum import IntEnum
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import ModuleType

import filelock  # noqa: F401 whole, before anything is gone

MODULES = ("fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")
NAMES = ("chown", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getpgid",
         "getpgrp", "getsid", "getuid", "killpg", "lchown", "mkfifo", "nice", "O_CLOEXEC",
         "O_DIRECTORY", "O_NOFOLLOW", "O_SYNC", "setegid", "seteuid", "setgid", "setpgid", "setsid",
         "setuid", "sync", "wait3", "wait4")  # fmt: skip
SIGNALS = ("SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP",
           "SIGTSTP", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGXFSZ", "alarm", "pause", "setitimer",
           "pthread_sigmask", "sigwait")  # fmt: skip
DESCRIPTORS = Path("/proc/self/fd")
CODE_PAGE = "cp1252"


def spare_filelock() -> None:
    """Leave filelock all of this system: on Windows it locks with what is there, and not here."""
    whole = ModuleType("os")
    vars(whole).update(vars(os))
    for name, module in list(sys.modules.items()):
        if name.startswith("filelock") and getattr(module, "os", None) is os:
            module.os = whole


def take_away() -> None:
    """Take away what a Windows has not."""
    for module in MODULES:
        sys.modules[module] = None
    for name in NAMES:
        if hasattr(os, name):
            delattr(os, name)
    for name in SIGNALS:
        if hasattr(signal, name):
            delattr(signal, name)
    less = {one.name: one.value for one in signal.Signals if one.name not in SIGNALS}
    signal.Signals = IntEnum("Signals", less)


def forbid() -> None:
    """Refuse what a Windows refuses."""
    os.open = _unless(os.open, _is_folder)
    os.fsync = _unless(os.fsync, _is_to_read, errno.EBADF)
    os.unlink = os.remove = _unless(os.unlink, _is_open)
    os.replace = _unless(os.replace, _is_open)
    os.rename = _unless(os.rename, _is_open)
    os.rmdir = _unless(os.rmdir, _holds_open)


def _unless(function, is_wrong, number=errno.EACCES):
    def call(*arguments, **options):
        if any(is_wrong(one) for one in arguments[:2] if one is not None):
            raise OSError(number, os.strerror(number), str(arguments[0]))
        return function(*arguments, **options)

    return call


def _is_folder(path) -> bool:
    return not isinstance(path, int) and Path(path).is_dir()


def _is_to_read(descriptor) -> bool:
    flags = Path(f"/proc/self/fdinfo/{descriptor}").read_text(encoding="utf-8").split()
    return int(flags[flags.index("flags:") + 1], 8) & os.O_ACCMODE == os.O_RDONLY


def _open_files() -> set[str]:
    return {os.path.realpath(one) for one in DESCRIPTORS.iterdir()}


def _is_open(path) -> bool:
    return os.path.realpath(path) in _open_files()


def _holds_open(folder) -> bool:
    return any(name.startswith(f"{os.path.realpath(folder)}/") for name in _open_files())


class Ended(BaseException):
    """A run is over, with its exit code."""


def end(code: int) -> None:
    """End one run, and not the process."""
    raise Ended(code)


def attune(arguments: list[str], text: str) -> list:
    """Run attune on streams of a code page: exit code, stdout, stderr."""
    from attune_cli.__main__ import run  # noqa: PLC0415 loaded by a system that has less

    sys.argv = ["attune", *arguments]
    sys.stdin = TextIOWrapper(BytesIO(text.encode()), CODE_PAGE)
    sys.stdout, sys.stderr = (TextIOWrapper(BytesIO(), CODE_PAGE) for _ in range(2))
    try:
        run()
    except Ended as ended:
        said = [stream.buffer.getvalue().decode(CODE_PAGE) for stream in (sys.stdout, sys.stderr)]
        return [*ended.args, *said]


def main() -> None:
    """Run the commands of a list in JSON, one after another, and print what each led to."""
    spare_filelock()
    take_away()
    forbid()
    os._exit = end
    warnings.filterwarnings("error", category=EncodingWarning, module=r"attune_cli\.")
    out = sys.stdout
    found = [attune(arguments, text) for arguments, text in json.loads(sys.argv[1])]
    print(json.dumps(found), file=out, flush=True)


if __name__ == "__main__":
    main()
