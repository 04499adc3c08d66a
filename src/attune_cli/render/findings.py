"""The view of a check: a line for each thing that was looked at."""

from collections.abc import Collection, Iterable
from typing import Any

from attune_cli.core.finding import Check, Finding, State
from attune_cli.render.page import Line, clean

_WIDTH = len(State.BROKEN) + 2
ALL_WELL = "All is well."
ALL_WORKS = "It all works; some of it is worth a look."


def findings_page(found: Iterable[Finding], mended: Collection[Check] = ()) -> list[Line]:
    """Return a line a finding, those that were mended said to be, and one that sums them up."""
    findings = list(found)
    page = []
    for one in findings:
        is_mended = one.check in mended and one.state is State.OK
        state = "mended" if is_mended else one.state.value
        text = " ".join(part for part in (one.text, one.do) if part)
        page.append(Line(f"{state:{_WIDTH}}{clean(text)}", hang=_WIDTH))
    states = {one.state for one in findings}
    if states <= {State.OK}:
        page += [Line(), Line(ALL_WELL)]
    elif State.BROKEN not in states:
        page += [Line(), Line(ALL_WORKS)]
    return page


def findings_face(found: Iterable[Finding], mended: Collection[Check] = ()) -> dict[str, Any]:
    """Return `attune.doctor/1`."""
    rows = [
        {
            "check": one.check.value,
            "state": one.state.value,
            "text": one.text,
            "do": one.do or None,
            "can_mend": one.can_mend,
            "is_mended": one.check in mended,
        }
        for one in found
    ]
    return {"schema": "attune.doctor/1", "findings": rows}
