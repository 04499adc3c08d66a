"""Contacts that can't be added as they were typed."""

from pathlib import Path

from attune_cli.errors import AttuneError, WrongUsage


class EmptyContact(WrongUsage):
    """A contact without a name, or without a way to reach them."""

    def __init__(self) -> None:
        super().__init__(
            "A contact needs a name and how to reach them. "
            'Try: attune help-now add "Sam" "0123 456789"'
        )


class ContactExists(AttuneError):
    """Somebody who stands in the file already, to be reached in the same way."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(f"“{name}” is there already. To change what it says, edit {path}.")


class ContactsUnusable(AttuneError):
    """The file takes no contact: it cannot be read as text, or not written."""

    def __init__(self, path: Path, problem: str, do: str) -> None:
        super().__init__(f"The contacts in {path} can’t be added to: {problem}. {do}.")
