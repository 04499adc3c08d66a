"""`attune.moment/1`: a moment as plain JSON values, and a moment from them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.time.when import WORDS_FOR_PARTS

MOMENT_SCHEMA = "attune.moment/1"


def moment_to_plain(moment: Moment) -> dict[str, Any]:
    """Return a moment as JSON values; instants are ISO 8601 with their offset."""
    occurred = moment.occurred_at
    return {
        "schema": MOMENT_SCHEMA,
        "uid": moment.uid,
        "number": moment.number,
        "kind": moment.kind,
        "occurred_at": occurred.isoformat() if occurred else None,
        "local_day": moment.local_day.isoformat(),
        "time_known": moment.time_known,
        "part_of_day": moment.part_of_day,
        "logged_at": moment.logged_at.isoformat(),
        "children": list(moment.children),
        "caregiver": moment.caregiver,
        "cue": moment.cue,
        "responses": list(moment.responses),
        "activities": list(moment.activities),
        "steps": list(moment.steps),
        "states": list(moment.states),
        "sensitivity": moment.sensitivity,
        "came_back": moment.came_back,
        "after": moment.after,
        "chosen": moment.chosen,
        "repairs": moment.repairs,
        "tags": list(moment.tags),
        "note": moment.note,
    }


def moment_from_plain(plain: Mapping[str, Any]) -> Moment:
    """Return the moment of JSON values, without `number` and `repaired`, which a journal sets.

    Raises:
        KeyError: a key is missing.
        ValueError: a value is invalid.
    """
    occurred, sensitivity, came_back = (
        plain[key] for key in ("occurred_at", "sensitivity", "came_back")
    )
    return Moment(
        uid=_text(plain["uid"]),
        kind=Kind(plain["kind"]),
        caregiver=_text(plain["caregiver"]),
        local_day=date.fromisoformat(_text(plain["local_day"])),
        occurred_at=None if occurred is None else _instant(occurred),
        part_of_day=_part(plain.get("part_of_day")),  # which older lines have not
        logged_at=_instant(plain["logged_at"]),
        children=_texts(plain["children"]),
        cue=plain["cue"],
        responses=_texts(plain["responses"]),
        activities=_texts(plain["activities"]),
        steps=_texts(plain["steps"]),
        states=_texts(plain["states"]),
        sensitivity=None if sensitivity is None else Sensitivity(sensitivity),
        came_back=None if came_back is None else CameBack(came_back),
        after=plain["after"],
        chosen=Chosen(plain["chosen"]),
        repairs=plain["repairs"],
        tags=_texts(plain["tags"]),
        note=plain["note"],
    )


def _part(value: object) -> str | None:
    if value is None or value in WORDS_FOR_PARTS:
        return value and _text(value)
    raise ValueError(f"{value!r} is no part of the day")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")  # noqa: TRY004 whatever is wrong is a ValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no list")  # noqa: TRY004 likewise
    return tuple(_text(item) for item in value)


def _instant(value: object) -> datetime:
    instant = datetime.fromisoformat(_text(value))
    if instant.tzinfo is None:
        raise ValueError(f"{value!r} has no offset")
    return instant
