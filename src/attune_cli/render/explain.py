"""How each figure of a reflection came about, with the numbers put in."""

from datetime import date

from attune_cli.core import majority
from attune_cli.core import cells
from attune_cli.core.majority import Share, Verdict
from attune_cli.core.summary import Reflection
from attune_cli.render.distress import fear
from attune_cli.render.moment import support_in_brief
from attune_cli.render.page import Line, heading, several
from attune_cli.render.period import is_unfinished, span, whose
from attune_cli.render.reasons import reasons
from attune_cli.render.sentences import selection

LIMITS = (
    "No study sets a threshold for moments that people log themselves; “the majority” is a "
    "principle to look by. The link from sensitivity to a secure attachment is modest (r = .25; "
    "Madigan and others 2024), and a rating of one’s own is no observation. So this measures "
    "neither attachment nor a child nor you: it is a look at moments."
)


def explanation(reflection: Reflection, today: date) -> list[Line]:
    """Return the page that explains a reflection.

    Args:
        reflection: what was computed.
        today: the present day.
    """
    title = f"How the figures of {span(reflection.period)} came about"
    sections = {
        "What is counted": _counted(reflection, today),
        "How they were rated": _rated(reflection),
        "What counts apart": _fear(reflection),
        **reasons(reflection.distress.strict, reflection.distress.inclusive),
        "What you chose to log": _chosen(reflection),
        "Coming back": _coming_back(reflection),
        "Patterns": _patterns(reflection),
        "What this can’t say": [LIMITS],
    }
    page = [Line(title, "title")]
    for name, texts in sections.items():
        if texts:
            page += [*heading(name), *(Line(text, indent=2) for text in texts)]
    return page


def _counted(reflection: Reflection, today: date) -> list[str]:
    if not reflection.logged:
        return ["Nothing is logged here, so there is nothing to count."]
    distress, calm, repairs = reflection.distress, reflection.connection, reflection.repair
    ratings = distress.ratings
    only = whose(reflection.child, reflection.caregiver)
    of_whom = f", only those {' and '.join(only)}" if only else ""
    so_far = " so far" if is_unfinished(reflection.period, today) else ""
    kinds = (
        f"{ratings.logged} of distress, {calm.ratings.logged} calm, "
        f"{several(repairs.logged, 'repair')}"
    )
    moments = several(reflection.logged, "moment")
    texts = [
        f"You logged {moments} on {several(reflection.days, 'day')}{so_far}{of_whom}: {kinds}."
    ]
    if not ratings.logged:
        return texts
    texts.append(
        "“More than half” is about the moments of distress that you rated: "
        f"{ratings.rated} of {ratings.logged}. Your rating decides; what you did and how they "
        "were afterwards don’t."
    )
    left_out = []
    if unrated := ratings.logged - ratings.rated:
        left_out.append(f"{unrated} without a rating, which is no answer either way")
    if calm.ratings.logged:
        left_out.append(f"{several(calm.ratings.logged, 'calm moment')}, counted apart")
    if repairs.logged:
        left_out.append(f"{several(repairs.logged, 'repair')}, since repairs are never rated")
    if left_out:
        texts.append(f"Left out of it: {'; '.join(left_out)}.")
    return texts


def _rated(reflection: Reflection) -> list[str]:
    distress = reflection.distress
    ratings, strict, inclusive = distress.ratings, distress.strict, distress.inclusive
    if not ratings.rated:
        return []
    texts = [
        (
            f"{ratings.yes} yes, {ratings.partly} partly, {ratings.no} not this time. There are no "
            f"half points: {strict.k} of {strict.n} counts those rated yes, {inclusive.k} of "
            f"{inclusive.n} those rated yes or partly."
        )
    ]
    if distress.depends_on_partly:
        texts.append("The two fall on different sides of half, so it depends on the partly ones.")
    return texts


def _fear(reflection: Reflection) -> list[str]:
    count = reflection.distress.frightened
    return [line.text for line in (*fear(count), *support_in_brief())] if count else []


def _chosen(reflection: Reflection) -> list[str]:
    distress = reflection.distress
    strict, ratio = distress.strict, distress.tipping_ratio
    texts = []
    if strict.verdict is not Verdict.TOO_FEW:
        texts.append(_selection(strict, ratio))
    elif strict.n:
        texts.append("Nobody logs everything, and what was not logged can’t show here.")
    if distress.prompted.n:
        k, n = distress.prompted.k, distress.prompted.n
        texts.append(
            f"{n} of the {strict.n} were logged only because they were the last, which is less of "
            f"a choice: rated yes, {k} of those {n}. From {majority.ENOUGH_RATED} on, the page "
            "says so."
        )
    if reflection.from_memory:
        count = several(reflection.from_memory, "moment was", "moments were")
        texts.append(f"{count} logged more than 24 hours later, from memory, and memory smooths.")
    return texts


def _selection(strict: Share, ratio: float | None) -> str:
    text = selection(strict, ratio)
    if ratio is None:
        return text
    larger, smaller = sorted((strict.k, strict.n - strict.k), reverse=True)
    return f"{text[:-1]} ({larger} ÷ {smaller}). Whether they are, you know best."


def _coming_back(reflection: Reflection) -> list[str]:
    distress = reflection.distress
    if not distress.to_come_back_to:
        return []
    hard = distress.ratings.partly + distress.ratings.no
    unneeded = hard - distress.to_come_back_to
    less = f" ({hard} less {unneeded} where it was not needed)" if unneeded else ""
    end = distress.in_the_end
    text = (
        f"Rated partly or no: {distress.to_come_back_to}{less}. Come back to, of these: "
        f"{distress.came_back}. That never turns a “no” into a “yes”; it has a figure of "
        f"its own: {distress.ratings.yes} rated yes and {distress.came_back} come back to are "
        f"{end.k} of {end.n} in the end."
    )
    return [text]


def _patterns(reflection: Reflection) -> list[str]:
    strict, found = reflection.distress.strict, len(reflection.notices)
    if strict.n < cells.ENOUGH_IN_CELL:
        return []
    asked = f"Asked about here: {found}, of two at most." if found else "None is, here."
    text = (
        "Each part of the day, weekday, cue and state of yours with at least "
        f"{cells.ENOUGH_IN_CELL} rated moments on {cells.ENOUGH_DAYS_IN_CELL} days is "
        f"compared with your own {strict.k} of {strict.n}, and pulled towards it as if "
        f"{cells.SHRINKAGE:.0f} more moments had gone the usual way (Gelman, Hill & Yajima "
        f"2012). A question is asked where a difference is at least {cells.NOTICEABLE} "
        "probable, and still is when moments of a day are taken as alike, a cell as a part of the "
        f"whole, and it counts how many were looked at. {asked} It says what was seen together, "
        "never why."
    )
    return [text]
