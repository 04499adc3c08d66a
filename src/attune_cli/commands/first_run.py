"""The first run: `attune` alone in a terminal, before there is a journal. It asks once."""

import sys
import textwrap
from collections.abc import Callable
from shlex import quote
from typing import TypeVar

from attune_cli.commands.prompts import write
from attune_cli.context import Attune
from attune_cli.core.people import Age, Child, read_age, read_name, shown
from attune_cli.errors import AttuneError, WrongUsage
from attune_cli.render.first_run import WELCOME, first_run_page
from attune_cli.render.output import show, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.text import page_width
from attune_cli.store.journal import journal

T = TypeVar("T")
NICKNAME = "A nickname for your child? (Enter skips)"
AGE = "How old is {}? (2, 8 months, …; Enter skips)"


def first_run(run: Attune) -> None:
    """Ask for a child and their age, begin the journal, and say where it is and what comes next.

    The journal is begun after the last answer, whatever was skipped, so that nobody is asked again.

    Raises:
        AttuneError: the journal cannot be begun.
        KeyboardInterrupt: Ctrl-C, or the end of the input; nothing is kept.
    """
    now = run.clock()
    tell_wrapped(WELCOME)
    name = _asked(NICKNAME, read_name)
    age = _asked(AGE.format(shown(name)), lambda said: read_age(said, now.date())) if name else None
    child = _child(name, age) if name else None
    try:
        with journal(run.home) as opened:
            if child:
                opened.add_child(child, now)
    except AttuneError as refusal:
        if child:
            refusal.add_note(f"Nothing was kept. To try it again: {_again(child)}")
        raise
    page = first_run_page(child, now.date(), run.home.journal)
    run.says_where = True
    show(page, plain=run.is_plain)


def _asked(question: str, read: Callable[[str], T]) -> T | None:
    """Ask until the answer can be read, or is empty, which is None."""
    wrapped = textwrap.fill(question, page_width(), subsequent_indent="  ")
    while True:
        try:
            said = write(wrapped, "", lambda _: None)
        except EOFError:
            raise KeyboardInterrupt from None
        if not said.strip():
            return None
        try:
            return read(said)
        except WrongUsage as refusal:
            tell_wrapped(clean(str(refusal)), sys.stderr)


def _child(name: str, age: Age | None) -> Child:
    """Return a child; the age is a stated one where it tells no month of birth."""
    born = age.born if age else None
    return Child(name, born, None if born or not age else age.band)


def _again(child: Child) -> str:
    ages = {"--born": child.born, "--band": child.band}
    options = [f" {option} {said}" for option, said in ages.items() if said]
    return f"attune child add {quote(child.name)}{''.join(options)}"
