"""Somebody who can't be removed."""

from attune_cli.errors import AttuneError


class PersonHasMoments(AttuneError):
    """Somebody cannot be taken out while there are moments of theirs."""

    def __init__(self, role: str, name: str, moments: int, with_others: int = 0) -> None:
        from shlex import quote  # noqa: PLC0415 only a refusal needs it

        many = "1 moment is" if moments == 1 else f"{moments} moments are"
        also = f" ({with_others} with somebody else too)" if with_others else ""
        of = "with" if role == "child" else "by"
        forget = f". To forget them for good: attune forget --child {quote(name)}"
        super().__init__(
            f"{many} {of} “{name}”{also}, so nothing was removed. To let them be {of} somebody "
            f"else: attune {role} remove {quote(name)} --to NAME"
            + (forget if role == "child" else "")
        )


class NotRemoved(AttuneError):
    """Moving somebody’s moments, where nobody can be asked."""

    def __init__(self) -> None:
        super().__init__("Nothing was removed. To do it without being asked, add --yes.")


class LastCaregiver(AttuneError):
    """The only caregiver cannot be taken out: somebody responds."""

    def __init__(self, name: str) -> None:
        from shlex import quote  # noqa: PLC0415 only a refusal needs it

        super().__init__(
            f"“{name}” is the only caregiver, and a journal needs one. "
            f"To choose another nickname: attune caregiver edit {quote(name)} --name NAME"
        )
