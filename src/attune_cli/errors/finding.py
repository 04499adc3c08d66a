"""What can't be looked for."""

from attune_cli.errors import WrongUsage


class NothingToFind(WrongUsage):
    """A search without anything to look for."""

    def __init__(self) -> None:
        super().__init__("Say what to look for: attune search swing")


class TooMuchToFind(WrongUsage):
    """A search for more than the journal can look for at once."""

    def __init__(self, many: int, most: int) -> None:
        super().__init__(f"That is {many} pieces, and {most} can be looked for at once. Try fewer.")
