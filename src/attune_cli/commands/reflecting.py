"""The ways in which an answer comes: asked for in the terminal, from an editor, from -m."""

import sys
from collections.abc import Sequence
from typing import NamedTuple, TextIO

from attune_cli.commands.answering import Answering
from attune_cli.commands.note import STDIN, note_from_editor, tidy
from attune_cli.core.answer import Answer
from attune_cli.core.time.period import Period
from attune_cli.errors.moments import EmptyNote
from attune_cli.render.answers import question_page
from attune_cli.render.output import show, tell
from attune_cli.render.page import clean

PROMPT = "A few words, if you like:"


class AskedWeek(NamedTuple):
    """The week that is asked about.

    Attributes:
        period: the week.
        frightened: whether a child was scared or hurt in it.
        last: what was written about it last.
    """

    period: Period
    frightened: bool
    last: Answer | None


def in_terminal(answering: Answering, asked: AskedWeek) -> None:
    """Ask for an answer, with what was begun to go on with; Enter alone leaves it empty.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    from attune_cli.commands.prompts import write  # noqa: PLC0415 questionary, where somebody is asked

    answering.resume(asked.period)
    begun = answering.text
    _show(answering, asked, sys.stdout)
    try:
        typed = write(PROMPT, begun or "", lambda text: answering.take(tidy(text) or begun))
    except EOFError:
        raise KeyboardInterrupt from None
    answering.take(tidy(typed))
    if begun and not answering.text:
        answering.put_aside()
        tell(f"Put aside. It was:\n{clean(begun)}", sys.stderr)


def in_editor(answering: Answering, asked: AskedWeek) -> None:
    """Let the answer be written in an editor, with what was begun to go on with.

    Raises:
        EmptyNote: nothing was written.
        EditorFailed: the editor did not end well.
    """
    answering.resume(asked.period)
    _show(answering, asked, sys.stderr)
    written = note_from_editor(
        answering.text or "", answering.run.settings.editor, on_interrupt=answering.take
    )
    answering.take(written)


def as_typed(answering: Answering, asked: AskedWeek, typed: Sequence[str]) -> None:
    """Take what stands behind -m, or is written now where that says so.

    Raises:
        EmptyNote: it says nothing.
        KeyboardInterrupt: Ctrl-C.
    """
    if STDIN in typed and sys.stdin.isatty():
        _show(answering, asked, sys.stderr)
        answering.take_stdin(typed)
    if not answering.text:
        raise EmptyNote("-m")


def _show(answering: Answering, asked: AskedWeek, stream: TextIO) -> None:
    today, has_draft = answering.now.date(), answering.is_kept
    page = question_page(asked.period, answering.question, today, asked.last, has_draft=has_draft)
    show(page, plain=answering.run.is_plain, stream=stream)
