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
AS_TYPED = "The question stands in it as you typed it: look whether it tells who somebody is."


def before_fear(frightened: Sequence[Moment]) -> str:
    """Return what to know before moments of fear go to somebody else; there is one at least."""
    numbers = ",".join(str(moment.number) for moment in frightened)
    return (
        f"In {several(len(frightened), 'moment')} of these a response scared or hurt a child, and "
        "the report says so. Whoever reads it may have to act on that: many who work with children "
        "have a duty to report. You can ask them first what they pass on. To count it nowhere: "
        f"--leave-out {numbers}. For yourself: attune help-now"
    )


def holds(report: Report, *, is_redacted: bool) -> str:
    """Return what a report holds, and what to think of."""
    found, shown = report.reflection, len(report.shown)
    notes = sum(bool(moment.note) for moment in report.shown) if report.choice.has_notes else 0
    left_out = len(report.choice.left_out)
    parts = [f"It counts {several(found.logged, 'moment')} of {several(found.days, 'day')}"]
    parts += [f"leaves {left_out} out"] if left_out else []
    parts += [f"shows {shown} whole"] if shown else []
    text = f"{', '.join(parts)}, with {several(notes, 'note') if notes else 'no notes'}."
    more = [REDACTED] if is_redacted else []
    more += [AS_TYPED] if is_redacted and report.choice.question else []
    return " ".join([text, *more])


def written(path: Path) -> list[Line]:
    """Return where a report is, and what to do with it."""
    return [
        Line("The report is written. Read it through before you give it to anybody:"),
        Line(str(path), "command", 2),
    ]
