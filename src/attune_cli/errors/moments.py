"""Moments and texts that can't be stored as they were said."""

from attune_cli.errors import AttuneError


class FutureMoment(AttuneError):
    """A moment or a week that has not come yet."""

    def __init__(
        self,
        text: str,
        read_as: str | None = None,
        do: str = "Log it when it has happened, or give an earlier time",
    ) -> None:
        day = f"“{text}” is {read_as}, which" if read_as else f"“{text}”"
        super().__init__(f"{day} is still to come. {do}.")


class NoSuchMoment(AttuneError):
    """A number that no moment has, or no moment to be the last."""

    def __init__(self, number: int | None) -> None:
        if number is None:
            text = (
                "There is no moment of distress to point at yet. Log the repair without --repairs."
            )
        else:
            text = f"There is no moment #{number}. Use a number that attune printed, or “last”."
        super().__init__(text)


class RepairTooEarly(AttuneError):
    """A repair dated before the day of the moment that it repairs."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"#{number} is of a later day than this repair. "
            "Give a later time with --at, or another number."
        )


class NothingLogged(AttuneError):
    """“last”, where there is no moment yet."""

    def __init__(self) -> None:
        super().__init__("Nothing is logged yet, so there is no last moment. To begin: attune log")


class NotRepairable(AttuneError):
    """A repair that points at something other than a moment of distress."""

    def __init__(self, number: int, kind: str) -> None:
        super().__init__(
            f"#{number} is a moment of {kind}; a repair points at a moment of distress. "
            "Choose another number, or leave --repairs out."
        )


class EmptyNote(AttuneError):
    """A text was announced and nothing came."""

    keeps_answers = True

    def __init__(self, where: str) -> None:
        super().__init__(
            f"No text came from {where}, so nothing was stored. Try again, or go without."
        )


class EditorFailed(AttuneError):
    """The editor could not be started or ended with an error.

    Attributes:
        note: what had been written by then.
    """

    keeps_answers = True

    def __init__(self, editor: str, note: str | None) -> None:
        self.note = note
        super().__init__(
            f"The editor “{editor}” did not end well, so nothing was stored. "
            "Set another with “attune config set editor …” or EDITOR, or use -m."
        )
