"""Plans that mean nothing, and calendar files that can't be written or found."""

from collections.abc import Iterable
from pathlib import Path

from attune_cli.errors import AttuneError, WrongUsage


class UnreadableDays(WrongUsage):
    """Days of the week that are none."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"I can’t read “{text}” as days of the week. "
            "Try “mon,wed,fri”, “mon-fri”, “weekend” or “every day”."
        )


class UnreadableClock(WrongUsage):
    """A time of day that is none."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"I can’t read “{text}” as a time of day. Try “17:30”, “8am”, “20h” or “noon”."
        )


class UnreadableHours(WrongUsage):
    """Hours of the day that are none, or end before they begin."""

    def __init__(self, text: str, *, is_backwards: bool = False) -> None:
        if is_backwards:
            super().__init__(
                f"“{text}” doesn’t end after it begins. Name hours of one day, as in 8:00-20:00."
            )
        else:
            super().__init__(
                f"I can’t read “{text}” as hours of the day. Try “8:00-20:00” or “9am-6pm”."
            )


class NumberOutside(WrongUsage):
    """A number that makes no plan."""

    def __init__(self, option: str, number: int, least: int, most: int, of: str) -> None:
        super().__init__(f"{option} {number} makes no plan. Give it {least} to {most} {of}.")


class PlanOver(AttuneError):
    """A plan whose last day is past, or before the first of its days."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"None of those times is left up to “{text}”. "
            "Name a later day with --until, or a number of --weeks."
        )


class PlanExists(AttuneError):
    """The same plan once more."""

    def __init__(self, title: str, path: Path) -> None:
        from shlex import quote  # noqa: PLC0415 only a refusal needs it

        super().__init__(
            f"“{title}” is planned for these times already, in {path}. "
            f"To plan it anew: attune plan remove {quote(path.stem)}"
        )


class NoSuchPlan(AttuneError):
    """A number or name that no plan has."""

    def __init__(self, text: str) -> None:
        super().__init__(f"There is no plan “{text}”. “attune plan list” shows those there are.")


class PlanUnclear(AttuneError):
    """A name that several plans have."""

    def __init__(self, text: str, numbers: Iterable[int]) -> None:
        several = ", ".join(map(str, numbers))
        super().__init__(f"More than one plan is named “{text}”. Choose by number: {several}.")


class FileTaken(AttuneError):
    """A file would replace something that is there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is there already, and stays as it is. "
            "Name another file, or move that one away."
        )


class FileUnusable(AttuneError):
    """A file can't be written or removed."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path} can’t be written ({problem}). "
            "Check that its folder is there and yours, or name another file."
        )
