"""`attune.moment/1`, the form in which a moment travels: core values to plain ones, and back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity

MOMENT_SCHEMA = "attune.moment/1"


def moment_to_plain(moment: Moment) -> dict[str, Any]:
    """Return a moment as JSON has it; instants are ISO 8601 with their offset."""
    occurred = moment.occurred_at
    return {
        "schema": MOMENT_SCHEMA,
        "uid": moment.uid,
        "number": moment.number,
        "kind": moment.kind,
        "occurred_at": occurred.isoformat() if occurred else None,
        "local_day": moment.local_day.isoformat(),
        "time_known": moment.time_known,
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
    """Return the moment that JSON describes; its number and `repaired` belong to a journal.

    Raises:
        KeyError, ValueError: a key is missing or its value means nothing.
    """
    occurred, sensitivity, came_back = (
        plain[key] for key in ("occurred_at", "sensitivity", "came_back")
    )
    return Moment(
        uid=plain["uid"],
        kind=Kind(plain["kind"]),
        caregiver=plain["caregiver"],
        local_day=date.fromisoformat(plain["local_day"]),
        occurred_at=datetime.fromisoformat(occurred) if occurred else None,
        logged_at=datetime.fromisoformat(plain["logged_at"]),
        cue=plain["cue"],
        sensitivity=Sensitivity(sensitivity) if sensitivity else None,
        came_back=CameBack(came_back) if came_back else None,
        after=plain["after"],
        chosen=Chosen(plain["chosen"]),
        repairs=plain["repairs"],
        note=plain["note"],
        children=tuple(plain["children"]),
        responses=tuple(plain["responses"]),
        activities=tuple(plain["activities"]),
        steps=tuple(plain["steps"]),
        states=tuple(plain["states"]),
        tags=tuple(plain["tags"]),
    )
