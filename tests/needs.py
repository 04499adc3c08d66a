"""Marks for tests of what not every system has; elsewhere they are skipped, and say why."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def _where(is_there: bool, needs: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not is_there, reason=f"this system has no {needs}")


def _names_are_bytes() -> bool:
    """Whether a file may have any bytes as its name, as on Linux; macOS wants UTF-8."""
    try:
        with TemporaryDirectory() as folder:
            os.mkdir(os.path.join(os.fsencode(folder), b"caf\xe9"))  # noqa: PTH102, PTH118 bytes
    except (OSError, UnicodeDecodeError):
        return False
    return True


def _can_mount() -> bool:
    """Whether a process may have a view of its own of what is mounted (Linux)."""
    command = ("unshare", "-rm", "true")
    return (
        bool(shutil.which("unshare"))
        and not subprocess.run(command, check=False, capture_output=True).returncode
    )


IS_POSIX = os.name == "posix"
# What a program is sent when its window is closed, or the session ends.
ENDINGS = [one for one in signal.Signals if one.name in {"SIGHUP", "SIGTERM"}]
modes = _where(IS_POSIX, "file modes")
shell = _where(IS_POSIX, "POSIX shell")
links = _where(IS_POSIX, "symbolic links that anybody may make")
pipes = _where(hasattr(os, "mkfifo"), "named pipes")
forks = _where(hasattr(os, "fork"), "fork")
full = _where(Path("/dev/full").exists(), "device that is full")
names = _where(_names_are_bytes(), "file names that are no text")
mounts = _where(_can_mount(), "file systems that anybody may mount for themselves")


def script(path: Path, lines: str) -> Path:
    """Write a shell script; where there is no such shell, skip the test."""
    if not IS_POSIX:
        pytest.skip("this system has no POSIX shell")
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o700)
    return path
