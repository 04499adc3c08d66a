"""What can't be looked for."""

from attune_cli.errors import AttuneError, WrongUsage


class NothingToFind(WrongUsage):
    """A search without anything to look for."""

    def __init__(self) -> None:
        super().__init__("Say what to look for: attune search swing")


class NothingLogged(AttuneError):
    """No moment to be the last one."""

    def __init__(self) -> None:
        super().__init__("Nothing is logged yet. To begin: attune log")
