"""What a verb needs and was called without: which moment, who, which setting."""

from attune_cli.errors import WrongUsage

_MOMENT = "Say which moment, by its number or “last”"
_WHO = "Say who, by nickname"
_SETTING = "Say which setting"
_NEEDED = {
    "show": f"{_MOMENT}: attune show last",
    "edit": f"{_MOMENT}: attune edit last partly",
    "rate": f"{_MOMENT}, and how you see it now: attune rate last yes",
    "back": f"{_MOMENT}: attune back last later",
    "delete": f"{_MOMENT}: attune delete last",
    "child add": f"{_WHO}: attune child add ada --born 2024-08",
    "child edit": f"{_WHO}: attune child edit ada --born 2024-08",
    "child remove": f"{_WHO}: attune child remove ada",
    "caregiver add": f"{_WHO}: attune caregiver add grandpa",
    "caregiver edit": f"{_WHO}: attune caregiver edit me --name mama",
    "caregiver remove": f"{_WHO}: attune caregiver remove grandpa",
    "config get": f"{_SETTING}: attune config get first_weekday",
    "config set": f"{_SETTING}, and what it is to be: attune config set first_weekday sunday",
    "config unset": f"{_SETTING}: attune config unset first_weekday",
}


def needed_by(verb: str) -> "NotSaid | None":
    """Return the refusal of a verb that was called without what it needs, where there is one."""
    sentence = _NEEDED.get(verb)
    return NotSaid(sentence) if sentence else None


class NotSaid(WrongUsage):
    """A verb without what it is about."""


class NotInRange(WrongUsage):
    """An option that takes a whole number, with something else.

    Args:
        option: as it is typed.
        least: the least it takes, if there is one.
        most: the most.
    """

    def __init__(self, option: str, least: float | None, most: float | None) -> None:
        if least is not None and most is not None:
            which = f" from {least} to {most}"
        else:
            which = "" if least is None else f", {least} or more"
        super().__init__(f"{option} takes a whole number{which}.")
