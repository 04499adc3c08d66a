"""The page of a reflection: what went well, then distress, calm, coming back and a question."""

from collections.abc import Sequence
from datetime import date

from attune_cli.core.answer import Answer
from attune_cli.core.moment import OPEN_FOR_DAYS, FearBy, fear_by
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.question import questions_of
from attune_cli.core.statistics.majority import ENOUGH_DAYS, ENOUGH_RATED, Verdict
from attune_cli.core.statistics.reflection import Ratings, Reflection
from attune_cli.core.time.period import Unit
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render import verdict
from attune_cli.render.answers import ask
from attune_cli.render.low_mood import low_mood_lines
from attune_cli.render.moment import day_name, moment_name, support, support_in_brief
from attune_cli.render.page import Line, beginning, bullet, heading, several, times
from attune_cli.render.period import NOUNS, day, is_unfinished, title_of, whose

MOST_DOTS = 40
COMPASSION = "Be as kind to yourself as you would be to a friend."
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
    can_answer: bool = False,
    idea: Sequence[Line] = (),
) -> list[Line]:
    """Return the page of a reflection.

    Args:
        reflection: the figures.
        words: for the labels.
        today: the present day.
        last_day_before: the last day with a moment before the period; None if there is none.
        answer: the last answer; None if there is none.
        can_answer: whether an answer can be written, as for a week.
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
        *distress_lines(reflection),
        *_calm(reflection, words),
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
    if not lines and distress.ratings.partly + distress.ratings.no:
        lines.append("You looked at a hard moment and wrote it down. That is where it begins.")
    lines = lines or ["You took the time to write it down."]
    return [*heading("What went well"), *map(bullet, lines)]


def _did(reflection: Reflection, action: str) -> str:
    """Return an action with who did it; without that if there are several caregivers."""
    if len(reflection.caregivers) > 1:
        return f"{action[0].upper()}{action[1:]}"
    (who,) = reflection.caregivers
    return f"{'You' if who == DEFAULT_CAREGIVER else shown(who)} {action}"


def distress_lines(reflection: Reflection) -> list[Line]:
    """Return the section on moments of distress: counts and verdicts."""
    distress = reflection.distress
    ratings, strict, inclusive = distress.ratings, distress.strict, distress.inclusive
    lines = heading("When they were upset")
    if not ratings.logged:
        return [*lines, Line("No such moment is logged.", indent=2)]
    if not ratings.rated:
        count = several(ratings.logged, "moment")
        return [
            *lines,
            Line(f"{count}, not rated. That is fine too.", indent=2),
            *fear(distress.frightened),
        ]
    lines += [*dots(ratings), Line(tally(ratings, "sensitive"), indent=2)]
    if strict.verdict is Verdict.TOO_FEW:
        return [*lines, Line(_too_few(reflection), indent=2), *fear(distress.frightened)]
    sentence = verdict.verdict(strict)
    lines.append(
        Line(f"{sentence[0].upper()}{sentence[1:]}; {verdict.range_of(strict)}.", indent=2)
    )
    if ratings.partly:
        counted = f"Counting the partly ones too, {inclusive.k} of {inclusive.n}"
        lines.append(Line(f"{counted}: {verdict.verdict(inclusive)}.", indent=2))
    if distress.depends_on_partly:
        lines.append(Line("So it depends how you count the partly ones.", indent=2))
    if distress.prompted.n >= ENOUGH_RATED:
        k, n = distress.prompted.k, distress.prompted.n
        lines.append(
            Line(f"{k} of the {n} logged only because they were the last were sensitive.", indent=2)
        )
    lines.append(Line(verdict.selection(strict, distress.tipping_ratio), indent=2))
    if strict.verdict.side < 0:
        noun = NOUNS[reflection.period.unit]
        lines.append(Line(f"A hard {noun}. {COMPASSION}", indent=2))
    return [*lines, *fear(distress.frightened)]


def _too_few(reflection: Reflection) -> str:
    if reflection.distress.ratings.rated < ENOUGH_RATED:
        return f"Too few to tell yet: it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days."
    return f"Too few days to tell yet: it takes rated moments on {ENOUGH_DAYS} days."


def fear(count: int) -> list[Line]:
    """Return the line on responses that scared or hurt a child, if there were any."""
    if not count:
        return []
    begin = f"In {several(count, 'moment')} a response scared or hurt them."
    return [Line(f"{begin} Other moments don’t make up for that, and help is there.", indent=2)]


def dots(ratings: Ratings) -> list[Line]:
    """Return a dot for each rated moment, or for several if there are many."""
    if not ratings.rated:
        return []
    each = -(-ratings.rated // MOST_DOTS)
    lines = [Line(marks(ratings.yes, ratings.partly, ratings.no, each), "dots", 2)]
    return (
        lines
        if each == 1
        else [*lines, Line(f"Each dot stands for up to {each} moments.", "quiet", 2)]
    )


def marks(yes: int, partly: int, no: int, each: int = 1) -> str:
    """Return dots, one for up to `each` moments of a rating: ● yes, ◐ partly, ○ no."""
    counts = zip("●◐○", (yes, partly, no), strict=True)
    return "".join(mark * -(-count // each) for mark, count in counts)


def tally(ratings: Ratings, what: str) -> str:
    """Return the ratings in a sentence, each with its dot."""
    unrated = ratings.logged - ratings.rated
    more = f"; {unrated} more not rated" if unrated else ""
    parts = [f"{ratings.yes} of {ratings.rated} {what} (●)"] if ratings.yes else []
    parts += [f"{ratings.partly} partly (◐)"] if ratings.partly else []
    parts += [f"{ratings.no} not this time (○)"] if ratings.no else []
    of = "" if ratings.yes else f" of {ratings.rated}"
    return f"{', '.join(parts)}{of}{more}."


def _calm(reflection: Reflection, words: Vocabulary) -> list[Line]:
    calm, lines = reflection.connection, heading("In calm times")
    ratings = calm.ratings
    if not ratings.logged:
        return [*lines, Line("None is logged. They may well have happened.", indent=2)]
    lines += dots(ratings)
    if ratings.rated:
        lines.append(Line(tally(ratings, "fully there"), indent=2))
    did = [f"{words.label(word)} ({count})" for word, count in calm.activities.items()]
    others = len(did) - MOST_ACTIVITIES
    did = did[:MOST_ACTIVITIES] + ([several(others, "other")] if others > 0 else [])
    on_days = f"{several(ratings.logged, 'moment')} on {several(calm.days, 'day')}"
    lines.append(Line(f"{on_days}: {', '.join(did)}." if did else f"{on_days}.", indent=2))
    together = reflection.together
    if together.n > ratings.rated > 0:
        text = f"Upset and calm together: {together.k} of {together.n} rated yes."
        lines.append(Line(text, indent=2))
    return lines


def _coming_back(reflection: Reflection, words: Vocabulary, today: date) -> list[Line]:
    distress = reflection.distress
    if not distress.to_come_back_to:
        return []
    lines = heading("Coming back")
    of = f"of {several(distress.to_come_back_to, 'moment')} rated partly or not this time"
    if distress.came_back:
        came_back = _did(reflection, f"came back to {distress.came_back} {of}")
        lines.append(Line(f"{came_back}.", indent=2))
    still_open = [m for m in distress.still_open if (today - m.local_day).days <= OPEN_FOR_DAYS]
    if still_open:
        which = "; ".join(moment_name(m, words, today) for m in still_open[-MOST_OPEN:])
        earlier = "" if len(still_open) <= MOST_OPEN else "; or to an earlier one"
        text = f"It is not too late to come back to {which}{earlier}."
        lines.append(Line(text, indent=2))
        lines.append(Line("Once you have come back, this notes it:", indent=2))
        repair = f"attune log sorry --repairs {still_open[-1].number}"
        lines.append(Line(repair, "command", 4))
    elif not distress.came_back:
        text = f"None {of} is noted as come back to. A word about it can still help."
        lines.append(Line(text, indent=2))
    if distress.in_the_end.k > distress.ratings.yes:
        k, n = distress.in_the_end.k, distress.in_the_end.n
        lines.append(
            Line(f"Sensitive at the time, or come back to in the end: {k} of {n}.", indent=2)
        )
    return lines


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
