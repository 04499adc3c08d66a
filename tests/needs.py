"""Marks for tests of what not every system has; elsewhere they are skipped, and say why."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest


def _where(is_there: bool, needs: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not is_there, reason=f"this system has no {needs}")


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
mounts = _where(_can_mount(), "file systems that anybody may mount for themselves")


def script(path: Path, lines: str) -> Path:
    """Write a shell script; where there is no such shell, skip the test."""
    if not IS_POSIX:
        pytest.skip("this system has no POSIX shell")
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o700)
    return path
