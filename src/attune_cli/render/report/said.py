"""What is said in a terminal about a report: what it holds, and who may have to act on it."""

from collections.abc import Sequence
from pathlib import Path

from attune_cli.core.moment import Moment
from attune_cli.core.report import Report
from attune_cli.render.page import Line, several

REDACTED = (
    "No name, note, tag, word of your own, date or hour is in it. Whoever knows you may still "
    "recognise what is rare."
)
HOLDS = {  # by whether moments are left out, and whether some are shown whole
    (False, False): "It counts {moments} of {days}, with {notes}.",
    (True, False): "It counts {moments} of {days}, leaves {left_out} out, with {notes}.",
    (False, True): "It counts {moments} of {days}, shows {shown} whole, with {notes}.",
    (True, True): "It counts {moments} of {days}, leaves {left_out} out, shows {shown} whole, with "
    "{notes}.",
}
AS_TYPED = "The question stands in it as you typed it: look whether it tells who somebody is."


def before_fear(frightened: Sequence[Moment]) -> str:
    """Return what to know before moments of fear go to somebody else; there is one at least."""
    numbers = ",".join(str(moment.number) for moment in frightened)
    moments = several(len(frightened), "moment", "moments")
    return (
        f"In {moments} of these a response scared or hurt a child, and the report says so. Whoever "
        "reads it may have to act on that: many who work with children have a duty to report. You "
        "can ask them first what they pass on. To count it nowhere: "
        f"--leave-out {numbers}. For yourself: attune help-now"
    )


def holds(report: Report, *, is_redacted: bool) -> str:
    """Return what a report holds, and what to think of."""
    found, shown = report.reflection, len(report.shown)
    notes = sum(bool(moment.note) for moment in report.shown) if report.choice.has_notes else 0
    left_out = len(report.choice.left_out)
    text = HOLDS[bool(left_out), bool(shown)].format(
        moments=several(found.logged, "moment", "moments"),
        days=several(found.days, "day", "days"),
        left_out=left_out,
        shown=shown,
        notes=several(notes, "note", "notes") if notes else "no notes",
    )
    more = [REDACTED] if is_redacted else []
    more += [AS_TYPED] if is_redacted and report.choice.question else []
    return " ".join([text, *more])


def written(path: Path) -> list[Line]:
    """Return where a report is, and what to do with it."""
    return [
        Line("The report is written. Read it through before you give it to anybody:"),
        Line(str(path), "command", 2),
    ]
