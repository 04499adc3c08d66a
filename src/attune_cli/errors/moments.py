"""Refusals about moments: logging, rating, editing, deleting and undoing."""

from collections.abc import Iterable
from pathlib import Path
from shlex import quote

from attune_cli.errors.base import AttuneError, WrongUsage

LINE_COLUMNS = 30  # how much of a line is quoted


class FutureMoment(AttuneError):
    """A moment or a week in the future."""

    def __init__(
        self,
        text: str,
        read_as: str | None = None,
        do: str = "Log it when it has happened, or give an earlier time.",
    ) -> None:
        if read_as:
            super().__init__(f"“{text}” is {read_as}, which is still to come. {do}")
        else:
            super().__init__(f"“{text}” is still to come. {do}")


class NoSuchMoment(AttuneError):
    """A number that no moment has, or “last” where no moment of distress is logged."""

    def __init__(self, number: int | None) -> None:
        if number is None:
            text = "There is no moment to come back to yet. Log it without --repairs."
        else:
            text = f"There is no moment #{number}. Use a number that attune printed, or “last”."
        super().__init__(text)


class RepairTooEarly(AttuneError):
    """A repair with an earlier day than the moment that it repairs."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"#{number} is of a later day than your coming back to it. "
            "Give a later time with --at, or another number."
        )


class NothingLogged(AttuneError):
    """“last” in a journal without moments."""

    def __init__(self) -> None:
        super().__init__("Nothing is logged yet, so there is no last moment. To begin: attune log")


class NotRepairable(AttuneError):
    """A repair that points at something other than a moment of distress."""

    def __init__(self, number: int, kind: str) -> None:
        super().__init__(
            f"#{number} is {kind}; --repairs takes a moment when they were upset. "
            "Choose another number, or leave it out."
        )


class EmptyNote(AttuneError):
    """An option promised a text and none came."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"No text came from {where}, so nothing was stored. Try again, or go without."
        )


class NoteTooLong(AttuneError):
    """A text is longer than any note."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(
            f"{what} is longer than {most:,} bytes, and no note is. Nothing was stored. Keep it as "
            "a file of its own, and say in the note where that is."
        )


class EditorFailed(AttuneError):
    """The editor did not start, or it ended with an error."""

    def __init__(self, editor: str, *, is_there: bool = True) -> None:
        problem = (
            f"The editor “{editor}” did not end well, so nothing was stored."
            if is_there
            else f"There is no program “{editor}” to write in, so nothing was stored."
        )
        super().__init__(
            f"{problem} Set another with “attune config set editor …” or EDITOR, or use -m."
        )


class EditorReturned(AttuneError):
    """The editor returned at once, and what was to be written there may still be being written.

    Args:
        editor: its command.
        path: the file that it has open.
        verb: the command that goes on with it.
        waiting: the command that waits; None where nothing is known of the editor.
    """

    def __init__(self, editor: str, path: Path, verb: str, waiting: str | None) -> None:
        cure = (
            f"To let attune wait the next time: attune config set editor {_typed(waiting)}"
            if waiting
            else (
                "To let attune wait the next time: set the editor with the option that lets it "
                'wait, as in: attune config set editor "code --wait"'
            )
        )
        super().__init__(
            f"The editor “{editor}” returned at once, and nothing is written yet. Write and save "
            f"in its window, then run “{verb}”: it takes what you saved. "
            f"{cure}\nThe file is {path}"
        )


def _typed(command: str) -> str:
    return quote(command) if set(command) & set('"$`\\!') else f'"{command}"'


class WrongKind(WrongUsage):
    """A word that belongs to another kind of moment than the one that is edited."""

    def __init__(self, number: int | None, is_a: str, word: str, belongs_to: str) -> None:
        super().__init__(
            f"#{number} is {is_a}, and “{word}” belongs to {belongs_to}. Log that as a moment of "
            f"its own, or change the kind too, with: attune edit {number} -e"
        )


class NotRated(AttuneError):
    """A rating for a repair, which has none."""

    def __init__(self, number: int | None) -> None:
        super().__init__(
            f"#{number} is a moment of coming back, which is not rated. Choose another one."
        )


class NotToComeBackTo(AttuneError):
    """`came_back` for anything but a moment of distress rated partly or no."""

    def __init__(self, number: int | None, is_what: str, *, can_be_rated: bool) -> None:
        do = (
            f"If that has changed: attune rate {number} partly"
            if can_be_rated
            else "Choose another one."
        )
        super().__init__(
            f"#{number} is {is_what}; coming back is noted with a moment when they were upset, "
            f"rated “partly” or “no”. {do}"
        )


class StaysDistress(AttuneError):
    """A new kind for a moment that a repair points at."""

    def __init__(self, number: int | None) -> None:
        super().__init__(
            f"You came back to #{number} in another moment, so it stays one when they were upset. "
            "First let that one point elsewhere: attune edit N --repairs none"
        )


class UnreadableEdit(AttuneError):
    """An edited text that is not TOML, or has a value that no moment can have.

    Attributes:
        line: the line of the text, from 1; None if it is unknown.
    """

    def __init__(self, text: str, line: int | None, problem: str) -> None:
        self.line = line
        lines = text.split("\n")
        begun = lines[line - 1].strip()[:LINE_COLUMNS] if line and line <= len(lines) else ""
        if begun:
            super().__init__(f"Line {line}, “{begun}”: {problem} Nothing was changed.")
        elif line:
            super().__init__(f"Line {line}: {problem} Nothing was changed.")
        else:
            super().__init__(f"{problem} Nothing was changed.")


class ChangedMeanwhile(AttuneError):
    """A moment that somebody else changed while it was open in the editor."""

    def __init__(self, number: int | None, fields: Iterable[str]) -> None:
        super().__init__(
            f"#{number} was changed meanwhile, in what you changed too ({', '.join(fields)}). "
            "Nothing was stored over it."
        )


class NothingToUndo(AttuneError):
    """The history has no change to undo, or to redo.

    Args:
        again: whether it is a redo.
    """

    def __init__(self, *, again: bool) -> None:
        if again:
            text = "There is nothing to do again. What “attune undo” takes back, this brings again."
        else:
            text = "There is nothing to undo. attune remembers the last 50 changes of its journal."
        super().__init__(text)


class CannotUndo(AttuneError):
    """A change that later rows of the journal depend on."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"“{what}” can’t be taken back or done again: what came into the journal since "
            "depends on it. Nothing was changed."
        )


class NotInReport(AttuneError):
    """A moment that is named for a report and is not among those that it is about."""

    def __init__(self, number: int, day: str, days: str, *, is_in_them: bool) -> None:
        if is_in_them:
            text = f"Moment #{number} is not of the child or caregiver that the report is about."
            what = "Name another moment, or leave out --child and --caregiver."
        else:
            text = f"Moment #{number} is of {day}, and the report is about {days}."
            what = "Name another moment, or other days with --from and --to."
        super().__init__(f"{text} {what}")


class CannotGoBack(AttuneError):
    """A restore of which the journal from before it is not there any more."""

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(
            f"“{what}” can’t be taken back or done again: {problem}. Nothing was changed. "
            "“attune restore” lists the backups there are."
        )
