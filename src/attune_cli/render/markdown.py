"""A day in Markdown, for Obsidian and the like: headings, lists, and notes as they were written."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from attune_cli.core.moment import Moment
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.moment import IN_PART, KINDS, in_words
from attune_cli.render.page import clean

# What begins something in Markdown, in HTML, or in Obsidian: comments, maths, links, tags.
_special = re.compile(r"[\\`*_\[\]<>#|~$%=^&{}]")
_item = re.compile(r"^(\d{0,9})([-+.)])")  # a line that would be an item of a list
_SPACE = "\u00a0"


def day_lines(day: date, moments: Iterable[Moment], words: Vocabulary) -> Iterator[str]:
    """Yield the lines of a day, its moments in their order.

    Args:
        day: the day.
        moments: of it.
        words: for the labels.
    """
    yield f"## {day:%A} {day.day} {day:%B %Y}"
    for moment in sorted(moments, key=_place):
        yield ""
        yield f"### {_title(moment)}"
        yield ""
        for part in in_words(moment._replace(tags=()), words):
            yield f"- {escaped(part)}"
        if moment.tags:
            yield f"- {' '.join(f'#{tag}' for tag in moment.tags)}"
        yield f"- \\#{moment.number} in attune"
        if moment.note:
            yield ""
            yield from _quoted(moment.note)


def _place(moment: Moment) -> tuple[bool, float, int]:
    at = moment.occurred_at
    return at is None, at.timestamp() if at else 0, moment.number or 0


def _title(moment: Moment) -> str:
    parts = [_when(moment), KINDS[moment.kind], ", ".join(map(shown, moment.children))]
    if moment.caregiver != DEFAULT_CAREGIVER:
        parts.append(f"by {shown(moment.caregiver)}")
    return " · ".join(escaped(part) for part in parts if part)


def _when(moment: Moment) -> str:
    at = moment.occurred_at
    if at is None:
        return IN_PART.get(moment.part_of_day or "", moment.part_of_day or "")
    same_place = at.utcoffset() == moment.logged_at.utcoffset()
    return f"{at:%H:%M}" if same_place else f"{at:%H:%M} (UTC{at.isoformat()[-6:]})"


def _quoted(note: str) -> Iterator[str]:
    """Yield a note as a quotation: each of its lines on its own, and none of them Markdown."""
    lines = [clean(line) for line in note.splitlines()]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        text = line.lstrip(" ")
        indent = _SPACE * (len(line) - len(text))
        broken = "\\" if text.strip() and following.strip() else ""
        yield f"> {indent}{escaped(text.rstrip())}{broken}".rstrip()


def escaped(text: str) -> str:
    """Return a text of which Markdown, HTML and Obsidian take no sign for their own."""
    plain = _special.sub(lambda sign: f"\\{sign[0]}", clean(text))
    return _item.sub(r"\1\\\2", plain)
