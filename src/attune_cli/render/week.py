"""The view of a reflection: what went well first, then distress, calm, repair, one question."""

from datetime import date

from attune_cli.core.majority import ENOUGH_DAYS, ENOUGH_RATED, Verdict
from attune_cli.core.people import shown
from attune_cli.core.period import Period
from attune_cli.core.question import question_of
from attune_cli.core.summary import Ratings, Reflection
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render import sentences
from attune_cli.render.moment import day_name, named
from attune_cli.render.page import Line, bullet, heading, several, times
from attune_cli.render.question import ask

WELCOME_BACK_AFTER_DAYS = 14
MOST_DEEDS = 3
MOST_CUES = 2
MOST_ACTIVITIES = 4
MOST_OPEN = 3
MOST_DOTS = 40


def week_page(
    reflection: Reflection, words: Vocabulary, today: date, last_day_before: date | None
) -> list[Line]:
    """Return the page of a week.

    Args:
        reflection: what was computed.
        words: for the labels.
        today: the present day.
        last_day_before: the last day with a moment before the period, if there is one.
    """
    page = [Line(title(reflection, today), "title")]
    if not reflection.logged:
        return page + _empty(reflection, today, last_day_before)
    first = reflection.first_day
    if first and last_day_before and (first - last_day_before).days >= WELCOME_BACK_AFTER_DAYS:
        page.append(Line("Welcome back. Good to see you here.", "quiet"))
    return [
        *page,
        *_went_well(reflection, words),
        *_distress(reflection),
        *_calm(reflection, words),
        *_coming_back(reflection, words, today),
        *heading("One question to think about"),
        Line(ask(question_of(reflection), reflection.distress.strict, words, today), indent=2),
        Line(),
        Line(_footer(reflection), "quiet"),
    ]


def title(reflection: Reflection, today: date) -> str:
    """Name the span, and whose it is."""
    whose = [f"with {shown(reflection.child)}"] if reflection.child else []
    whose += [f"by {shown(reflection.caregiver)}"] if reflection.caregiver else []
    so_far = ["so far"] if today in reflection.period and today != reflection.period.last else []
    return " · ".join([f"The week of {span(reflection.period)}", *whose, *so_far])


def span(period: Period) -> str:
    """Name a span of days: 16 to 22 November 2026."""
    first, last = period.start, period.last
    year = "" if first.year == last.year else f" {first.year}"
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {first:%B}"
    return f"{first.day}{month}{year} to {last.day} {last:%B %Y}"


def _empty(reflection: Reflection, today: date, last_day_before: date | None) -> list[Line]:
    nothing = (
        "Nothing is logged here. A week without entries is no data; it says nothing about you."
    )
    page = [Line(), Line(nothing), Line(), Line("When there is a moment to keep:")]
    page += [Line("attune log", "command", 2)]
    if today in reflection.period and last_day_before:
        page += [
            Line(f"The last one is from {day_name(last_day_before, today)}; to see that week:")
        ]
        page += [Line(f"attune week --of {last_day_before}", "command", 2)]
    elif last_day_before is None:
        page += [Line("To see what a week looks like once there are some:")]
        page += [Line("attune demo", "command", 2)]
    return page


def _went_well(reflection: Reflection, words: Vocabulary) -> list[Line]:
    lines = []
    for deed in reflection.distress.deeds[:MOST_DEEDS]:
        cues = "; ".join(words.label(cue) for cue in deed.cues[:MOST_CUES])
        about = f" (they were {cues})" if cues else ""
        lines.append(f"You {words.label(deed.word)}, {times(deed.times)}{about}.")
    calm = reflection.connection
    if calm.ratings.yes:
        lines.append(f"You were fully there in a calm moment: {times(calm.ratings.yes)}.")
    if reflection.repair.logged:
        steps = ", ".join(words.label(step) for step in list(reflection.repair.steps)[:MOST_DEEDS])
        how = f": you {steps}" if steps else ""
        lines.append(f"You came back after a conflict, {times(reflection.repair.logged)}{how}.")
    if not lines and reflection.distress.ratings.yes:
        count = several(reflection.distress.ratings.yes, "moment was", "moments were")
        lines.append(f"{count} sensitive and kind to what they needed.")
    if not lines:
        lines.append("You looked at a hard moment and wrote it down. That is where it begins.")
    return [*heading("What went well"), *map(bullet, lines)]


def _dots(ratings: Ratings) -> list[Line]:
    """Return a dot for each rated moment, or for several where there are many."""
    if not ratings.rated:
        return []
    each = -(-ratings.rated // MOST_DOTS)
    counts = zip("●◐○", (ratings.yes, ratings.partly, ratings.no), strict=True)
    dots = "".join(mark * -(-count // each) for mark, count in counts)
    lines = [Line(dots, "dots", 2)]
    return lines if each == 1 else [*lines, Line(f"One dot is up to {each} moments.", "quiet", 2)]


def _tally(ratings: Ratings, what: str) -> str:
    unrated = ratings.logged - ratings.rated
    more = f"; {unrated} more not rated" if unrated else ""
    parts = [f"{ratings.yes} of {ratings.rated} {what} (●)"]
    parts += [f"{ratings.partly} partly (◐)"] if ratings.partly else []
    parts += [f"{ratings.no} not this time (○)"] if ratings.no else []
    return f"{', '.join(parts)}{more}."


def _distress(reflection: Reflection) -> list[Line]:
    distress = reflection.distress
    ratings, strict, inclusive = distress.ratings, distress.strict, distress.inclusive
    lines = heading("When they were upset")
    if not ratings.logged:
        return [*lines, Line("No such moment is logged.", indent=2)]
    if not ratings.rated:
        count = several(ratings.logged, "moment")
        return [*lines, Line(f"{count}, not rated. That is fine too.", indent=2)]
    lines += [*_dots(ratings), Line(_tally(ratings, "sensitive"), indent=2)]
    if strict.verdict is Verdict.TOO_FEW:
        needed = f"it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days"
        return [*lines, Line(f"Too few to tell yet: {needed}.", indent=2)]
    said = sentences.verdict(strict)
    lines.append(Line(f"{said[0].upper()}{said[1:]}; {sentences.range_of(strict)}.", indent=2))
    if ratings.partly:
        counted = f"Counting the partly ones too, {inclusive.k} of {inclusive.n}"
        lines.append(Line(f"{counted}: {sentences.verdict(inclusive)}.", indent=2))
    if distress.depends_on_partly:
        lines.append(Line("So it depends how you count the partly ones.", indent=2))
    if distress.prompted.n >= ENOUGH_RATED:
        k, n = distress.prompted.k, distress.prompted.n
        lines.append(
            Line(f"Of those logged only because they were the last: {k} of {n}.", indent=2)
        )
    lines.append(Line(sentences.selection(strict, distress.tipping_ratio), indent=2))
    if strict.verdict.side < 0:
        lines.append(
            Line("A hard week. Be as kind to yourself as you would be to a friend.", indent=2)
        )
    return lines


def _calm(reflection: Reflection, words: Vocabulary) -> list[Line]:
    calm, lines = reflection.connection, heading("In calm times")
    ratings = calm.ratings
    if not ratings.logged:
        return [*lines, Line("None is logged. They may well have happened.", indent=2)]
    lines += _dots(ratings)
    if ratings.rated:
        lines.append(Line(_tally(ratings, "fully there"), indent=2))
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
    if distress.came_back:
        text = f"You came back to {distress.came_back} of {distress.to_come_back_to}."
        lines.append(Line(text, indent=2))
    if distress.still_open:
        count = several(len(distress.still_open), "moment is", "moments are")
        which = "; ".join(named(m, words, today) for m in distress.still_open[-MOST_OPEN:])
        latest = "" if len(distress.still_open) <= MOST_OPEN else "the latest are "
        text = f"{count} still open, and it is not too late: {latest}{which}."
        lines.append(Line(text, indent=2))
        latest_one = distress.still_open[-1].number
        lines.append(Line("Once you have, this notes it:", indent=2))
        lines.append(Line(f"attune log sorry --repairs {latest_one}", "command", 4))
    if distress.in_the_end.k > distress.ratings.yes:
        k, n = distress.in_the_end.k, distress.in_the_end.n
        lines.append(Line(f"Sensitive at the time or in the end: {k} of {n}.", indent=2))
    return lines


def _footer(reflection: Reflection) -> str:
    days = several(reflection.days, "day")
    memory = f", {reflection.from_memory} of them from memory" if reflection.from_memory else ""
    moments = several(reflection.logged, "moment")
    return (
        f"Based on {moments} on {days} that you chose to log{memory}. Your own look at your own "
        "moments; not an assessment of you or of a child."
    )
