"""`--explain`: how each figure of a reflection is computed, with the numbers put in."""

from datetime import date

from attune_cli.core.statistics import majority, patterns
from attune_cli.core.statistics.majority import Share, Verdict
from attune_cli.core.statistics.reflection import Reflection
from attune_cli.render.moment import support_in_brief
from attune_cli.render.page import Line, heading, several
from attune_cli.render.period import is_unfinished, span, whose
from attune_cli.render.reflection import fear
from attune_cli.render.verdict import VERDICTS, percents, selection

WHY = (  # as it stands at the head of README
    "How a caregiver responds when a child is upset, and is with them in calm times, goes together "
    "with how securely the child is attached. The link is modest: r = .25, N = 22,914 (Madigan and "
    "others 2024); much else matters, too. No study says how many moments it takes; in one, what "
    "counted was that comfort came in the end (Woodhouse and others 2020)."
)
LIMITS = (
    "No study sets a threshold for moments that people log themselves; “the majority” is a "
    "principle to look by. A rating of one’s own is no observation: in small studies the two "
    "hardly went together (correlations of 0 to .2). So this measures neither attachment nor a "
    "child nor you: it is a look at moments."
)


def explanation(reflection: Reflection, today: date) -> list[Line]:
    """Return the page that explains a reflection.

    Args:
        reflection: the figures.
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
        "Why it may matter": [WHY],
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


def reasons(strict: Share, inclusive: Share) -> dict[str, list[str]]:
    """Return the sections on a share; none if nothing is rated.

    Args:
        strict: the share rated yes.
        inclusive: the share rated yes or partly.
    """
    if not strict.n:
        return {}
    if strict.verdict is Verdict.TOO_FEW:
        text = (
            f"It takes {majority.ENOUGH_RATED} rated moments, and on {majority.ENOUGH_DAYS} days. "
            "With fewer moments or days, chance moves a share so far that it says little, so the "
            "words stay with the counts; the figures are in --json."
        )
        return {"Why there is no share yet": [text]}
    return {
        "The range": _range(strict),
        "Moments of one day are alike": _days(strict),
        "More than half?": _half(strict, inclusive),
    }


def _range(strict: Share) -> list[str]:
    assert strict.share is not None  # noqa: S101 there are enough
    assert strict.wilson95 is not None  # noqa: S101 likewise
    assert strict.range95 is not None  # noqa: S101 likewise
    low, high = percents(strict.wilson95)
    wide_low, wide_high = percents(strict.range95)
    counted = f"{strict.k} of {strict.n}"
    plain = (
        f"{counted} is {round(100 * strict.share)} %. Few moments don’t pin a share down: a true "
        f"share anywhere from {low} % to {high} % would make {counted} no surprise. It is Wilson’s "
        "score interval, which keeps its promise at small numbers better than others (Brown, Cai & "
        "DasGupta 2001): of 100 such ranges about 95 hold the true share, if moments don’t depend "
        "on each other."
    )
    corrected = (
        f"They may, within a day. With the correction below it would be from {wide_low} % to "
        f"{wide_high} %, for {counted}. A range looks to both sides of a share and the words below "
        "to one side of half, so near the edge one can hold half where the other is sure."
    )
    return [plain, corrected]


def _days(strict: Share) -> list[str]:
    assert strict.deff is not None  # noqa: S101 there are enough
    deff, rho = strict.deff, strict.day_correlation.value
    per_day = 1 + (deff - 1) / rho
    why = (
        "A bad night makes a whole day harder, so five moments of one day say less than five of "
        f"five days. attune assumes a correlation of {rho} between moments of a day: an "
        "assumption, not a measurement."
    )
    how = (
        f"On average a rated moment had {per_day:.2f} on its day, itself included. That makes "
        f"1 + {rho} × ({per_day:.2f} − 1) = {deff:.2f}: the {strict.n} say as much as "
        f"{strict.n / deff:.1f} would that don’t depend on each other, and the {strict.k} of "
        f"them as {strict.k / deff:.1f} (Franco and others 2019)."
    )
    return [why, how]


def _half(strict: Share, inclusive: Share) -> list[str]:
    texts = []
    for share, which in ((strict, "those rated yes"), (inclusive, "yes or partly")):
        assert share.deff is not None  # noqa: S101 there are enough
        assert share.probability is not None  # noqa: S101 likewise
        k, n = share.k / share.deff, share.n / share.deff
        texts.append(
            f"{which[0].upper()}{which[1:]}: {k:.1f} of {n:.1f} make it {_chance(share)} that the "
            f"true share is more than half. In words: {VERDICTS[share.verdict]}."
        )
    rule = (
        "Before looking, every share counts as equally likely (a uniform prior), so this is the "
        "upper half of Beta(1 + k, 1 + n − k), with the corrected k and n. “Clearly more” is said "
        f"from {majority.CLEARLY_MORE}, “leaning” from {majority.LEANING_MORE:.1f}; “fewer” up to "
        f"{majority.CLEARLY_LESS}, “leaning towards fewer” up to {majority.LEANING_LESS:.1f}; in "
        "between it is too close to tell."
    )
    same = strict.k == inclusive.k
    return [*(texts[:1] if same else texts), rule]


def _chance(share: Share) -> str:
    """Return a probability in words: never 0 or 1, nor rounded across a threshold."""
    probability = share.probability or 0.0
    if probability > 0.995:  # noqa: PLR2004 would be rounded to 1
        return "more than 0.99 probable"
    if probability < 0.005:  # noqa: PLR2004 would be rounded to 0
        return "less than 0.01 probable"
    verdict = majority.verdict_of(probability)
    texts = (f"{probability:.{digits}f}" for digits in (2, 3, 4, 5, 6))
    text = next((t for t in texts if majority.verdict_of(float(t)) is verdict), f"{probability}")
    return f"{text} probable"


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
    if strict.n < patterns.ENOUGH_IN_CELL:
        return []
    asked = f"Asked about here: {found}, of two at most." if found else "None is, here."
    text = (
        "Each part of the day, weekday, cue and state of yours with at least "
        f"{patterns.ENOUGH_IN_CELL} rated moments on {patterns.ENOUGH_DAYS_IN_CELL} days is "
        f"compared with your own {strict.k} of {strict.n}, and pulled towards it as if "
        f"{patterns.SHRINKAGE:.0f} more moments had gone the usual way (Gelman, Hill & Yajima "
        f"2012). A question is asked where a difference is at least {patterns.NOTICEABLE} "
        "probable, and still is when moments of a day are taken as alike, a cell as a part of the "
        f"whole, and it counts how many were looked at. {asked} It says what was seen together, "
        "never why."
    )
    return [text]
