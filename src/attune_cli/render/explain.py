"""`--explain`: how each figure of a reflection is computed, with the numbers put in."""

from datetime import date

from attune_cli.core.moment import FearBy, fear_by
from attune_cli.core.statistics import majority, patterns
from attune_cli.core.statistics.correlation import ASSUMED, ASSUMED_WEIGHT
from attune_cli.core.statistics.majority import Share, Verdict
from attune_cli.core.statistics.reflection import FourWeeks, Reflection
from attune_cli.core.statistics.selection import Selection
from attune_cli.render.low_mood import low_mood_explained
from attune_cli.render.moment import support_in_brief
from attune_cli.render.page import Line, heading, out_of, several
from attune_cli.render.period import is_unfinished, span, whose
from attune_cli.render.reflection import fear
from attune_cli.render.verdict import fitting, percents, selection

WHY = (  # as README has it
    "How a caregiver responds when a child is upset, and is with them in calm times, goes together "
    "with how securely the child is attached. The link is modest: r = .25, N = 22,914 (Madigan and "
    "others 2024); much else matters, too. No study says how many moments it takes. In one study, "
    "of 83 mothers with low incomes and their babies, comfort in the end predicted security, and "
    "sensitivity by itself did not (Woodhouse and others 2020)."
)
TOO_FEW = (
    f"It takes {majority.ENOUGH_RATED} rated moments, and on {majority.ENOUGH_DAYS} days. With "
    "fewer moments or days, chance moves a share so far that it says little. So the words stay "
    "with the counts; the figures are in --json."
)
TIPPING = (
    "Logged that unevenly, the share of all moments would be p ÷ (p + r × (1 − p)), with p the "
    "share that speaks for it and r how many times likelier. There the word just falls to the "
    "next weaker one (VanderWeele & Ding 2017). Whether it is so, you know best."
)
OWN_RATIO = (
    "It is the odds of “yes” in the others against those in the prompted ones, after the "
    "correction for days. A half is added to each count (Haldane 1956), and the range is Gart’s "
    "(1966). Prompted moments are less of a choice, but no fair draw. A prompt can be skipped, and "
    "the last moment before a random time comes more often before a long gap."
)
IN_WORDS = {
    Verdict.CLEARLY_MORE: "more than half, very likely",
    Verdict.LEANING_MORE: "more than half, probably",
    Verdict.UNCLEAR: "that can’t be told",
    Verdict.LEANING_LESS: "fewer than half, probably",
    Verdict.CLEARLY_LESS: "fewer than half, very likely",
}
LOGGED = {  # by whether days are to come, and whether it is limited to somebody
    (False, False): "You logged {moments} on {days}: {kinds}.",
    (True, False): "You logged {moments} on {days} so far: {kinds}.",
    (False, True): "You logged {moments} on {days}, only those {whom}: {kinds}.",
    (True, True): "You logged {moments} on {days} so far, only those {whom}: {kinds}.",
}
ONE_OF_FEAR = (
    "In {count} of them a response scared or hurt the child. It is one of the {n}, and counts as "
    "sensitive nowhere, whatever its rating."
)
SEVERAL_OF_FEAR = (
    "In {count} of them a response scared or hurt the child. Each is one of the {n}, and counts as "
    "sensitive nowhere, whatever its rating."
)
FEAR_IN_THEM = "There is a moment that scared or hurt a child in them, so the counts stand alone."
NONE_OF_YOURS = "There is no moment of yours in them, so the counts stand alone."
RATED_PARTLY_OR_NO = "Rated partly or not this time: {count}."
RATED_LESS_UNNEEDED = (
    "Rated partly or not this time: {count} ({hard} less {unneeded} where it was not needed)."
)
IN_THE_END = "{yes} rated yes and {back} come back to are {k} of {n} in the end."
IN_THE_END_BUT_FEAR = (
    "{yes} rated yes and {back} come back to are {k} of {n} in the end, without those that scared "
    "or hurt them."
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
        **_reasons(reflection),
        "What you chose to log": _chosen(reflection),
        "Coming back": _coming_back(reflection),
        "Patterns": _patterns(reflection),
        "When low days add up": low_mood_explained(reflection),
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
    whom = " and ".join(whose(reflection.child, reflection.caregiver))
    by_kind = {
        f"{ratings.logged} when they were upset": ratings.logged,
        f"{calm.ratings.logged} calm": calm.ratings.logged,
        f"{repairs.logged} of coming back": repairs.logged,
    }
    kinds = ", ".join(kind for kind, count in by_kind.items() if count)
    so_far = is_unfinished(reflection.period, today)
    said = LOGGED[so_far, bool(whom)]
    moments = several(reflection.logged, "moment", "moments")
    days = several(reflection.days, "day", "days")
    texts = [said.format(moments=moments, days=days, whom=whom, kinds=kinds)]
    if not ratings.logged:
        return texts
    texts.append(
        "“More than half” is about the moments when they were upset that are rated: "
        f"{out_of(ratings.rated, ratings.logged)}. The rating decides; what was done and how they "
        "were afterwards don’t."
    )
    left_out = []
    if unrated := ratings.logged - ratings.rated:
        left_out.append(f"{unrated} without a rating, which is no answer either way")
    if calm.ratings.logged:
        left_out.append(
            f"{several(calm.ratings.logged, 'calm moment', 'calm moments')}, counted apart"
        )
    if repairs.logged:
        left_out.append(f"{repairs.logged} of coming back, which is not rated")
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
    if count := distress.tally.frightened:
        said = ONE_OF_FEAR if count == 1 else SEVERAL_OF_FEAR
        texts.append(said.format(count=count, n=strict.n))
    if distress.depends_on_partly:
        texts.append("The two fall on different sides of half, so it depends on the partly ones.")
    return texts


def _fear(reflection: Reflection) -> list[str]:
    count = reflection.distress.frightened
    by = fear_by(reflection.distress.frightened_by) or FearBy.YOU
    return [line.text for line in (*fear(count, by), *support_in_brief(by))] if count else []


def _reasons(reflection: Reflection) -> dict[str, list[str]]:
    """Return the sections on whether a share is usual: of the days, or else of four weeks."""
    distress = reflection.distress
    if distress.strict.verdict is Verdict.NOT_SAID:
        return {"Why only counts are said": [_why_not_said(reflection)]}
    if distress.strict.verdict is not Verdict.TOO_FEW:
        return _of_share(distress.strict, distress.inclusive)
    found = distress.last_four_weeks
    few = {"Why this alone says nothing yet": [TOO_FEW]} if distress.strict.n else {}
    if not found or not found.strict.n:
        return few
    is_said = found.strict.verdict in IN_WORDS
    more = _of_share(found.strict, found.inclusive) if is_said else {}
    return {**few, "Four weeks": _four_weeks(found), **more}


def _why_not_said(reflection: Reflection) -> str:
    if reflection.distress.frightened:
        return (
            "A moment that scared or hurt a child is not averaged away. While there is one here, "
            "no share is weighed against half; the figures are in --json."
        )
    return (
        "These moments are somebody else’s. attune weighs nobody but the one who looks, so the "
        "counts stand alone; the figures are in --json."
    )


def _four_weeks(found: FourWeeks) -> list[str]:
    text = (
        "Where a week has too few, the 28 days up to its end are counted instead: always these, "
        f"whatever they show. Here they are {span(found.period)}: {found.strict.k} of "
        f"{found.strict.n} rated yes, {found.inclusive.k} yes or partly."
    )
    texts = [text]
    if found.strict.verdict is Verdict.TOO_FEW:
        texts.append("That is too few as well.")
    elif found.strict.verdict is Verdict.NOT_SAID:
        texts.append(FEAR_IN_THEM if found.frightened else NONE_OF_YOURS)
    return texts


def _of_share(strict: Share, inclusive: Share) -> dict[str, list[str]]:
    """Return the sections on a share that is weighed against half.

    Args:
        strict: the share rated yes.
        inclusive: the share rated yes or partly.
    """
    ways = [(strict, "rated yes")]
    if inclusive.k > strict.k:
        ways.append((inclusive, "rated yes or partly"))
    return {
        "The range": _range(strict),
        "Moments of one day are alike": _days(ways),
        "Is that usual?": _usual(ways),
    }


def _range(strict: Share) -> list[str]:
    assert strict.share is not None  # noqa: S101 there are enough
    assert strict.wilson95 is not None  # noqa: S101 likewise
    assert strict.deff is not None  # noqa: S101 likewise
    low, high = fitting(strict)
    raw_low, raw_high = percents(strict.wilson95)
    counted = f"{strict.k} of {strict.n}"
    return [
        (
            f"{counted} is {round(100 * strict.share)} %. Few moments don’t pin a share down: a "
            f"usual share anywhere from {low} % to {high} % would make {counted} no surprise. Of "
            "100 such ranges about 95 hold the true share."
        ),
        (
            "It is Wilson’s score interval, which keeps its promise at small numbers better than "
            f"others (Brown, Cai & DasGupta 2001). It is that of {_effective(strict)} instead of "
            f"{counted}, for the reason below. The raw one, {raw_low} % to {raw_high} % for "
            f"{counted}, would hold it less often."
        ),
        (
            "A range looks to both sides of a share, and the words below to one side of half. So "
            "half can just be in a range where more than half, or fewer, is very likely."
        ),
    ]


def _effective(share: Share) -> str:
    """Return the counts after the correction for days."""
    assert share.deff is not None  # noqa: S101 there are enough
    return f"{share.k / share.deff:.1f} of {share.n / share.deff:.1f}"


def _days(ways: list[tuple[Share, str]]) -> list[str]:
    why = (
        "A bad night makes a whole day harder, so five moments of one day say less than five of "
        "five days. How much less is learnt from these days and the twelve weeks before: how mixed "
        "a day is in itself, beside all of them (Fleiss & Cuzick 1979)."
    )
    first, rated = ways[0]
    assert first.deff is not None  # noqa: S101 there are enough
    rho, deff = first.day_correlation.value, first.deff
    per_day = 1 + (deff - 1) / rho
    how = (
        f"Those {rated} correlate by {rho:.2f} within a day. {_assumed(first)} On average a rated "
        f"moment had {per_day:.2f} on its day, itself included. That makes 1 + {rho:.2f} × "
        f"({per_day:.2f} − 1) = {deff:.2f}: {first.k} of {first.n} say as much as "
        f"{_effective(first)} that don’t depend on each other (Franco and others 2019)."
    )
    too = [
        f"Those {rated} correlate by {share.day_correlation.value:.2f}: {share.k} of {share.n} say "
        f"as much as {_effective(share)}."
        for share, rated in ways[1:]
    ]
    return [why, how, *too]


def _assumed(share: Share) -> str:
    """Return how much of the correlation within a day is assumed."""
    weight = share.day_correlation.weight
    if not weight:
        return f"All of that is assumed: no day here has two rated moments. It is {ASSUMED} then."
    return (
        f"Of that, {ASSUMED_WEIGHT} parts of {ASSUMED_WEIGHT + weight} are an assumed {ASSUMED}. "
        f"Learnt are {weight}: one for each rated moment after the first of its day."
    )


def _usual(ways: list[tuple[Share, str]]) -> list[str]:
    texts = [
        f"Those {rated}: {_effective(share)} make it {_chance(share)} that the usual share is more "
        f"than half. In words: {IN_WORDS[share.verdict]}."
        for share, rated in ways
    ]
    rule = (
        "Before looking, every share counts as equally likely (a uniform prior), so this is the "
        "upper half of Beta(1 + k, 1 + n − k), with the corrected k and n. More than half is “very "
        f"likely” from {majority.CLEARLY_MORE} and “probable” from {majority.LEANING_MORE:.1f}; "
        f"fewer is very likely up to {majority.CLEARLY_LESS} and probable up to "
        f"{majority.LEANING_LESS:.1f}. In between it can’t be told."
    )
    return [*texts, rule]


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
    strict, found = distress.strict, distress.last_four_weeks
    weighed = found if found and strict.verdict is Verdict.TOO_FEW else distress
    own = distress.selection
    claim = selection(weighed.strict, weighed.inclusive, own)
    texts = []
    if claim:
        texts += [claim, OWN_RATIO] if own.ratio is not None else [f"{claim} {TIPPING}"]
    elif strict.n:
        texts.append("Nobody logs everything, and what was not logged can’t show here.")
    if own.prompted.n and (own.ratio is None or not claim):
        texts.append(_prompted(own))
    if reflection.from_memory:
        count = several(reflection.from_memory, "moment was", "moments were")
        texts.append(f"{count} logged more than 24 hours later, from memory, and memory smooths.")
    return texts


def _prompted(own: Selection) -> str:
    """Return the count of prompted moments where their ratio to the rest is not said."""
    every, enough = own.prompted.n + own.rest.n, majority.ENOUGH_RATED
    return (
        f"Of {every} in these days and the twelve weeks before, {own.prompted.n} were logged "
        f"because they were the last: less of a choice. Of those, {own.prompted.k} were rated yes. "
        f"From {enough} of them and {enough} others on, the page sets the two side by side."
    )


def _coming_back(reflection: Reflection) -> list[str]:
    distress = reflection.distress
    if not distress.to_come_back_to:
        return []
    hard = distress.ratings.partly + distress.ratings.no
    unneeded = hard - distress.to_come_back_to
    end, yes = distress.in_the_end, distress.strict.k
    counted = RATED_LESS_UNNEEDED if unneeded else RATED_PARTLY_OR_NO
    in_the_end = IN_THE_END_BUT_FEAR if distress.frightened else IN_THE_END
    figures = counted.format(count=distress.to_come_back_to, hard=hard, unneeded=unneeded)
    in_the_end = in_the_end.format(yes=yes, back=end.k - yes, k=end.k, n=end.n)
    text = (
        f"{figures} Come back to, of these: {distress.came_back}. That turns none of them into a "
        f"“yes”; it has a figure of its own. {in_the_end}"
    )
    return [text]


def _patterns(reflection: Reflection) -> list[str]:
    strict, found = reflection.distress.strict, len(reflection.notices)
    if strict.n < patterns.ENOUGH_IN_CELL or strict.verdict is Verdict.NOT_SAID:
        return []
    asked = f"Asked about here: {found}, of two at most." if found else "None is, here."
    text = (
        "Compared with the whole are parts of the day, weekdays, what it was about and how you "
        f"were. Each needs {patterns.ENOUGH_IN_CELL} rated moments on "
        f"{patterns.ENOUGH_DAYS_IN_CELL} days. It is pulled towards your own {strict.k} of "
        f"{strict.n}, as if {patterns.SHRINKAGE:.0f} more moments had gone the usual way (Gelman, "
        "Hill & Yajima 2012). A question is asked where a difference is at least "
        f"{patterns.NOTICEABLE} probable. It has to be so after the correction for days, too, and "
        f"for how many were looked at. {asked} It says what was seen together, never why."
    )
    return [text]
