"""What tests of the lists of moments look for in them."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from conftest import NOW
from core.factory import moment

_NUMBERS = re.compile(r"^  #(\d+)  ", re.MULTILINE)


def numbers(page: str) -> list[int]:
    """Return the numbers of the moments on a page, in its order."""
    return [int(number) for number in _NUMBERS.findall(page)]


def journal_of(folder: Path, commands: Iterable[list[str]]) -> Attune:
    """Return a run whose journal holds what some commands have logged."""
    run = Attune(Home.at(folder / "attune"), clock=lambda: NOW)
    for command in commands:
        assert main(command, run) == 0
    return run


def add(run: Attune, count: int) -> None:
    """Store so many moments, at once."""
    with journal(run.home) as opened:
        opened.add(moment(uid=str(number), children=()) for number in range(count))


def caller(run: Attune, capsys) -> Callable[..., tuple[int, str, str]]:
    """Return what runs attune on a journal: exit code, stdout, stderr."""
    capsys.readouterr()
    return lambda *arguments: (main(list(arguments), run), *capsys.readouterr())
