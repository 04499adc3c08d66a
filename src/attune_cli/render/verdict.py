"""The sentences for a share: the count against half, what it may say in general, and who chose.

Two statements are never mixed. “9 of 14: more than half” is a fact. Whether that is usual is an
inference, so it is said as a likelihood, with the shares that would fit.
"""

import math

from attune_cli.core.statistics.majority import Share, Verdict
from attune_cli.core.statistics.selection import NOTHING_PROMPTED, Selection
from attune_cli.render.page import out_of, several

HOW_SURE = {
    Verdict.CLEARLY_MORE: "very likely",
    Verdict.LEANING_MORE: "probably",
    Verdict.LEANING_LESS: "probably",
    Verdict.CLEARLY_LESS: "very likely",
}
HALF = 50
YOUR_CHOICE = "Logging is your choice"
NOT_LOGGED = "and what was not logged can’t show here."


def counted(k: int, n: int, what: str = " sensitive") -> str:
    """Return how many are rated yes; “0 of 9” would rub it in; n > 0.

    Args:
        k: how many.
        n: of how many.
        what: what follows the two.
    """
    return f"{k} of {n}{what}" if k else f"{several(n, 'moment')}, none rated yes"


def side_of_half(k: int, n: int) -> str:
    """Return on which side of half a count is."""
    return {0: "half", 1: "more than half", -1: "fewer than half"}[(2 * k > n) - (2 * k < n)]


def against_half(share: Share) -> str:
    """Return on which side of half a count is: a fact; n > 0."""
    return f"{counted(share.k, share.n, '')}: {side_of_half(share.k, share.n)}"


def usual(share: Share, days: str, where: str = "") -> str:
    """Return the sentence on moments like these in general.

    Args:
        share: one with a verdict on more or fewer than half.
        days: what was looked at, such as “one week”.
        where: what it is usual in, such as “ in days like these”.
    """
    if share.verdict.side:
        return f"Whether that is usual{where}: {HOW_SURE[share.verdict]}."
    that = "more or fewer" if 2 * share.k == share.n else "that"
    return f"Whether {that} is usual can’t be told from {days}."


def usual_with_range(share: Share, days: str) -> str:
    """Return the same with the range of shares that would fit."""
    sentence, fits = usual(share, days, " in days like these")[:-1], range_of(share)
    if not share.verdict.side:
        return f"{sentence}: {fits} would fit."
    return f"{sentence}{', though' if holds_half(share) else ';'} {fits} would fit."


def range_of(share: Share) -> str:
    """Return the range of a share after the correction for days, in whole percents; n > 0."""
    low, high = fitting(share)
    return f"a share of about {low} %" if low == high else f"any share from {low} % to {high} %"


def fitting(share: Share) -> tuple[int, int]:
    """Return the ends of the range of a share that a page shows, in whole percents; n > 0."""
    assert share.range95 is not None  # noqa: S101 n > 0
    return percents(share.range95)


def holds_half(share: Share) -> bool:
    """Whether half is among the shares that would fit, as a page shows them; n > 0."""
    low, high = fitting(share)
    return low <= HALF <= high


def percents(ends: tuple[float, float]) -> tuple[int, int]:
    """Return the ends of a range in whole percents."""
    low, high = (round(100 * end) for end in ends)
    return low, high


def selection(
    strict: Share,
    inclusive: Share,
    own: Selection = NOTHING_PROMPTED,
    choice: str = YOUR_CHOICE,
) -> str:
    """Return how the choice of moments bears on what is claimed; nothing where nothing is.

    Args:
        strict: the share of those rated yes, with its verdict.
        inclusive: the share of those rated yes or partly, with its verdict.
        own: prompted moments beside the rest; their ratio takes the place of what is supposed.
        choice: whose it is, as the sentence begins.
    """
    sides = strict.verdict.side, inclusive.verdict.side
    if not any(sides):
        return ""
    first = _falls(strict, "moments rated yes")
    if strict.k == inclusive.k:
        second = ""
    elif first and sides[0] == sides[1]:
        second = _falls_too(inclusive)
    else:
        second = _falls(inclusive, "moments rated yes or partly")
    if own.ratio is not None:
        return " ".join(filter(None, (own_selection(own, strict, choice), second)))
    found = " ".join(filter(None, (first, second)))
    return f"{choice}. {found}" if found else f"{choice}, {NOT_LOGGED}"


def own_selection(own: Selection, claim: Share, choice: str = YOUR_CHOICE) -> str:
    """Return the person's own ratio of logging, its range, and where a claim falls.

    Args:
        own: prompted moments beside the rest, with their ratio.
        claim: the share of those rated yes, with its verdict.
        choice: whose it is, as the sentence begins.
    """
    assert own.ratio is not None  # noqa: S101 it is asked for where there is one
    assert own.range95 is not None  # noqa: S101 likewise
    low, ratio, high = own.range95[0], own.ratio, own.range95[1]
    speaking = "rated yes"
    if claim.verdict.side < 0:  # the moments that speak for the claim come first
        low, ratio, high, speaking = 1 / high, 1 / ratio, 1 / low, "not rated yes"
    counted = (
        f"{choice}. In these days and the twelve weeks before, "
        f"{out_of(own.prompted.k, own.prompted.n)} moments logged because they were the last were "
        f"sensitive, and {out_of(own.rest.k, own.rest.n)} others."
    )
    likely = f"{_about(ratio)} times as likely" if _about(ratio) != "1" else "as likely"
    found = (
        f"So a moment {speaking} may be {likely} as another to be logged by choice. That is rough: "
        f"anything from {_about(low)} to {_about(high)} times would fit."
    )
    return " ".join(filter(None, (counted, found, _falls_at(claim))))


def _falls_at(claim: Share) -> str:
    """Return the ratio at which a claim falls, after a sentence on the person's own."""
    if claim.claim_tipping_ratio is None:
        return ""
    word, times = HOW_SURE[claim.verdict], tipping_text(claim.claim_tipping_ratio)
    return f"From {times} times on, “{word}” no longer holds."


def _about(ratio: float) -> str:
    """Return a ratio that is only roughly known."""
    if ratio >= 3:  # noqa: PLR2004 a decimal would pretend
        return f"{ratio:.0f}"
    return f"{ratio:.1f}".removesuffix(".0") if ratio >= 0.1 else "less than 0.1"  # noqa: PLR2004 a digit


def _falls(claim: Share, rated: str) -> str:
    """Return the ratio of logging at which a claim falls; nothing if none is made or it never does.

    Args:
        claim: a share with its verdict.
        rated: the moments that count.
    """
    if claim.claim_tipping_ratio is None:
        return ""
    likelier, others = (rated, "others") if claim.verdict.side > 0 else ("others", rated)
    times, word = tipping_text(claim.claim_tipping_ratio), HOW_SURE[claim.verdict]
    return (
        f"If {likelier} are {times} times as likely to be logged as {others}, “{word}” no longer "
        "holds."
    )


def _falls_too(claim: Share) -> str:
    """Return the same of the partly ones too, after a sentence on those rated yes."""
    if claim.claim_tipping_ratio is None:
        return ""
    times, word = tipping_text(claim.claim_tipping_ratio), HOW_SURE[claim.verdict]
    return f"With the partly ones, “{word}” no longer holds from {times} times on."


def tipping_text(ratio: float) -> str:
    """Return the next ratio of two digits at most at which a claim has fallen."""
    if ratio >= 10:  # noqa: PLR2004 two digits
        return f"{math.floor(ratio) + 1}"
    return f"{(math.floor(10 * ratio) + 1) / 10:.1f}".removesuffix(".0")
