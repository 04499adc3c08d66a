"""Call every verb with arguments that nobody means: does attune always answer in a sentence?

Each run is a fork with a copy of one journal as its home, nothing on standard input or some bytes,
and now and then a strange environment. It must end by itself with exit code 0, 1 or 2, say of no
fault that “something broke”, show no traceback and no sign that steers a terminal. Ends with exit
code 1 otherwise. POSIX only. Run in tests/:

    python -m bench.arguments --runs 10000
"""

import argparse
import os
import random
import re
import resource
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import typer.main

from attune_cli.app import VERBS, app, main
from attune_cli.context import Attune
from attune_cli.store.home import Home
from bench.scenarios import NOW
from journals import typed

FINE = {0, 1, 2}
SECONDS = 20
MEMORY = 2 << 30
SHOWN = 20
BYTES = os.fsdecode(b"caf\xe9 \xff\xfe")
VALUES = (
    "", " ", "-", "--", "-1", "-0", "0", "1", "2", "3-1", "1-11", "99999999999999999999", "1e9",
    "1.5", "NaN", "٣", "½", "@", "@ada", "@zoé", "@👶", "@@", "+", "+park", "+" + "a" * 300, "#",
    "#x", "hurt", "comfort", "yes", "partly", "floor", "sorry", "hug", "hit", "frighten",
    "not_yet", "grüße", "İ", "ßoni", "e\u0301", "\u202egnp.exe", "\u2066x\u2069",
    "\x1b[2J\x1b]0;x\x07", "\x9b31m", "\x00", "a\x00b", "a\nb", "\r", "\t", "\udcff", BYTES,
    "[/]", "[bold]x[/bold]", "[/", "{x}", "{0}", "%s", "%n%n", "'; DROP TABLE moments;--", '"',
    "\\", "*", "%", "_", "NOT", "OR", "NEAR(", '"unclosed', "../../nowhere/x", "/", "~",
    "~nobody/x", ".", "/dev/null", "/dev/zero", "x" * 5000, "word " * 400, "today", "yesterday",
    "tomorrow", "2026-02-30", "0000-00-00", "9999-12-31", "2026-W54", "24:00", "31 feb",
    "last week", "november", "this morning", "in 3 days", "99 years ago", "1e400 h ago",
    "toddler", "newborn", "2", "18 months", "-3", "true", "False", "null", "{}", "[]", "[[",
    "newest", "last", "all", "me", "sunday", "0.5", "1,2", "1;2", "👨‍👩‍👧‍👦", "ﷺ", "𝕳",
    "i'm hurt", "help", "ctrl-c", "fell off the swing hugged her yes", "i hit him",
    "jo shouted at me",
)  # fmt: skip
ZONES = ("UTC+25", ":", "Europe/Nowhere", "\x01", "../../etc/passwd", "CET-1CEST", "A" * 400, "")
SIZES = ("0", "-1", "1", "7", "40", "100000", "x", "")
LOCALES = ("C", "POSIX", "de_DE.ISO-8859-1", "tr_TR.UTF-8", "xx", "")
STDIN = (b"", b"x", b"\xff\xfe\x00", "grüße".encode(), b"y\n", b"n\n", b"\x00" * 10, b"{" * 2000)
# A calendar has \r\n at the ends of its lines.
STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\r(?!\n)"
)


class Ending(NamedTuple):
    """How a run ended, and all that it said."""

    code: int
    said: str
    seconds: float


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every verb with its command, those of verbs that have verbs of their own, too."""
    verbs = getattr(command, "commands", None) or (dict.fromkeys(VERBS) if not path else {})
    if not verbs or path:
        yield path, command
    for name in verbs:
        yield from leaves(command.get_command(None, name), (*path, name))


def drawn(draw: random.Random, verbs: list[tuple[tuple[str, ...], Any]]) -> list[str]:
    """Return a verb with some of its options and some words, each with a hostile value."""
    path, command = draw.choice(verbs)
    arguments = list(path)
    options = [one for one in command.params if one.param_type_name == "option"]
    for option in draw.sample(options, draw.randrange(min(4, len(options) + 1))):
        name = draw.choice([*option.opts, *option.secondary_opts])
        is_flag = option.is_flag or option.count
        value = draw.choice(VALUES)
        if is_flag:
            arguments.append(name if draw.random() < 0.9 else f"{name}={value}")
        elif draw.random() < 0.5 and name.startswith("--"):
            arguments.append(f"{name}={value}")
        else:
            arguments += [name, value]
    takes = any(one.param_type_name == "argument" for one in command.params)
    words = draw.choices(VALUES, k=draw.choice((0, 1, 1, 1, 2, 3) if takes else (*[0] * 9, 1)))
    for word in words:
        arguments.insert(draw.randrange(len(path), len(arguments) + 1), word)
    if draw.random() < 0.03:
        arguments.insert(0, draw.choice(VALUES))
    return arguments


def surroundings(draw: random.Random) -> dict[str, str]:
    """Return a strange environment, one run in five."""
    if draw.random() > 0.2:
        return {}
    several = {"TZ": ZONES, "COLUMNS": SIZES, "LINES": SIZES, "LANG": LOCALES, "LC_ALL": LOCALES}
    name = draw.choice([*several, "EDITOR", "PAGER", "TERM", "NO_COLOR"])
    usual = ["false", "/nowhere", "dumb", "x y 'z"]
    if name != "EDITOR":  # an empty one is vi, which steers the terminal itself
        usual.insert(0, "")
    return {name: draw.choice(several.get(name, usual))}


def run(home: Path, arguments: list[str], stdin: bytes, environment: dict[str, str]) -> Ending:
    """Run attune in a fork of this process, whose streams are files."""
    with tempfile.TemporaryFile() as into, tempfile.TemporaryFile() as out:
        into.write(stdin)
        into.seek(0)
        began = time.monotonic()
        child = os.fork()
        if not child:
            _be(home, arguments, environment, into.fileno(), out.fileno())
        _, status = os.waitpid(child, 0)
        seconds = time.monotonic() - began
        out.seek(0)
        said = out.read().decode("utf-8", "surrogateescape")
    return Ending(os.waitstatus_to_exitcode(status), said, seconds)


def _be(home: Path, arguments: list[str], environment: dict[str, str], into: int, out: int) -> None:
    """Be attune in this process, and leave it."""
    code = 99
    try:
        signal.alarm(SECONDS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.environ.update(environment)
        time.tzset()
        os.dup2(into, 0)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.chdir(home.parent)
        sys.stdin = open(0, encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
        code = main(arguments, None if "TZ" in environment else Attune(Home.at(home), lambda: NOW))
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException as fault:  # noqa: BLE001 whatever it is, it is told
        os.write(2, f"Traceback {fault!r}".encode("utf-8", "replace"))
        code = 98
    finally:
        os._exit(code)


def problem(ending: Ending) -> str | None:
    """Return what is wrong with an ending."""
    if ending.code not in FINE:
        return f"exit code {ending.code}"
    if "broke (" in ending.said or "Traceback" in ending.said:
        return "broke"
    if found := STEERING.search(ending.said):
        return f"a sign that steers: {found[0]!r}"
    if ending.code and not ending.said.strip():
        return "refused without a word"
    return None


def main_bench() -> None:
    """Do it all, in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    draw, verbs = random.Random(asked.seed), list(leaves(typer.main.get_command(app)))
    codes, problems, slowest = Counter[int](), [], Ending(0, "", 0.0)
    with tempfile.TemporaryDirectory() as folder:
        base, home = Path(folder, "base"), Path(folder, "home")
        os.environ |= {"HOME": folder, "ATTUNE_HOME": str(home), "EDITOR": "true", "PAGER": "cat"}
        for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "VISUAL", "TZ"):
            os.environ.pop(name, None)
        _journal(base)
        began = time.monotonic()
        for _ in range(asked.runs):
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(base, home)
            arguments, stdin = drawn(draw, verbs), draw.choice(STDIN)
            around = surroundings(draw)
            ending = run(home, arguments, stdin, around)
            codes[ending.code] += 1
            slowest = max(slowest, ending, key=lambda one: one.seconds)
            if wrong := problem(ending):
                problems.append(
                    f"{wrong}: {around} {arguments!r} < {stdin[:9]!r}: {ending.said[-300:]!r}"
                )
    took = time.monotonic() - began
    print(
        f"{asked.runs} runs of {len(verbs)} verbs in {took:.0f} s; slowest {slowest.seconds:.1f} s"
    )
    print("exit codes:", dict(sorted(codes.items())), "· problems:", len(problems))
    for line in problems[:SHOWN]:
        print(line)
    sys.exit(bool(problems))


def _journal(folder: Path) -> None:
    lines = (
        "child add ada", "child add leo", "log hurt comfort yes @ada +park",
        "log told_no punish no @leo", "log floor yes @ada -m 'grüße from the swing'",
        "log sorry --repairs 2", "reflect -m 'a quiet week'", "tips keep any-like-a-friend",
        "help-now add 'my sister' 'next door'",
    )  # fmt: skip
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        typed(folder, lambda: NOW, *map(shlex.split, lines))


if __name__ == "__main__":
    main_bench()
