"""The page of a reflection: what went well, then distress, calm, coming back and a question."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from attune_cli.core.answer import Answer
from attune_cli.core.folding import capitalised
from attune_cli.core.moment import OPEN_FOR_DAYS, FearBy, Moment, fear_by
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.question import questions_of
from attune_cli.core.statistics.majority import ENOUGH_DAYS, ENOUGH_RATED, Share, Verdict
from attune_cli.core.statistics.reflection import Distress, FourWeeks, Highlight, Reflection
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
from attune_cli.render.period import day, is_unfinished, span, title_of, whose

MOST_DOTS = 40
COMPASSION = "Be as kind to yourself as you would be to a friend."
TALK = "Talking it over with somebody can help, too."
CARE_FIRST = "That needs care first, so nothing is said here of more or fewer."
CARE_FIRST_IN_BRIEF = "That needs care first."
WHAT_HELPS = (
    "What helps: tell them that it was wrong and not their fault, and make a plan with somebody "
    "for when it is that hard again."
)
BY_ANOTHER = (
    "What helps: stay with them, tell them that it was wrong and not their fault, and turn to "
    "somebody who can help."
)
OF_OTHERS = "These moments are not yours, so the counts stand alone."
MARKS = "●◐○◇"
SENSITIVE, FULLY_THERE = "{k} of {n} sensitive", "{k} of {n} fully there"
MARKED, UNMARKED = "{count} ({mark})", "{count}"
FOUR_WEEKS = "four weeks"
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
    Unit.DAY: "A day without entries is no data; it says nothing about you.",
    Unit.WEEK: "A week without entries is no data; it says nothing about you.",
    Unit.MONTH: "A month without entries is no data; it says nothing about you.",
    Unit.SPAN: "Days without entries are no data; they say nothing about you.",
}
HARD = {
    Unit.DAY: "A hard day.",
    Unit.WEEK: "A hard week.",
    Unit.MONTH: "A hard month.",
    Unit.SPAN: "A hard time.",
}
NO_SUCH_MOMENT = "No such moment is logged."
NO_CALM_MOMENT = "None is logged. They may well have happened."
NO_CALM_MOMENT_IN_BRIEF = "None is logged. They may have happened."
WELCOME_BACK = "Welcome back. Good to see you here."


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
    if is_back(reflection, today, last_day_before):
        page.append(Line(WELCOME_BACK, "quiet"))
    return [
        *page,
        *_went_well(reflection, words),
        *distress_lines(reflection, is_drawn=is_drawn),
        *since,
        *_calm(reflection, words, is_drawn=is_drawn),
        *_coming_back(reflection, words, today),
        *_question(reflection, words, today, answer, can_answer=can_answer),
        *low_mood_lines(reflection, today),
        *(support_after(reflection, today) if reflection.distress.frightened else [*idea, Line()]),
        Line(_footer(reflection), "quiet"),
    ]


def title(reflection: Reflection, today: date) -> str:
    """Return the title: the period, and the people it is limited to."""
    names = whose(reflection.child, reflection.caregiver)
    so_far = ["so far"] if is_unfinished(reflection.period, today) else []
    return " · ".join([title_of(reflection.period), *names, *so_far])


def is_back(reflection: Reflection, today: date, last_day_before: date | None) -> bool:
    """Whether this week has the first moments after a gap, and none of fear, which comes first."""
    first, period = reflection.first_day, reflection.period
    if reflection.distress.frightened:
        return False
    if not first or not last_day_before or today not in period or period.unit is not Unit.WEEK:
        return False
    return (first - last_day_before).days >= OPEN_FOR_DAYS


def _empty(reflection: Reflection, today: date, last_day_before: date | None) -> list[Line]:
    if reflection.period.start > today:
        nothing = "These days are still to come."
    else:
        nothing = f"Nothing is logged here. {NOTHING_IN[reflection.period.unit]}"
    page = [Line(), Line(nothing)]
    if reflection.period.start > today:
        return page
    page += [Line(), Line("When there is a moment to keep:")]
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
    lines = went_well(reflection, words) or written_down(reflection)
    return [*heading("What went well"), *map(bullet, lines)] if lines else []


def written_down(reflection: Reflection) -> list[str]:
    """Return what went well where nothing else did; nobody but you is consoled."""
    if DEFAULT_CAREGIVER not in reflection.caregivers:
        return []
    ratings = reflection.distress.ratings
    return [_it_was_written_down(ratings.partly + ratings.no)]


def went_well(reflection: Reflection, words: Vocabulary) -> list[str]:
    """Return what went well, the most frequent first, in sentences.

    Args:
        reflection: the figures, with the caregivers as pages say them.
        words: for the labels.
    """
    lines = [
        responded(reflection, words, highlight, with_cues=True)
        for highlight in reflection.distress.highlights[:MOST_HIGHLIGHTS]
    ]
    return [*(lines or sensitive(reflection)), *calm(reflection), *came_back(reflection, words)]


def responded(
    reflection: Reflection, words: Vocabulary, highlight: Highlight, *, with_cues: bool
) -> str:
    """Return the sentence on a response that went well.

    Args:
        reflection: for who responded.
        words: for the labels.
        highlight: the response.
        with_cues: whether it says what the moments were about.
    """
    did, how_often = words.label(highlight.word), times(highlight.times)
    cues = "; ".join(words.label(cue) for cue in highlight.cues[:MOST_CUES]) if with_cues else ""
    match doer(reflection), bool(cues):
        case (Doer.YOU, _), True:
            return f"You {did}, {how_often} (they were {cues})."
        case (Doer.YOU, _), False:
            return f"You {did}, {how_often}."
        case (Doer.ANOTHER, who), True:
            return f"{who} {did}, {how_often} (they were {cues})."
        case (Doer.ANOTHER, who), False:
            return f"{who} {did}, {how_often}."
        case _, True:
            return f"{capitalised(did)}, {how_often} (they were {cues})."
        case _:
            return f"{capitalised(did)}, {how_often}."


def sensitive(reflection: Reflection) -> list[str]:
    """Return the sentence on moments rated yes, where no response can be named; none after fear."""
    found = reflection.distress
    yes = found.ratings.yes
    if not yes or found.frightened:
        return []
    if yes == 1:
        return ["1 moment was sensitive and kind to what they needed."]
    return [f"{yes} moments were sensitive and kind to what they needed."]


def sensitive_in_brief(reflection: Reflection) -> list[str]:
    """Return the same for a narrow page."""
    if not sensitive(reflection):
        return []
    return [f"Sensitive and kind, {times(reflection.distress.ratings.yes)}."]


def calm(reflection: Reflection) -> list[str]:
    """Return the sentence on calm moments, if there were any."""
    ratings = reflection.connection.ratings
    if ratings.yes:
        return [f"Fully there in a calm moment, {times(ratings.yes)}."]
    return [f"Together in a calm moment, {times(ratings.logged)}."] if ratings.logged else []


def came_back(reflection: Reflection, words: Vocabulary) -> list[str]:
    """Return the sentence on coming back after a conflict, if anybody did."""
    repair = reflection.repair
    steps = ", ".join(words.label(step) for step in list(repair.steps)[:MOST_HIGHLIGHTS])
    return [_came_back(reflection, steps)] if repair.logged else []


def came_back_briefly(reflection: Reflection) -> list[str]:
    """Return the same without the steps."""
    return [_came_back(reflection, "")] if reflection.repair.logged else []


def _came_back(reflection: Reflection, steps: str) -> str:
    how_often = times(reflection.repair.logged)
    match doer(reflection), bool(steps):
        case (Doer.YOU, _), True:
            return f"You came back after a conflict, {how_often}: {steps}."
        case (Doer.YOU, _), False:
            return f"You came back after a conflict, {how_often}."
        case (Doer.ANOTHER, who), True:
            return f"{who} came back after a conflict, {how_often}: {steps}."
        case (Doer.ANOTHER, who), False:
            return f"{who} came back after a conflict, {how_often}."
        case _, True:
            return f"Came back after a conflict, {how_often}: {steps}."
        case _:
            return f"Came back after a conflict, {how_often}."


def _it_was_written_down(hard: int) -> str:
    """Return what went well where nothing else did: that so many hard moments were looked at."""
    if not hard:
        return "You took the time to write it down."
    if hard == 1:
        return "You looked at a hard moment and wrote it down. That is where it begins."
    return "You looked at hard moments and wrote them down. That is where it begins."


class Doer(Enum):
    """Who did what a sentence tells; each has a sentence of its own."""

    YOU = auto()
    ANOTHER = auto()
    SEVERAL = auto()


def doer(reflection: Reflection) -> tuple[Doer, str]:
    """Return who responded, and the name of another caregiver."""
    if len(reflection.caregivers) > 1:
        return Doer.SEVERAL, ""
    (who,) = reflection.caregivers
    return (Doer.YOU, "") if who == DEFAULT_CAREGIVER else (Doer.ANOTHER, shown(who))


def distress_lines(reflection: Reflection, *, is_drawn: bool) -> list[Line]:
    """Return the section on moments of distress: counts, and what they may say.

    Args:
        reflection: the figures.
        is_drawn: whether to draw dots.
    """
    distress, lines = reflection.distress, heading("When they were upset")
    ratings = distress.ratings
    if not ratings.logged:
        lines.append(Line(NO_SUCH_MOMENT, indent=2))
    elif not ratings.rated:
        lines.append(Line(unrated(distress), indent=2))
    else:
        row = row_of(distress)
        text = tally(row, SENSITIVE, MARKED if is_drawn else UNMARKED)
        lines += [*dots(row, is_drawn=is_drawn), Line(text, indent=2)]
    by = fear_by(distress.frightened_by)
    return [*lines, *_said(reflection), *fear(distress.frightened, by)]


def unrated(distress: Distress) -> str:
    """Return the sentence on moments of distress, none of them rated."""
    count = distress.ratings.logged
    if distress.frightened:
        return f"{several(count, 'moment', 'moments')}, not rated."
    if count == 1:
        return "1 moment, not rated. That is fine too."
    return f"{count} moments, not rated. That is fine too."


def _said(reflection: Reflection) -> list[Line]:
    """Return what the counts may say, if anything."""
    distress, unit = reflection.distress, reflection.period.unit
    if distress.strict.verdict is Verdict.NOT_SAID:
        is_of_others = distress.ratings.rated and not distress.frightened
        return [Line(OF_OTHERS, indent=2)] if is_of_others else []
    if distress.strict.verdict is Verdict.TOO_FEW:
        few = [Line(too_few(reflection), indent=2)] if distress.ratings.rated else []
        return [*few, *_four_weeks(reflection)]
    shares = (distress.strict, distress.inclusive)
    said = verdict.claims(facts_of(distress), shares, LOOKED_AT[unit])
    lines = [Line(text, indent=2) for text in said]
    lines += [Line(text, indent=2) for text in kindness(reflection, distress.strict, unit)]
    lines += _chosen(shares, distress.selection)
    k, n = distress.prompted.k, distress.prompted.n
    if n >= ENOUGH_RATED and distress.selection.ratio is None:
        text = f"Of the {n} logged only because they were the last, {k} were sensitive."
        none = f"Of the {n} logged only because they were the last, none were sensitive."
        lines.append(Line(text if k else none, indent=2))
    return lines


def facts_of(distress: Distress) -> verdict.AgainstHalf:
    """Return the sentences on a count of what was logged, or of what was rated of it."""
    is_all_rated = distress.ratings.rated == distress.ratings.logged
    return verdict.OF_LOGGED if is_all_rated else verdict.OF_RATED


def _chosen(shares: tuple[Share, Share], own: Selection) -> list[Line]:
    """Return how the choice of moments bears on a claim, if one is made."""
    text = verdict.selection(*shares, own)
    return [Line(text, indent=2)] if text else []


def kindness(reflection: Reflection, strict: Share, unit: Unit) -> list[str]:
    """Return a line of compassion for the reader, whose moments these have to be."""
    is_own = reflection.distress.own == reflection.distress.ratings.rated
    if strict.verdict.side >= 0 or not is_own:
        return []
    if strict.verdict is Verdict.CLEARLY_LESS:
        return [f"{HARD[unit]} {COMPASSION} {TALK}"]
    return [f"{HARD[unit]} {COMPASSION}"]


def too_few(reflection: Reflection) -> str:
    """Return what a verdict takes, where there are too few rated moments or days."""
    if reflection.distress.ratings.rated < ENOUGH_RATED:
        return f"Too few to tell yet: it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days."
    return f"Too few days to tell yet: it takes rated moments on {ENOUGH_DAYS} days."


def too_few_in_brief(reflection: Reflection) -> str:
    """Return the same for a narrow page."""
    if reflection.distress.ratings.rated < ENOUGH_RATED:
        return f"Too few to tell yet: it takes {ENOUGH_RATED} rated on {ENOUGH_DAYS} days."
    return f"Too few days to tell yet: it takes {ENOUGH_DAYS} of them."


def _four_weeks(reflection: Reflection) -> list[Line]:
    """Return what four weeks may say, below a week that has too few."""
    found = four_weeks_of(reflection)
    if found is None:
        return []
    strict = found.strict
    if strict.verdict in {Verdict.NOT_SAID, Verdict.TOO_FEW}:
        where = support_in_brief(found.fear_by) if found.fear_by else []
        counted = Line(four_weeks_counted(found), indent=2)
        return [counted, *fear(found.frightened, found.fear_by), *where]
    shares, own = (strict, found.inclusive), reflection.distress.selection
    said = verdict.claims(verdict.IN_FOUR_WEEKS, shares, FOUR_WEEKS, span(found.period))
    kind = kindness(reflection, strict, Unit.SPAN)
    return [*(Line(text, indent=2) for text in (*said, *kind)), *_chosen(shares, own)]


def four_weeks_of(reflection: Reflection) -> FourWeeks | None:
    """Return the four weeks, where they have more than a week that has too few."""
    found = reflection.distress.last_four_weeks
    return found if found and found.strict.n > reflection.distress.ratings.rated else None


def four_weeks_counted(found: FourWeeks) -> str:
    """Return the count of four weeks of which no more is said."""
    k, n, days = found.strict.k, found.strict.n, span(found.period)
    if found.strict.verdict is not Verdict.TOO_FEW:
        none = f"In four weeks, {days}: {several(n, 'moment', 'moments')}, none rated yes."
        return f"In four weeks, {days}: {k} of {n} sensitive." if k else none
    if k:
        return f"In four weeks, {days}: {k} of {n} sensitive, too few as well."
    moments = several(n, "moment", "moments")
    return f"In four weeks, {days}: {moments}, none rated yes, too few as well."


def fear(count: int, by: FearBy | None = FearBy.YOU) -> list[Line]:
    """Return the lines on responses that scared or hurt a child, if there were any.

    Args:
        count: how many.
        by: whose.
    """
    if not count:
        return []
    helps = BY_ANOTHER if by is FearBy.ANOTHER else WHAT_HELPS
    return [Line(f"{feared(count)} {CARE_FIRST}", indent=2), Line(helps, indent=2)]


def feared(count: int) -> str:
    """Return the fact of so many responses that scared or hurt a child."""
    if count == 1:
        return "In 1 moment a response scared or hurt them."
    return f"In {count} moments, rated or not, a response scared or hurt them."


def row_of(distress: Distress) -> "Row":
    """Return how the moments of distress were rated, with those of fear apart."""
    found = distress.tally
    unrated = distress.ratings.logged - found.rated
    unrated_fear = distress.frightened - found.frightened
    return Row(found.yes, found.partly, found.no, found.frightened, unrated, unrated_fear)


class Row(NamedTuple):
    """How moments were rated; in those with fear a response scared or hurt the child.

    Attributes:
        yes, partly, no: the rated ones without fear.
        frightened: the rated ones with fear.
        unrated: the others.
        unrated_fear: those of the others with fear.
    """

    yes: int
    partly: int
    no: int
    frightened: int = 0
    unrated: int = 0
    unrated_fear: int = 0

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
    return lines if each == 1 else [*lines, Line(each_dot(each), "quiet", 2)]


def each_dot(moments: int) -> str:
    """Return for how many moments each dot stands."""
    return f"Each dot stands for up to {moments} moments."


def each_dot_in_brief(moments: int) -> str:
    """Return the same for a narrow page."""
    return f"Each dot: up to {moments}."


def marks(yes: int, partly: int, no: int, each: int = 1, frightened: int = 0) -> str:
    """Return dots, one for up to `each` moments: ● yes, ◐ partly, ○ no, ◇ fear in any rating."""
    counts = zip(MARKS, (yes, partly, no, frightened), strict=True)
    return "".join(mark * -(-count // each) for mark, count in counts)


def tally(row: Row, rated_yes: str, item: str) -> str:
    """Return the ratings in a sentence.

    Args:
        row: the ratings.
        rated_yes: how many were rated yes, and what that means: SENSITIVE or FULLY_THERE.
        item: a count with its dot, where dots are drawn: MARKED or UNMARKED.
    """
    rated = row.rated
    every = {
        "●": rated_yes.format(k=row.yes, n=rated) if row.yes else "",
        "◐": f"{row.partly} partly" if row.partly else "",
        "○": f"{row.no} not this time" if row.no else "",
        "◇": f"{row.frightened} scared or hurt them" if row.frightened else "",
    }
    counted = {mark: text for mark, text in every.items() if text}
    counts = ", ".join(item.format(count=text, mark=mark) for mark, text in counted.items())
    needs_whole = not row.yes and len(counted) > 1
    match needs_whole, not_rated(row):
        case True, "":
            return f"Of {rated}: {counts}."
        case True, more:
            return f"Of {rated}: {counts}; {more}."
        case _, "":
            return f"{counts}."
        case _, more:
            return f"{counts}; {more}."


def not_rated(row: Row) -> str:
    """Return the count of those that are not rated, beside some that are; nothing if all are."""
    unrated, feared = row.unrated, row.unrated_fear
    if not unrated:
        return ""
    if not feared:
        return f"{unrated} more not rated"
    if feared == unrated:
        return f"{unrated} more, not rated, scared or hurt them"
    return f"{unrated} more not rated ({feared} scared or hurt them)"


def _calm(reflection: Reflection, words: Vocabulary, *, is_drawn: bool) -> list[Line]:
    calm, lines = reflection.connection, heading("In calm times")
    ratings = calm.ratings
    if not ratings.logged:
        return [*lines, Line(NO_CALM_MOMENT, indent=2)]
    if ratings.rated:
        unrated = ratings.logged - ratings.rated
        row = Row(ratings.yes, ratings.partly, ratings.no, unrated=unrated)
        text = tally(row, FULLY_THERE, MARKED if is_drawn else UNMARKED)
        lines += [*dots(row, is_drawn=is_drawn), Line(text, indent=2)]
    did = [f"{words.label(word)} ({count})" for word, count in calm.activities.items()]
    others = len(did) - MOST_ACTIVITIES
    more = [several(others, "other", "others")] if others > 0 else []
    activities = BETWEEN.join((*did[:MOST_ACTIVITIES], *more))
    moments = several(ratings.logged, "moment", "moments")
    days = several(calm.days, "day", "days")
    text = f"{moments} on {days}: {activities}." if activities else f"{moments} on {days}."
    return [*lines, Line(text, indent=2)]


def _coming_back(reflection: Reflection, words: Vocabulary, today: date) -> list[Line]:
    distress = reflection.distress
    if not distress.to_come_back_to:
        return []
    lines = heading("Coming back")
    if distress.came_back:
        lines.append(Line(came_back_to(reflection), indent=2))
    still_open, for_whom = still_open_of(reflection, today)
    if still_open:
        which = "; ".join(moment_name(m, words, today) for m in still_open[-MOST_OPEN:])
        text = _not_too_late(which, for_whom, has_earlier=len(still_open) > MOST_OPEN)
        once = (
            "Once you have come back, this notes it:"
            if for_whom[0] is Doer.YOU
            else "Once that is done, this notes it:"
        )
        lines += [Line(text, indent=2), Line(once, indent=2)]
        lines.append(Line(f"attune back {still_open[-1].number} later", "command", 4))
    elif not distress.came_back:
        lines.append(Line(not_come_back_to(distress.to_come_back_to), indent=2))
    if distress.in_the_end.k > distress.strict.k:
        k, n = distress.in_the_end.k, distress.in_the_end.n
        text = f"Sensitive at the time, or come back to in the end: {k} of {n}."
        lines.append(Line(text, indent=2))
    return lines


def came_back_to(reflection: Reflection) -> str:
    """Return the sentence on how many moments somebody came back to, of those where it matters."""
    k, n = reflection.distress.came_back, reflection.distress.to_come_back_to
    (by, who), is_all = doer(reflection), k == n
    if by is Doer.YOU:
        if not is_all:
            return f"You came back to {k} of {n} moments rated partly or not this time."
        return {
            1: "You came back to the one moment rated partly or not this time.",
            2: "You came back to both moments rated partly or not this time.",
        }.get(n, f"You came back to all {n} moments rated partly or not this time.")
    if by is Doer.ANOTHER:
        if not is_all:
            return f"{who} came back to {k} of {n} moments rated partly or not this time."
        return {
            1: f"{who} came back to the one moment rated partly or not this time.",
            2: f"{who} came back to both moments rated partly or not this time.",
        }.get(n, f"{who} came back to all {n} moments rated partly or not this time.")
    if not is_all:
        return f"Came back to {k} of {n} moments rated partly or not this time."
    return {
        1: "Came back to the one moment rated partly or not this time.",
        2: "Came back to both moments rated partly or not this time.",
    }.get(n, f"Came back to all {n} moments rated partly or not this time.")


def not_come_back_to(count: int) -> str:
    """Return the sentence on moments of which no coming back is noted, and it is late for it."""
    if count == 1:
        return (
            "No coming back is noted for the one moment rated partly or not this time. A word "
            "about it can still help."
        )
    return (
        f"No coming back is noted for the {count} moments rated partly or not this time. A word "
        "about it can still help."
    )


def _not_too_late(which: str, for_whom: tuple[Doer, str], *, has_earlier: bool) -> str:
    """Return the sentence on moments that it is not too late to come back to.

    Args:
        which: the names of the latest.
        for_whom: who might, and their name.
        has_earlier: whether there are more.
    """
    match for_whom, has_earlier:
        case (Doer.YOU, _), True:
            return f"It is not too late to come back to {which}; or to an earlier one."
        case (Doer.YOU, _), False:
            return f"It is not too late to come back to {which}."
        case (Doer.ANOTHER, who), True:
            return f"It is not too late for {who} to come back to {which}; or to an earlier one."
        case (Doer.ANOTHER, who), False:
            return f"It is not too late for {who} to come back to {which}."
        case _, True:
            return f"It is not too late for them to come back to {which}; or to an earlier one."
        case _:
            return f"It is not too late for them to come back to {which}."


def still_open_of(reflection: Reflection, today: date) -> tuple[list[Moment], tuple[Doer, str]]:
    """Return the moments that it is not too late to come back to, and whose they are.

    Yours come first. Nobody else who scared or hurt the child is sent back to them.
    """
    found = reflection.distress
    near = [m for m in found.still_open if (today - m.local_day).days <= OPEN_FOR_DAYS]
    if yours := [moment for moment in near if moment.caregiver == DEFAULT_CAREGIVER]:
        return yours, (Doer.YOU, "")
    others = [moment for moment in near if moment.caregiver not in found.frightened_by]
    names = {moment.caregiver for moment in others}
    return others, (Doer.ANOTHER, shown(names.pop())) if len(names) == 1 else (Doer.SEVERAL, "")


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
    one, two = "One question to think about", "Two questions to think about"
    lines = [*heading(one if len(asked) == 1 else two), *(Line(text, indent=2) for text in asked)]
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
    title = (
        "What you wrote" if is_of_it else f"What you wrote, about the week of {day(answer.week)}"
    )
    question = [] if asked == [answer.question] else [Line(answer.question, "quiet", 2)]
    return [*heading(title), *question, *beginning(answer.text)]


def support_after(reflection: Reflection, today: date) -> list[Line]:
    """Return where to turn after fear; in brief where that is long ago."""
    by = fear_by(reflection.distress.frightened_by) or FearBy.YOU
    return support(by) if is_near(reflection, today) else [Line(), *support_in_brief(by), Line()]


def is_near(reflection: Reflection, today: date) -> bool:
    """Whether the period is not long ago, so that where to turn is said with all there is."""
    return (today - reflection.period.last).days <= OPEN_FOR_DAYS


def _footer(reflection: Reflection) -> str:
    moments = several(reflection.logged, "moment", "moments")
    days = several(reflection.days, "day", "days")
    if memory := reflection.from_memory:
        return (
            f"Based on {moments} on {days} that you chose to log, {memory} from memory; a look at "
            "moments, not an assessment of anybody."
        )
    return (
        f"Based on {moments} on {days} that you chose to log; a look at moments, not an assessment "
        "of anybody."
    )
