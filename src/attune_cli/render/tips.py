"""Tips: the page with its reasons and sources, and the lines of one after a log or a week."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
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
from attune_cli.render.answers import TIMES
from attune_cli.render.moment import moment_name, support, support_in_brief
from attune_cli.render.page import Line, bullet, clean, heading, times
from attune_cli.render.short import Next, hint_rows
from attune_cli.render.text import to_text

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
    About.PART: "because {part} were hard {times} lately",
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
MARKED_TITLES = {Mark.KEPT: "Ideas that you kept", Mark.HIDDEN: "Ideas that you hid"}
NONE_MARKED = {
    Mark.KEPT: "No idea is kept. To keep one, by its name or a part of it:",
    Mark.HIDDEN: "No idea is hidden. To hide one, by its name or a part of it:",
}
TO_MARK = {Mark.KEPT: "keep", Mark.HIDDEN: "hide"}
NOW_MARKED = {
    Mark.KEPT: "“{title}” is kept. It comes back now and then. To take it back: attune tips unmark "
    "{tip}",
    Mark.HIDDEN: "“{title}” is hidden. It is not shown again, except with --all. To take it back: "
    "attune tips unmark {tip}",
}
ALREADY = {
    Mark.KEPT: "“{title}” is kept already.",
    Mark.HIDDEN: "“{title}” is hidden already.",
}
NO_MORE = {
    Mark.KEPT: "“{title}” is not kept any more.",
    Mark.HIDDEN: "“{title}” is not hidden any more.",
    None: "“{title}” was neither kept nor hidden.",
}
MORE_TOMORROW = "{count} more, and others tomorrow"
MORE_OF_THAT = "{count} more"
NO_INSTRUCTIONS = "Ideas, not instructions. Take what fits, leave the rest."
STATE_NOTED = {
    0: "because “{label}” was noted lately",
    1: "because “{label}” was noted in a hard moment lately",
    2: "because “{label}” was noted in {count} hard moments lately",
}
NOTHING_OF_THAT = "There is nothing of that among the ideas, which says nothing about you."
NOTHING_OF_AGE = "There is nothing of that among the ideas for {age}, which says nothing about you."
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
    if reason.about is About.CALM:
        return _calm(reason)
    label = words.label(reason.word) if reason.word else ""
    if reason.about is About.STATE:  # “steady in a hard moment” would make no sense
        count = 0 if reason.word == STEADY else reason.times
        return STATE_NOTED[min(count, 2)].format(label=label, count=count)
    return SAYINGS[reason.about].format(
        times=times(reason.times),
        label=label,
        part=TIMES.get(reason.word or ""),
        moment=moment_name(reason.moment, words, today) if reason.moment else "",
    )


def ages(bands: Sequence[str]) -> str:
    """Return ages in words: a toddler; a toddler or a preschooler; any age."""
    if len(bands) == len(BANDS):
        return "any age"
    *first, last = (OF_AGE[band] for band in bands)
    return f"{', '.join(first)} or {last}" if first else last


def _calm(reason: Reason) -> str:
    """Return how many calm moments are noted lately, as a clause."""
    if not reason.times:
        return "because no calm moment is noted lately"
    if reason.times == 1:
        return f"because 1 of {reason.of} moments noted lately was a calm one"
    return f"because {reason.times} of {reason.of} moments noted lately were calm ones"


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


def tips_overview(tips: Sequence[Shown], subject: Subject, width: int, rows: int) -> list[Line]:
    """Return some tips on one screen, with their examples where there is room for these.

    Where there isn't room for all of them, as many stand there as there is, one at least.

    Args:
        tips: those to show, in this order.
        subject: what the page is about; nobody looks for help, and nothing was frightening.
        width: the columns of the page.
        rows: the rows of the screen.
    """
    if not tips:
        return tips_page(tips, subject)
    fewer = ((count, False) for count in range(len(tips), 0, -1))
    for count, has_example in chain([(len(tips), True)], fewer):
        page = [Line(_title(subject), "title")]
        for one in tips[:count]:
            page += _tip_in_brief(one, subject, has_example=has_example)
        left = subject.more + len(tips) - count
        page += _below_few(tips[:count], f"{subject.again} --all", left, width)
        if len(to_text(page, width)) <= rows:
            break
    return page


def _below_few(tips: Sequence[Shown], again: str, more: int, width: int) -> list[Line]:
    """Return what stands below some tips on one screen: where the others are."""
    ways = [Next(MORE_OF_THAT.format(count=more), again)] if more else []
    return [
        *(support_in_brief() if any(one.tip.support for one in tips) else []),
        Line(),
        Line(NO_INSTRUCTIONS, "quiet"),
        *hint_rows([*ways, Next("To keep one", "attune tips keep NAME")], width),
    ]


def _tip_in_brief(one: Shown, subject: Subject, *, has_example: bool) -> list[Line]:
    tip = one.tip
    lines = [Line(), Line(_named(one), "title", 2), Line(tip.do, indent=2)]
    if tip.example and has_example:
        lines.append(Line(f"For example: {tip.example}", indent=2, hang=2))
    reason = f"for {ages(tip.bands)}" if subject.tip_filter.band is None else one.because
    return [*lines, Line(f"{HEADINGS[tip.kind]} · {reason} [{tip.id}]", "quiet", 2)]


def _named(one: Shown) -> str:
    return f"{one.tip.title} ({MARKED[one.mark]})" if one.mark else one.tip.title


def marks_page(titles: Mapping[str, str], mark: Mark, width: int | None = None) -> list[Line]:
    """Return the tips that are kept, or those that are hidden.

    Args:
        titles: their titles by id, in the order in which they were marked.
        mark: which of both.
        width: the columns of a page that ends with the commands that help next; None for none.
    """
    if not titles:
        return [Line(NONE_MARKED[mark]), Line(f"attune tips {TO_MARK[mark]} NAME", "command", 2)]
    widest = max(map(len, titles))
    page = [Line(MARKED_TITLES[mark], "title")]
    page += [
        Line(f"{id_:<{widest}}  {clean(title)}", indent=2, hang=widest + 2)
        for id_, title in titles.items()
    ]
    take_back = Next("To take it back", "attune tips unmark NAME")
    to_search = {Mark.KEPT: "--search TITLE", Mark.HIDDEN: "--search TITLE --all"}
    whole = Next("One of them whole", f"attune tips {to_search[mark]}")
    return [*page, Line(), *hint_rows([take_back, whole], width)] if width else page


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
    sentence = ALREADY[mark] if mark is before else NOW_MARKED[mark]
    return sentence.format(title=clean(title), tip=tip)


def unmarked(title: str, before: Mark | None) -> str:
    """Return the sentence on a tip without a mark."""
    return NO_MORE[before].format(title=clean(title))


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
    lines = [Line(_named(one), "title", 2), Line(tip.do, indent=2)]
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
    nothing, command = NOTHING_OF_THAT, "attune tips --all"
    if tip_filter.band:
        nothing = NOTHING_OF_AGE.format(age=OF_AGE[tip_filter.band])
        command = f"attune tips --age {tip_filter.band} --all"
    return [Line(), Line(nothing), Line("All there are:"), Line(command, "command", 2)]


def _what_next(subject: Subject, *, why: bool) -> Iterable[Line]:
    if subject.more:
        more = MORE_OF_THAT if subject.tip_filter.is_narrow else MORE_TOMORROW
        yield Line(f"{more.format(count=subject.more)}:")
        yield Line(f"{subject.again} --all", "command", 2)
    yield Line("To keep one or hide it: attune tips keep NAME, attune tips hide NAME.")
    if not why:
        yield Line("Why each may help, and where it comes from: --why.")
    yield Line(NO_INSTRUCTIONS, "quiet")
