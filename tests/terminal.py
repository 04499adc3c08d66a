"""A real pseudo-terminal for tests: press keys, wait for text, see what is on the screen.

Attune runs in a process of its own. Most of these are forks of one that has imported all that
asking takes already; `Terminal([PROGRAM, …])` starts the installed program.
"""

import gc
import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import attune_cli.__main__ as program
from attune_cli.app import VERBS, main
from attune_cli.context import Attune
from attune_cli.store.home import Home
from forks import Forks, Wish

with suppress(ImportError):  # a Terminal skips the test then
    import fcntl
    import pty
    import termios

for _module in (*(_verb.module for _verb in VERBS.values()), "first_run", "log.questions"):
    import_module(f"attune_cli.commands.{_module}")  # the forks have all verbs, and what asks
PROGRAM = Path(sys.executable).with_name("attune")
PATIENCE_SECONDS = 20.0
IN_A_TERMINAL = (
    "attune_cli.render.console",
    "prompt_toolkit.input.vt100",
    "prompt_toolkit.key_binding.bindings.search",
    "prompt_toolkit.patch_stdout",
)
PRACTICE = (
    "child add ada --band toddler",
    "log told_no punish no @ada",
    "log fell off the swing, hugged her, yes",
    "week",
    "list",
    "tips",
    "undo",
)
_SEQUENCES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>78])")


class Terminal:
    """A program in a terminal of some width.

    Attributes:
        seen: all it has printed, without escape sequences.
        pressed: how many keys were pressed.
    """

    def __init__(
        self,
        command: list,
        environment: dict[str, str],
        columns: int = 80,
        inside: Callable[[], None] = lambda: None,
        *,
        is_fork: bool = False,
    ) -> None:
        if "pty" not in globals():
            pytest.skip("this system has no pseudo-terminals")
        self._main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 45, columns, 0, 0))
        plain = {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": str(columns)}
        everything = {**os.environ, **plain, **environment}

        def begin() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            os.environ.update(everything)
            inside()

        if is_fork:
            wish = Wish(list(map(str, command)), everything, str(Path.cwd()), in_terminal=True)
            self._process = FORKS.begin(wish, (side, side, side))
        else:
            self._process = subprocess.Popen(
                command,
                stdin=side,
                stdout=side,
                stderr=side,
                env=everything,
                start_new_session=True,
                preexec_fn=begin,  # noqa: PLW1509 no threads
            )
        os.close(side)
        self.raw = ""
        self.pressed = 0
        self._read_to = 0

    @property
    def seen(self) -> str:
        return _SEQUENCES.sub("", self.raw).replace("\r", "")

    def wait_for(self, text: str) -> None:
        """Read until a text has appeared since the last time.

        Raises:
            AssertionError: it never does.
        """
        while (found := self.seen.find(text, self._read_to)) < 0:
            if not self._read():
                raise AssertionError(f"{text!r} did not appear in:\n{self.seen}")
        self._read_to = found + len(text)

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.pressed += 1
            os.write(self._main, key.encode())

    def type(self, text: str) -> None:
        """Type a text, which is not counted as keys."""
        os.write(self._main, text.encode())

    def answer(self, *several: tuple[str, str]) -> None:
        """Wait for each text, and type what answers it."""
        for text, keys in several:
            self.wait_for(text)
            self.type(keys)

    def end(self) -> int:
        """Read to the end and return the exit code."""
        while self._read():
            pass
        os.close(self._main)
        return self._process.wait(PATIENCE_SECONDS)

    def close(self) -> None:
        """Close the window, as a person does: the program is told, and its terminal is gone."""
        os.close(self._main)
        self._process.wait(PATIENCE_SECONDS)

    def signal(self, number: int) -> int:
        """Send a signal and return the exit code."""
        self._process.send_signal(number)
        return self.end()

    def kill(self) -> None:
        """Close the window on it."""
        self._process.kill()
        self.end()

    def _read(self) -> bool:
        ready, _, _ = select.select([self._main], [], [], PATIENCE_SECONDS)
        try:
            chunk = os.read(self._main, 65536) if ready else b""
        except OSError:  # Linux: the other side is closed
            chunk = b""
        self.raw += chunk.decode(errors="replace")
        return bool(chunk)


def attune_in(home: Path, *arguments: str, columns: int = 80, **environment: str) -> Terminal:
    """Run attune in a terminal, in a fork."""
    kept = {"ATTUNE_HOME": str(home), "TZ": "UTC", **environment}
    command = [PROGRAM, *arguments]
    return Terminal(command, kept, columns, is_fork=True)


def become(command: list) -> None:
    """Be attune from here on, in a fork, as if it had just been started."""
    try:
        os.closerange(3, 1024)
        gc.freeze()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        time.tzset()
        sys.argv = [str(part) for part in command]
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            was = getattr(sys, f"__{name}__")
            mode = "w" if number else "r"
            stream = open(number, mode, encoding=was.encoding, errors=was.errors, closefd=False)  # noqa: SIM115 for good
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        program.run()
    except BaseException:  # noqa: BLE001 there is nobody above who could say it
        os.write(2, traceback.format_exc().encode())
    os._exit(70)


def practise() -> None:
    """Do once what most runs do, so that all is imported and read that they need."""
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        run = Attune(Home.at(Path(folder, "attune")))
        for typed in PRACTICE:
            main(typed.split(), run)
    for module in IN_A_TERMINAL:
        with suppress(ImportError):
            import_module(module)


FORKS = Forks(become, practise) if hasattr(os, "fork") else None
