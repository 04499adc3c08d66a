"""Forgetting that is not asked for clearly enough to be done."""

from attune_cli.errors import AttuneError, WrongUsage


class NothingChosen(WrongUsage):
    """Nothing says what is to be forgotten."""

    def __init__(self, ways: str) -> None:
        super().__init__(f"Say what to forget: {ways}.")


class NotForgotten(AttuneError):
    """The answer was no, or nobody can be asked."""

    def __init__(self, *, asked: bool) -> None:
        if asked:
            super().__init__("Nothing was forgotten.")
        else:
            super().__init__("Nothing was forgotten. To do it without being asked, add --yes.")
