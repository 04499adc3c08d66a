"""What can't be looked for."""

from attune_cli.errors import WrongUsage


class NothingToFind(WrongUsage):
    """A search without anything to look for."""

    def __init__(self) -> None:
        super().__init__("Say what to look for: attune search swing")
