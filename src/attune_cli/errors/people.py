"""Refusals about children and caregivers: unknown, known already, or not to be removed."""

from collections.abc import Iterable
from shlex import quote

from attune_cli.errors.base import LONGEST_QUOTED, AttuneError, in_short, quoted


class UnknownPerson(AttuneError):
    """A child or caregiver that the journal does not know."""

    def __init__(
        self,
        role: str,
        name: str,
        known: Iterable[str],
        near: Iterable[str],
        *,
        is_new: bool = True,
    ) -> None:
        known, near = list(known), list(near)
        said = [f"I don’t know a {role} named “{in_short(name)}”."]
        if near:
            said.append(f"Did you mean {quoted(near, 'or')}?")
        elif known:
            said.append(f"I know {quoted(known)}.")
        elif not is_new:
            said.append("Nobody is named yet, so leave the name out.")
        if is_new and len(name) <= LONGEST_QUOTED:
            said.append(f"To add: attune {role} add {quote(name)}")
        super().__init__(" ".join(said))


class OneOfThem(AttuneError):
    """Several names where one is taken, or where a view looks at one person or at all.

    Args:
        role: "child" or "caregiver".
        names: those that were typed.
        is_view: whether it is a view.
    """

    def __init__(self, role: str, names: Iterable[str], *, is_view: bool = False) -> None:
        first, second, *_ = map(quote, names)
        if not is_view:
            super().__init__(f"That takes one {role} at a time: first {first}, then {second}.")
            return
        super().__init__(
            f"A view looks at one {role}, or at all of them: first with --{role} {first}, then "
            f"with --{role} {second}, or without --{role}."
        )


class PersonExists(AttuneError):
    """A name that is already taken."""

    def __init__(self, role: str, name: str, before: str | None = None) -> None:
        if before is None:
            do = f"To change that one: attune {role} edit {quote(name)} …"
        else:
            do = f"If both are the same: attune {role} remove {quote(before)} --to {quote(name)}"
        super().__init__(f"There is a {role} named “{name}” already. Choose another nickname. {do}")


class AgeUnknown(AttuneError):
    """No age to choose tips by.

    Args:
        child: whose age is unknown, if one is meant.
        children: those whose age is known.
        bands: the ages that there are.
    """

    def __init__(self, child: str | None, children: Iterable[str], bands: Iterable[str]) -> None:
        children, ages = list(children), ", ".join(bands)
        if child:
            edit = f"attune child edit {quote(child)} --born 2024-08"
            text = (
                f"I don’t know how old “{child}” is: note it with “{edit}”, or say it with --age "
                f"({ages})."
            )
        elif children:
            text = (
                f"I know {quoted(children)}: say for whom with --child, or for which age with "
                f"--age ({ages})."
            )
        else:
            text = f"I don’t know for which age: say it with --age ({ages})."
        super().__init__(text)


class PersonHasMoments(AttuneError):
    """A child or caregiver with moments cannot be removed."""

    def __init__(self, role: str, name: str, moments: int, with_others: int = 0) -> None:
        many = "1 moment is" if moments == 1 else f"{moments} moments are"
        if role != "child":
            text = (
                f"{many} by “{name}”, so nothing was removed. To let them be by somebody else: "
                f"attune {role} remove {quote(name)} --to NAME"
            )
        elif with_others:
            text = (
                f"{many} with “{name}” ({with_others} with somebody else too), so nothing was "
                f"removed. To let them be with somebody else: attune child remove {quote(name)} "
                f"--to NAME. To forget them for good: attune forget --child {quote(name)}"
            )
        else:
            text = (
                f"{many} with “{name}”, so nothing was removed. To let them be with somebody else: "
                f"attune child remove {quote(name)} --to NAME. To forget them for good: attune "
                f"forget --child {quote(name)}"
            )
        super().__init__(text)


class LastCaregiver(AttuneError):
    """The only caregiver cannot be removed: each moment has one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is the only caregiver, and a journal needs one. "
            f"To choose another nickname: attune caregiver edit {quote(name)} --name NAME"
        )
