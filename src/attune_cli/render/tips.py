"""Tips: the page with its reasons and sources, and the lines of one after a log or a week."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from attune_cli.core.crisis import Concern
from attune_cli.core.moment import FearBy
from attune_cli.core.people import BANDS, shown
from attune_cli.core.tips.choice import Mark, Offer
from attune_cli.core.tips.library import OWN, Tip, TipFilter
from attune_cli.core.tips.reasons import About, Reason
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.moment import moment_name, support, support_in_brief
from attune_cli.render.page import Line, bullet, clean, heading, times

OF_AGE = {
    "infant": "an infant", "toddler": "a toddler", "preschooler": "a preschooler",
    "school-age": "a school-age child", "teen": "a teen",
}  # fmt: skip
SAYINGS = {
    About.FEAR: "because a moment lately was frightening",
    About.FEAR_OF_ANOTHER: "because somebody scared or hurt them lately",
    About.LOW: "because help is there for low days",
    About.WORKED: "because this went well {times} lately: {label}",
    About.MET: "because it went well {times} lately when they were {label}",
    About.ENJOYED: "because {label} went well {times} lately",
    About.CAME_BACK: "because this was part of coming back {times} lately: {label}",
    About.OPEN: "because it is not too late to come back to {moment}",
    About.CUE: "because it was hard {times} lately when they were {label}",
    About.STATE: "because “{label}” was noted{hard} lately",
    About.PART: "because {word}s were hard {times} lately",
    About.CALM: "because {calm}",
    About.KEPT: "because you kept it",
    About.WORD: "because it goes with “{label}”",
}
STEADY = "steady"
HEADINGS = {
    "distress": "When they are upset",
    "connection": "In calm times",
    "repair": "After a conflict",
    "self": "For yourself",
}
NO_STUDY = {"idea": "An idea, with no study behind it.", OWN: "A tip of your own."}
MARKED = {Mark.KEPT: "kept", Mark.HIDDEN: "hidden"}


def because(reason: Reason, bands: Sequence[str], words: Vocabulary, today: date) -> str:
    """Return the reason for a tip as a clause.

    Args:
        reason: its subject and counts.
        bands: the ages that the page is for.
        words: for the labels.
        today: the present day.
    """
    if reason.about is About.AGE:
        return f"an idea for {ages(bands)}"
    return SAYINGS[reason.about].format(
        times=times(reason.times),
        label=words.label(reason.word) if reason.word else "",
        word=reason.word,
        hard=_hard(reason),
        calm=_calm(reason),
        moment=moment_name(reason.moment, words, today) if reason.moment else "",
    )


def ages(bands: Sequence[str]) -> str:
    """Return ages in words: a toddler; a toddler or a preschooler; any age."""
    if len(bands) == len(BANDS):
        return "any age"
    *first, last = (OF_AGE[band] for band in bands)
    return f"{', '.join(first)} or {last}" if first else last


def _hard(reason: Reason) -> str:
    """Return in how many hard moments a state was noted; of “steady” that would make no sense."""
    if reason.word == STEADY:
        return ""
    return " in a hard moment" if reason.times == 1 else f" in {reason.times} hard moments"


def _calm(reason: Reason) -> str:
    if not reason.times:
        return "no calm moment is noted lately"
    verb = "was a calm one" if reason.times == 1 else "were calm ones"
    return f"{reason.times} of {reason.of} moments noted lately {verb}"


def idea_after(tip: Tip, cue: str) -> tuple[str, str]:
    """Return the sentence of a tip after a hard moment, and where there are more."""
    return clean(f"An idea for another time: {tip.say}"), f"More: attune tips --for {quote(cue)}"


def idea_of_week(
    offer: Offer, band: str, words: Vocabulary, today: date, child: str | None, *, is_named: bool
) -> list[Line]:
    """Return the lines with a tip at the end of a week.

    Args:
        offer: the tip, and its reason.
        band: the age of the child.
        words: for the labels.
        today: the present day.
        child: nickname of the child, if there are several.
        is_named: whether the person named that child.
    """
    title = f"An idea for the days with {shown(child)}" if child else "An idea for the days to come"
    why = because(offer.reason, (band,), words, today)
    of = f" --child {quote(child)}" if child and is_named else ""
    return [
        *heading(title),
        Line(f"“{offer.tip.title}”, {why}. The whole of it:", indent=2),
        Line(f"attune tips{of}", "command", 4),
    ]


class Shown(NamedTuple):
    """A tip on the page.

    Attributes:
        tip: the tip.
        because: the reason for it, as a clause.
        mark: the person's mark.
    """

    tip: Tip
    because: str
    mark: Mark | None


class Subject(NamedTuple):
    """The subject of a page of tips.

    Attributes:
        tip_filter: the filter.
        label: the label of the word in the filter.
        child: nickname of the child, if there are several.
        again: the command that was typed, to suggest it with --all.
        more: how many more tips there are.
        fear: whose response scared or hurt a child recently; None if nobody's did.
        pointer: the lines for who looks for help.
    """

    tip_filter: TipFilter
    label: str | None = None
    child: str | None = None
    again: str = "attune tips"
    more: int = 0
    fear: FearBy | None = None
    pointer: Sequence[Line] = ()


def tips_page(tips: Sequence[Shown], subject: Subject, *, why: bool = False) -> list[Line]:
    """Return the page of some tips.

    Args:
        tips: those to show, in this order.
        subject: what the page is about.
        why: whether to show why each may help, and its source.
    """
    page, kind = [Line(_title(subject), "title"), *subject.pointer], None
    if not tips:
        return [*page, *_nothing(subject)]
    for one in tips:
        page += [Line()] if one.tip.kind == kind else heading(HEADINGS[one.tip.kind])
        page += _tip(one, why=why, says_age=subject.tip_filter.band is None)
        kind = one.tip.kind
    if subject.fear:
        page += support(subject.fear)
    elif subject.pointer:
        page.append(Line())
    elif any(one.tip.support for one in tips):
        page += [Line(), *support_in_brief(), Line()]
    else:
        page.append(Line())
    return [*page, *_what_next(subject, why=why)]


def looked_for_lines(concern: Concern) -> list[Line]:
    """Return where to turn, above what is found by somebody who looks for help."""
    from attune_cli.core.support import read_support  # noqa: PLC0415 only where it is looked for
    from attune_cli.render.support import contact_line  # noqa: PLC0415 likewise

    found = read_support()
    now, names = found.help_now, (*concern.contacts, *found.looked_for.contacts)
    by_name = {contact.name: contact_line(contact) for contact in found.contacts}
    lines = (
        f"{found.danger[0]} {now.afraid}",
        *(now.also[name] for name in concern.also),
        *(by_name[name] for name in names),
        found.looked_for.next,
    )
    return [Line(), Line(found.looked_for.opening, "heading"), *map(bullet, lines)]


def marked(tip: str, title: str, mark: Mark, before: Mark | None) -> str:
    """Return the sentence on a tip that is now kept or hidden."""
    if mark is before:
        return f"“{clean(title)}” is {MARKED[mark]} already."
    what = {
        Mark.KEPT: "It comes back now and then",
        Mark.HIDDEN: "It is not shown again, except with --all",
    }[mark]
    return f"“{clean(title)}” is {MARKED[mark]}. {what}. To take it back: attune tips unmark {tip}"


def unmarked(title: str, before: Mark | None) -> str:
    """Return the sentence on a tip without a mark."""
    if before is None:
        return f"“{clean(title)}” was neither kept nor hidden."
    return f"“{clean(title)}” is not {MARKED[before]} any more."


def added(tip: Tip, path: Path) -> str:
    """Return the sentence on a new tip: its id, and the file to edit it in."""
    return clean(
        f"Added: “{tip.title}” [{tip.id}]. It takes part from now on; to change it, open {path}"
    )


def _title(subject: Subject) -> str:
    tip_filter, parts = subject.tip_filter, []
    if tip_filter.band is None:
        parts.append("Ideas for every age")
    elif subject.child:
        parts.append(f"Ideas for life with {shown(subject.child)}, {OF_AGE[tip_filter.band]}")
    else:
        parts.append(f"Ideas for life with {OF_AGE[tip_filter.band]}")
    if tip_filter.kind:
        parts.append(HEADINGS[tip_filter.kind].lower())
    if subject.label:
        parts.append(f"for “{subject.label}”")
    if tip_filter.text:
        parts.append(f"with “{tip_filter.text}”")
    return " · ".join(parts)


def _tip(one: Shown, *, why: bool, says_age: bool) -> list[Line]:
    tip, name = one.tip, f"[{one.tip.id}]"
    mark = f" ({MARKED[one.mark]})" if one.mark else ""
    lines = [Line(f"{tip.title}{mark}", "title", 2), Line(tip.do, indent=2)]
    if tip.example:
        lines.append(Line(f"For example: {tip.example}", indent=2, hang=2))
    if why:
        lines += [Line(f"Why: {tip.why}", indent=2)] if tip.why else []
        lines.append(Line(NO_STUDY.get(tip.source, f"Source: {tip.source}"), "quiet", 2))
    reason = f"for {ages(tip.bands)}" if says_age else one.because
    return [*lines, Line(f"{reason} {name}", "quiet", 2)]


def _nothing(subject: Subject) -> list[Line]:
    tip_filter = subject.tip_filter
    if subject.pointer:
        text = "The ideas that fit are hidden, as you wished. To see them again:"
        return [Line(), Line(text), Line(f"{subject.again} --all", "command", 2)]
    if not tip_filter.is_narrow:
        text = "All ideas for this age are hidden, as you wished. To see them again:"
        return [Line(), Line(text), Line(f"{subject.again} --all", "command", 2)]
    where = f" for {OF_AGE[tip_filter.band]}" if tip_filter.band else ""
    lines = [
        Line(),
        Line(f"There is nothing of that among the ideas{where}, which says nothing about you."),
        Line("All there are:"),
    ]
    age = f" --age {tip_filter.band}" if tip_filter.band else ""
    return [*lines, Line(f"attune tips{age} --all", "command", 2)]


def _what_next(subject: Subject, *, why: bool) -> Iterable[Line]:
    if subject.more:
        others = "" if subject.tip_filter.is_narrow else ", and others tomorrow"
        yield Line(f"{subject.more} more{others}:")
        yield Line(f"{subject.again} --all", "command", 2)
    yield Line("To keep one or hide it: attune tips keep NAME, attune tips hide NAME.")
    if not why:
        yield Line("Why each may help, and where it comes from: --why.")
    yield Line("Ideas, not instructions. Take what fits, leave the rest.", "quiet")
