"""The page of a reflection: what went well, then distress, calm, coming back and a question."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from attune_cli.core.answer import Answer
from attune_cli.core.folding import capitalised
from attune_cli.core.moment import OPEN_FOR_DAYS, FearBy, Moment, fear_by
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.question import questions_of
from attune_cli.core.statistics.majority import ENOUGH_DAYS, ENOUGH_RATED, Share, Verdict
from attune_cli.core.statistics.reflection import Reflection
from attune_cli.core.statistics.selection import Selection
from attune_cli.core.time.period import Unit
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render import verdict
from attune_cli.render.answers import ask
from attune_cli.render.low_mood import low_mood_lines
from attune_cli.render.moment import (
    BETWEEN,
    day_name,
    moment_name,
    support,
    support_in_brief,
)
from attune_cli.render.page import Line, beginning, bullet, heading, several, times
from attune_cli.render.period import NOUNS, day, is_unfinished, span, title_of, whose

MOST_DOTS = 40
COMPASSION = "Be as kind to yourself as you would be to a friend."
TALK = "Talking it over with somebody can help, too."
CARE_FIRST = "That needs care first, so nothing is said here of more or fewer."
WHAT_HELPS = (
    "What helps: tell them that it was wrong and not their fault, and make a plan with somebody "
    "for when it is that hard again."
)
BY_ANOTHER = (
    "What helps: stay with them, tell them that it was wrong and not their fault, and turn to "
    "somebody who can help."
)
OF_OTHERS = "These moments are not yours, so the counts stand alone."
DEPENDS = "So it depends how you count the partly ones."
MARKS = "●◐○◇"
LOOKED_AT = {
    Unit.DAY: "one day",
    Unit.WEEK: "one week",
    Unit.MONTH: "one month",
    Unit.SPAN: "these days",
}
MOST_HIGHLIGHTS = 3
MOST_CUES = 2
MOST_ACTIVITIES = 4
MOST_OPEN = 3
NOTHING_IN = {
    Unit.DAY: "A day without entries is no data; it says",
    Unit.WEEK: "A week without entries is no data; it says",
    Unit.MONTH: "A month without entries is no data; it says",
    Unit.SPAN: "Days without entries are no data; they say",
}


def reflection_page(
    reflection: Reflection,
    words: Vocabulary,
    today: date,
    last_day_before: date | None = None,
    answer: Answer | None = None,
    *,
    is_drawn: bool,
    can_answer: bool = False,
    since: Sequence[Line] = (),
    idea: Sequence[Line] = (),
) -> list[Line]:
    """Return the page of a reflection.

    Args:
        reflection: the figures.
        words: for the labels.
        today: the present day.
        last_day_before: the last day with a moment before the period; None if there is none.
        answer: the last answer; None if there is none.
        is_drawn: whether to draw dots; words say the counts all the same.
        can_answer: whether an answer can be written, as for a week.
        since: the lines on all days, where the period is all of them.
        idea: the lines of a tip, near the end.
    """
    page = [Line(title(reflection, today), "title")]
    if not reflection.logged:
        page += _empty(reflection, today, last_day_before)
        return page + _written(answer, reflection, [])
    if _is_back(reflection, today, last_day_before):
        page.append(Line("Welcome back. Good to see you here.", "quiet"))
    return [
        *page,
        *_went_well(reflection, words),
        *distress_lines(reflection, is_drawn=is_drawn),
        *since,
        *_calm(reflection, words, is_drawn=is_drawn),
        *_coming_back(reflection, words, today),
        *_question(reflection, words, today, answer, can_answer=can_answer),
        *low_mood_lines(reflection, today),
        *(_support(reflection, today) if reflection.distress.frightened else [*idea, Line()]),
        Line(_footer(reflection), "quiet"),
    ]


def title(reflection: Reflection, today: date) -> str:
    """Return the title: the period, and the people it is limited to."""
    names = whose(reflection.child, reflection.caregiver)
    so_far = ["so far"] if is_unfinished(reflection.period, today) else []
    return " · ".join([title_of(reflection.period), *names, *so_far])


def _is_back(reflection: Reflection, today: date, last_day_before: date | None) -> bool:
    """Whether this week has the first moments after a gap."""
    first, period = reflection.first_day, reflection.period
    if not first or not last_day_before or today not in period or period.unit is not Unit.WEEK:
        return False
    return (first - last_day_before).days >= OPEN_FOR_DAYS


def _empty(reflection: Reflection, today: date, last_day_before: date | None) -> list[Line]:
    if reflection.period.start > today:
        nothing = "These days are still to come."
    else:
        nothing = f"Nothing is logged here. {NOTHING_IN[reflection.period.unit]} nothing about you."
    page = [Line(), Line(nothing), Line(), Line("When there is a moment to keep:")]
    page += [Line("attune log", "command", 2)]
    if today not in reflection.period or reflection.child or reflection.caregiver:
        return page
    if last_day_before:
        page += [
            Line(f"The last one is from {day_name(last_day_before, today)}; to see that week:")
        ]
        return [*page, Line(f"attune week --of {last_day_before}", "command", 2)]
    page += [Line("To see what a week looks like once there are some:")]
    return [*page, Line("attune demo", "command", 2)]


def _went_well(reflection: Reflection, words: Vocabulary) -> list[Line]:
    distress, lines = reflection.distress, went_well(reflection, words)
    if not lines and DEFAULT_CAREGIVER in reflection.caregivers:  # nobody but you is consoled
        lines.append(_it_was_written_down(distress.ratings.partly + distress.ratings.no))
    return [*heading("What went well"), *map(bullet, lines)] if lines else []


def went_well(reflection: Reflection, words: Vocabulary) -> list[str]:
    """Return what went well, the most frequent first, in sentences.

    Args:
        reflection: the figures, with the caregivers as pages say them.
        words: for the labels.
    """
    distress, calm = reflection.distress, reflection.connection
    lines = []
    for highlight in distress.highlights[:MOST_HIGHLIGHTS]:
        cues = "; ".join(words.label(cue) for cue in highlight.cues[:MOST_CUES])
        about = f" (they were {cues})" if cues else ""
        action = _did(reflection, words.label(highlight.word))
        lines.append(f"{action}, {times(highlight.times)}{about}.")
    if not lines and distress.ratings.yes and not distress.frightened:
        count = several(distress.ratings.yes, "moment was", "moments were")
        lines.append(f"{count} sensitive and kind to what they needed.")
    if calm.ratings.yes:
        lines.append(f"Fully there in a calm moment, {times(calm.ratings.yes)}.")
    elif calm.ratings.logged:
        lines.append(f"Together in a calm moment, {times(calm.ratings.logged)}.")
    if reflection.repair.logged:
        steps = ", ".join(
            words.label(step) for step in list(reflection.repair.steps)[:MOST_HIGHLIGHTS]
        )
        how = f": {steps}" if steps else ""
        count = times(reflection.repair.logged)
        lines.append(f"{_did(reflection, 'came back after a conflict')}, {count}{how}.")
    return lines


def _it_was_written_down(hard: int) -> str:
    """Return what went well where nothing else did: that so many hard moments were looked at."""
    if not hard:
        return "You took the time to write it down."
    looked = "a hard moment and wrote it" if hard == 1 else "hard moments and wrote them"
    return f"You looked at {looked} down. That is where it begins."


def _did(reflection: Reflection, action: str) -> str:
    """Return an action with who did it; without that if there are several caregivers."""
    if len(reflection.caregivers) > 1:
        return capitalised(action)
    (who,) = reflection.caregivers
    return f"{'You' if who == DEFAULT_CAREGIVER else shown(who)} {action}"


def distress_lines(reflection: Reflection, *, is_drawn: bool) -> list[Line]:
    """Return the section on moments of distress: counts, and what they may say.

    Args:
        reflection: the figures.
        is_drawn: whether to draw dots.
    """
    distress, lines = reflection.distress, heading("When they were upset")
    ratings = distress.ratings
    if not ratings.logged:
        lines.append(Line("No such moment is logged.", indent=2))
    elif not ratings.rated:
        count = several(ratings.logged, "moment")
        lines.append(Line(f"{count}, not rated. That is fine too.", indent=2))
    else:
        found = distress.tally
        row = Row(found.yes, found.partly, found.no, found.frightened, ratings.logged - found.rated)
        lines += [*dots(row, is_drawn=is_drawn), tally(row, "sensitive", is_drawn=is_drawn)]
    by = fear_by(distress.frightened_by)
    return [*lines, *_said(reflection), *fear(distress.frightened, by)]


def _said(reflection: Reflection) -> list[Line]:
    """Return what the counts may say, if anything."""
    distress, unit = reflection.distress, reflection.period.unit
    if distress.strict.verdict is Verdict.NOT_SAID:
        is_of_others = distress.ratings.rated and not distress.frightened
        return [Line(OF_OTHERS, indent=2)] if is_of_others else []
    if distress.strict.verdict is Verdict.TOO_FEW:
        few = [Line(too_few(reflection), indent=2)] if distress.ratings.rated else []
        return [*few, *_four_weeks(reflection)]
    is_all_rated = distress.ratings.rated == distress.ratings.logged
    of = "of what you logged" if is_all_rated else "of what you rated"
    shares = (distress.strict, distress.inclusive)
    lines = [Line(text, indent=2) for text in claims("", of, shares, LOOKED_AT[unit])]
    lines += _kindness(reflection, distress.strict, NOUNS[unit])
    lines += _chosen(shares, distress.selection)
    if distress.prompted.n >= ENOUGH_RATED and distress.selection.ratio is None:
        k, n = distress.prompted.k, distress.prompted.n
        text = f"Of the {n} logged only because they were the last, {k or 'none'} were sensitive."
        lines.append(Line(text, indent=2))
    return lines


def claims(
    begin: str, of: str, shares: tuple[Share, Share], days: str, depends: str = DEPENDS
) -> list[str]:
    """Return for each way of counting the count against half, and whether that is usual.

    Args:
        begin: how the sentence begins, before the count.
        of: what the count is of, such as “of what you rated”.
        shares: the strict and the inclusive one, each with a verdict on more or fewer than half.
        days: what was looked at, such as “one week”.
        depends: what is said where the two fall on different sides of half.
    """
    strict, inclusive = shares
    fact = f"{begin}{verdict.against_half(strict)} {of}."
    texts = [f"{fact} {verdict.usual_with_range(strict, days)}"]
    if inclusive.k > strict.k:
        fact = f"With the partly ones, {verdict.against_half(inclusive)}."
        texts.append(f"{fact} {verdict.usual(inclusive, days)}")
    if strict.verdict.side * inclusive.verdict.side < 0:
        texts.append(depends)
    return texts


def _chosen(shares: tuple[Share, Share], own: Selection) -> list[Line]:
    """Return how the choice of moments bears on a claim, if one is made."""
    text = verdict.selection(*shares, own)
    return [Line(text, indent=2)] if text else []


def _kindness(reflection: Reflection, strict: Share, noun: str) -> list[Line]:
    """Return a line of compassion for the reader, whose moments these have to be."""
    is_own = reflection.distress.own == reflection.distress.ratings.rated
    is_hard = strict.verdict.side < 0 and is_own
    more = f" {TALK}" if strict.verdict is Verdict.CLEARLY_LESS else ""
    return [Line(f"A hard {noun}. {COMPASSION}{more}", indent=2)] if is_hard else []


def too_few(reflection: Reflection) -> str:
    """Return what a verdict takes, where there are too few rated moments or days."""
    if reflection.distress.ratings.rated < ENOUGH_RATED:
        return f"Too few to tell yet: it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days."
    return f"Too few days to tell yet: it takes rated moments on {ENOUGH_DAYS} days."


def _four_weeks(reflection: Reflection) -> list[Line]:
    """Return what four weeks may say, below a week that has too few."""
    found = reflection.distress.last_four_weeks
    if not found or found.strict.n <= reflection.distress.ratings.rated:
        return []
    strict, begin = found.strict, f"In four weeks, {span(found.period)}"
    if strict.verdict in {Verdict.NOT_SAID, Verdict.TOO_FEW}:
        few = ", too few as well" if strict.verdict is Verdict.TOO_FEW else ""
        counted = f"{begin}: {verdict.counted(strict.k, strict.n)}{few}."
        where = support_in_brief(found.fear_by) if found.fear_by else []
        return [Line(counted, indent=2), *fear(found.frightened, found.fear_by), *where]
    shares, own = (strict, found.inclusive), reflection.distress.selection
    said = claims(f"{begin}, ", "of what you rated", shares, "four weeks")
    lines = [Line(text, indent=2) for text in said]
    kindness = _kindness(reflection, strict, NOUNS[Unit.SPAN])
    return [*lines, *kindness, *_chosen(shares, own)]


def fear(count: int, by: FearBy | None = FearBy.YOU) -> list[Line]:
    """Return the lines on responses that scared or hurt a child, if there were any.

    Args:
        count: how many.
        by: whose.
    """
    if not count:
        return []
    begin = f"In {several(count, 'moment')} a response scared or hurt them."
    helps = BY_ANOTHER if by is FearBy.ANOTHER else WHAT_HELPS
    return [Line(f"{begin} {CARE_FIRST}", indent=2), Line(helps, indent=2)]


class Row(NamedTuple):
    """How moments were rated; in those with fear a response scared or hurt the child."""

    yes: int
    partly: int
    no: int
    frightened: int = 0
    unrated: int = 0

    @property
    def rated(self) -> int:
        """The number of rated moments."""
        return self.yes + self.partly + self.no + self.frightened


def dots(row: Row, *, is_drawn: bool) -> list[Line]:
    """Return a dot for each rated moment, or for several if there are many."""
    if not row.rated or not is_drawn:
        return []
    each = -(-row.rated // MOST_DOTS)
    lines = [Line(marks(row.yes, row.partly, row.no, each, row.frightened), "dots", 2)]
    return (
        lines
        if each == 1
        else [*lines, Line(f"Each dot stands for up to {each} moments.", "quiet", 2)]
    )


def marks(yes: int, partly: int, no: int, each: int = 1, frightened: int = 0) -> str:
    """Return dots, one for up to `each` moments: ● yes, ◐ partly, ○ no, ◇ fear in any rating."""
    counts = zip(MARKS, (yes, partly, no, frightened), strict=True)
    return "".join(mark * -(-count // each) for mark, count in counts)


def tally(row: Row, what: str, *, is_drawn: bool) -> Line:
    """Return the ratings in a sentence, each with its dot where dots are drawn.

    Args:
        row: the ratings.
        what: what a moment rated yes was.
        is_drawn: whether dots are drawn.
    """
    is_several = sum(count > 0 for count in row[:4]) > 1
    of = f" of {row.rated}" if row.yes else ""
    named = (f"{of} {what}", " partly", " not this time", " scared or hurt them")
    counts = (row.yes, row.partly, row.no, row.frightened)
    parts = [
        f"{count}{name}{f' ({mark})' if is_drawn else ''}"
        for count, name, mark in zip(counts, named, MARKS, strict=True)
        if count
    ]
    begin = "" if row.yes or not is_several else f"Of {row.rated}: "
    more = f"; {row.unrated} more not rated" if row.unrated else ""
    return Line(f"{begin}{', '.join(parts)}{more}.", indent=2)


def _calm(reflection: Reflection, words: Vocabulary, *, is_drawn: bool) -> list[Line]:
    calm, lines = reflection.connection, heading("In calm times")
    ratings = calm.ratings
    if not ratings.logged:
        return [*lines, Line("None is logged. They may well have happened.", indent=2)]
    if ratings.rated:
        unrated = ratings.logged - ratings.rated
        row = Row(ratings.yes, ratings.partly, ratings.no, unrated=unrated)
        lines += [*dots(row, is_drawn=is_drawn), tally(row, "fully there", is_drawn=is_drawn)]
    did = [f"{words.label(word)} ({count})" for word, count in calm.activities.items()]
    others = len(did) - MOST_ACTIVITIES
    did = did[:MOST_ACTIVITIES] + ([several(others, "other")] if others > 0 else [])
    on_days = f"{several(ratings.logged, 'moment')} on {several(calm.days, 'day')}"
    lines.append(Line(f"{on_days}: {BETWEEN.join(did)}." if did else f"{on_days}.", indent=2))
    return lines


def _coming_back(reflection: Reflection, words: Vocabulary, today: date) -> list[Line]:
    distress = reflection.distress
    if not distress.to_come_back_to:
        return []
    lines = heading("Coming back")
    hard, rated = distress.to_come_back_to, "rated partly or not this time"
    every = {1: "the one moment", 2: "both moments"}.get(hard, f"all {hard} moments")
    if distress.came_back:
        part = f"{distress.came_back} of {hard} moments"
        of = every if distress.came_back == hard else part
        lines.append(Line(f"{_did(reflection, f'came back to {of} {rated}')}.", indent=2))
    still_open, for_whom = _still_open(reflection, today)
    if still_open:
        which = "; ".join(moment_name(m, words, today) for m in still_open[-MOST_OPEN:])
        earlier = "" if len(still_open) <= MOST_OPEN else "; or to an earlier one"
        text = f"It is not too late{for_whom} to come back to {which}{earlier}."
        lines.append(Line(text, indent=2))
        once = "Once that is done" if for_whom else "Once you have come back"
        lines.append(Line(f"{once}, this notes it:", indent=2))
        lines.append(Line(f"attune back {still_open[-1].number} later", "command", 4))
    elif not distress.came_back:
        them = "the one moment" if hard == 1 else f"the {hard} moments"
        text = f"No coming back is noted for {them} {rated}. A word about it can still help."
        lines.append(Line(text, indent=2))
    if distress.in_the_end.k > distress.strict.k:
        k, n = distress.in_the_end.k, distress.in_the_end.n
        lines.append(
            Line(f"Sensitive at the time, or come back to in the end: {k} of {n}.", indent=2)
        )
    return lines


def _still_open(reflection: Reflection, today: date) -> tuple[list[Moment], str]:
    """Return the moments that it is not too late to come back to, and for whom if not for you.

    Yours come first. Nobody else who scared or hurt the child is sent back to them.
    """
    found = reflection.distress
    near = [m for m in found.still_open if (today - m.local_day).days <= OPEN_FOR_DAYS]
    if yours := [moment for moment in near if moment.caregiver == DEFAULT_CAREGIVER]:
        return yours, ""
    others = [moment for moment in near if moment.caregiver not in found.frightened_by]
    names = {moment.caregiver for moment in others}
    return others, f" for {shown(names.pop())}" if len(names) == 1 else " for them"


def _question(
    reflection: Reflection,
    words: Vocabulary,
    today: date,
    answer: Answer | None,
    *,
    can_answer: bool,
) -> list[Line]:
    strict = reflection.distress.strict
    asked = [ask(question, strict, words, today) for question in questions_of(reflection)]
    how_many = "One question" if len(asked) == 1 else "Two questions"
    lines = [*heading(f"{how_many} to think about"), *(Line(one, indent=2) for one in asked)]
    is_answered = answer is not None and answer.week in reflection.period
    if can_answer and not is_answered:
        lines += _how_to_answer(reflection, today)
    return [*lines, *_written(answer, reflection, asked)]


def _how_to_answer(reflection: Reflection, today: date) -> list[Line]:
    """Return the command that writes an answer."""
    period = reflection.period
    of = "" if today in period else f" --of {period.start}"
    return [
        Line("To keep an answer, for yourself:", indent=2),
        Line(f"attune reflect{of}", "command", 4),
    ]


def _written(answer: Answer | None, reflection: Reflection, asked: list[str]) -> list[Line]:
    """Return the last answer, with its question unless that is right above."""
    if answer is None:
        return []
    is_of_it = answer.week in reflection.period
    when = "" if is_of_it else f", about the week of {day(answer.week)}"
    question = [] if asked == [answer.question] else [Line(answer.question, "quiet", 2)]
    return [*heading(f"What you wrote{when}"), *question, *beginning(answer.text)]


def _support(reflection: Reflection, today: date) -> list[Line]:
    is_near = (today - reflection.period.last).days <= OPEN_FOR_DAYS
    by = fear_by(reflection.distress.frightened_by) or FearBy.YOU
    return support(by) if is_near else [Line(), *support_in_brief(by), Line()]


def _footer(reflection: Reflection) -> str:
    days = several(reflection.days, "day")
    memory = f", {reflection.from_memory} from memory" if reflection.from_memory else ""
    moments = several(reflection.logged, "moment")
    return (
        f"Based on {moments} on {days} that you chose to log{memory}; a look at moments, "
        "not an assessment of anybody."
    )
