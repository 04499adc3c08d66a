"""The checks of `attune doctor` and the places of `attune where`: pages and JSON."""

from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from attune_cli import dates
from attune_cli.core.finding import Check, Finding, State
from attune_cli.render.backups import size_of
from attune_cli.render.page import Line, clean, commands_unbroken, paths_unbroken
from attune_cli.render.text import WIDEST
from attune_cli.store.check.texts import Apart
from attune_cli.store.home import Home
from attune_cli.store.places import Place

_WIDTH = len(State.BROKEN) + 2
_AROUND = 60  # signs of a note before and after where two differ
INDEX_STAYS = (
    "The index that is searched stays as it is: it may have the better note. To see both and "
    "choose, run it in a terminal: attune doctor --fix"
)
IN_JOURNAL, IN_INDEX = "in the journal: {note}", "in the index: {note}"
HISTORY_SAYS = "The history of changes says the same as the {which}."
BACKUP_SAYS = "The backup of {at} says the same as the {which}."
ALL_WELL = "All is well."
ALL_WORKS = "It all works; some of it is worth a look."


def findings_page(
    found: Iterable[Finding], mended: Collection[Check] = (), folders: Iterable[Path] = ()
) -> list[Line]:
    """Return a line for each finding, repaired ones marked, and a line that sums them up.

    What two checks say alike is said once, and what to do about several behind the last of them.
    """
    findings = list({(one.state, one.text, one.do): one for one in reversed(list(found))}.values())
    page, told = list[Line](), set[str]()
    for one in findings:
        is_mended = one.check in mended and one.state is State.OK
        state = "mended" if is_mended else one.state.value
        do = "" if one.do in told else one.do
        told.add(do)
        text = " ".join(part for part in (one.text, do) if part)
        text = commands_unbroken(paths_unbroken(clean(text), folders), WIDEST)
        page.insert(0, Line(f"{state:{_WIDTH}}{text}", hang=_WIDTH))
    states = {one.state for one in findings}
    if states <= {State.OK}:
        page += [Line(), Line(ALL_WELL)]
    elif State.BROKEN not in states:
        page += [Line(), Line(ALL_WORKS)]
    return page


def note_apart_page(one: Apart, now: datetime) -> list[Line]:
    """Return both notes of a moment, around where they differ, and what speaks for which."""
    journal, index = one.in_journal or "", one.in_index
    pairs = enumerate(zip(journal, index, strict=False))
    differs = next((place for place, (a, b) in pairs if a != b), min(len(journal), len(index)))
    begin = max(0, differs - _AROUND)
    page = [Line(f"The two notes of #{one.number}", "heading")]
    for where, note in ((IN_JOURNAL, journal), (IN_INDEX, index)):
        said = f"“{clean(_part(note, begin))}”" if note else "none"
        page.append(Line(where.format(note=said), indent=2, hang=2))
    for logged, says in ((one.logged, HISTORY_SAYS), (one.in_backup, BACKUP_SAYS)):
        if logged in {one.in_journal, one.in_index} and logged is not None:
            which = "journal" if logged == one.in_journal else "index"
            text = says.format(which=which, at=_backup_at(one, now))
            page.append(Line(text, indent=2, hang=2))
    return page


def _part(note: str, begin: int) -> str:
    end = begin + 2 * _AROUND
    return f"{'…' if begin else ''}{note[begin:end]}{'…' if len(note) > end else ''}"


def _backup_at(one: Apart, now: datetime) -> str:
    return dates.day_and_time(one.backup.astimezone(now.tzinfo)) if one.backup else ""


def findings_json(found: Iterable[Finding], mended: Collection[Check] = ()) -> dict[str, Any]:
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


def places_page(found: Iterable[Place]) -> list[Line]:
    """Return two lines for each place; the second has only the path, so that it can be copied."""
    page = []
    for place in found:
        much = (place.problem or "not there") if place.size is None else size_of(place.size)
        page.append(Line(f"{place.name} · {much}"))
        page.append(Line(clean(str(place.path)), "command", 2))
    return page


def places_json(home: Home, found: Iterable[Place]) -> dict[str, Any]:
    """Return `attune.where/1`; `bytes` is null if the place does not exist."""
    rows = [{"name": one.name, "path": str(one.path), "bytes": one.size} for one in found]
    return {
        "schema": "attune.where/1",
        "data": str(home.data),
        "config": str(home.config),
        "places": rows,
    }
