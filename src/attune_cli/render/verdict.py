"""The sentences for a share: the count against half, what it may say in general, and who chose.

Two statements are never mixed. “9 of 14: more than half” is a fact. Whether that is usual is an
inference, so it is said as a likelihood, with the shares that would fit.
"""

import math
from typing import NamedTuple

from attune_cli.core.folding import capitalised
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


class AgainstHalf(NamedTuple):
    """The sentences on which side of half a count is.

    Attributes:
        more, half, fewer: those for the three sides.
        none: that for a count of none, where there can be one: “0 of 9” would rub it in.
    """

    more: str
    half: str
    fewer: str
    none: str = ""

    def of(self, k: int, n: int, span: str = "") -> str:
        """Return the sentence for k of n, where a verdict may be spoken, so that n is 8 or more.

        Args:
            k: how many count.
            n: of how many.
            span: the days, where the sentence names them.
        """
        side = (2 * k > n) - (2 * k < n)
        sentence = {1: self.more, 0: self.half, -1: self.fewer}[side] if k else self.none
        return sentence.format(k=k, n=n, span=span)


OF_LOGGED = AgainstHalf(
    more="{k} of {n}: more than half of what you logged.",
    half="{k} of {n}: half of what you logged.",
    fewer="{k} of {n}: fewer than half of what you logged.",
    none="{n} moments, none rated yes: fewer than half of what you logged.",
)
OF_RATED = AgainstHalf(
    more="{k} of {n}: more than half of what you rated.",
    half="{k} of {n}: half of what you rated.",
    fewer="{k} of {n}: fewer than half of what you rated.",
    none="{n} moments, none rated yes: fewer than half of what you rated.",
)
OF_WHAT_WAS_RATED = AgainstHalf(
    more="{k} of {n}: more than half of what was rated.",
    half="{k} of {n}: half of what was rated.",
    fewer="{k} of {n}: fewer than half of what was rated.",
    none="{n} moments, none rated yes: fewer than half of what was rated.",
)
IN_FOUR_WEEKS = AgainstHalf(
    more="In four weeks, {span}, {k} of {n}: more than half of what you rated.",
    half="In four weeks, {span}, {k} of {n}: half of what you rated.",
    fewer="In four weeks, {span}, {k} of {n}: fewer than half of what you rated.",
    none="In four weeks, {span}, {n} moments, none rated yes: fewer than half of what you rated.",
)
IN_FOUR_WEEKS_IN_BRIEF = AgainstHalf(
    more="In four weeks, {k} of {n}: more than half of what you rated.",
    half="In four weeks, {k} of {n}: half of what you rated.",
    fewer="In four weeks, {k} of {n}: fewer than half of what you rated.",
    none="In four weeks, {n} moments, none rated yes: fewer than half of what you rated.",
)
WITH_PARTLY = AgainstHalf(
    more="With the partly ones, {k} of {n}: more than half.",
    half="With the partly ones, {k} of {n}: half.",
    fewer="With the partly ones, {k} of {n}: fewer than half.",
)
DEPENDS = "So it depends how you count the partly ones."


class Choice(NamedTuple):
    """The sentences on whose choice logging is.

    Attributes:
        said: the one before others on what that choice does to a claim.
        alone: the one where no choice makes a claim fall.
    """

    said: str
    alone: str


YOUR_CHOICE = Choice(
    "Logging is your choice.",
    "Logging is your choice, and what was not logged can’t show here.",
)


def counted(k: int, n: int) -> str:
    """Return how many of n > 0 moments are rated yes; “0 of 9” would rub it in."""
    if k:
        return f"{k} of {n} sensitive"
    return several(n, "moment, none rated yes", "moments, none rated yes")


def claims(
    facts: AgainstHalf,
    shares: tuple[Share, Share],
    days: str,
    span: str = "",
    depends: str = DEPENDS,
) -> list[str]:
    """Return for each way of counting the count against half, and whether that is usual.

    Args:
        facts: the sentences for the strict count.
        shares: the strict and the inclusive one, each with a verdict on more or fewer than half.
        days: what was looked at, such as “one week”.
        span: the days, where the sentences name them.
        depends: what is said where the two fall on different sides of half.
    """
    strict, inclusive = shares
    texts = [f"{facts.of(strict.k, strict.n, span)} {usual_with_range(strict, days)}"]
    if inclusive.k > strict.k:
        texts.append(f"{WITH_PARTLY.of(inclusive.k, inclusive.n)} {usual(inclusive, days)}")
    if strict.verdict.side * inclusive.verdict.side < 0:
        texts.append(depends)
    return texts


def usual(share: Share, days: str) -> str:
    """Return the sentence on moments like these in general.

    Args:
        share: one with a verdict on more or fewer than half.
        days: what was looked at, such as “one week”.
    """
    if share.verdict.side:
        return f"Whether that is usual: {HOW_SURE[share.verdict]}."
    if is_half(share):
        return f"Whether more or fewer is usual can’t be told from {days}."
    return f"Whether that is usual can’t be told from {days}."


def usual_with_range(share: Share, days: str) -> str:
    """Return the same with the range of shares that would fit."""
    fits = range_of(share)
    if share.verdict.side:
        likely = HOW_SURE[share.verdict]
        if holds_half(share):
            return f"Whether that is usual in days like these: {likely}, though {fits} would fit."
        return f"Whether that is usual in days like these: {likely}; {fits} would fit."
    if is_half(share):
        return f"Whether more or fewer is usual can’t be told from {days}: {fits} would fit."
    return f"Whether that is usual can’t be told from {days}: {fits} would fit."


def claims_in_brief(
    facts: AgainstHalf, shares: tuple[Share, Share], days: str, span: str = ""
) -> list[str]:
    """Return both statements for each way of counting, for a page of one screen.

    Args:
        facts: the sentences for the strict count.
        shares: the strict and the inclusive one, each with a verdict on more or fewer than half.
        days: what was looked at, such as “one week”.
        span: the days, where the sentences name them.
    """
    strict, inclusive = shares
    texts = [f"{facts.of(strict.k, strict.n, span)} {_usual_with_range_in_brief(strict, days)}"]
    if inclusive.k > strict.k:
        fact = WITH_PARTLY.of(inclusive.k, inclusive.n)
        texts.append(f"{fact} {_usual_in_brief(inclusive, days)}")
    if strict.verdict.side * inclusive.verdict.side < 0:
        texts.append(DEPENDS)
    return texts


def _usual_in_brief(share: Share, days: str) -> str:
    if share.verdict.side:
        return f"Usual? {capitalised(HOW_SURE[share.verdict])}."
    if is_half(share):
        return f"Is more or fewer usual? That can’t be told from {days}."
    return f"Usual? That can’t be told from {days}."


def _usual_with_range_in_brief(share: Share, days: str) -> str:
    fits = range_of(share)
    if share.verdict.side:
        likely = capitalised(HOW_SURE[share.verdict])
        if holds_half(share):
            return f"Usual in days like these? {likely}, though {fits} would fit."
        return f"Usual in days like these? {likely}; {fits} would fit."
    if is_half(share):
        return f"Is more or fewer usual? That can’t be told from {days}: {fits} would fit."
    return f"Usual? That can’t be told from {days}: {fits} would fit."


def is_half(share: Share) -> bool:
    """Whether exactly half count."""
    return 2 * share.k == share.n


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
    choice: Choice = YOUR_CHOICE,
) -> str:
    """Return how the choice of moments bears on what is claimed; nothing where nothing is.

    Args:
        strict: the share of those rated yes, with its verdict.
        inclusive: the share of those rated yes or partly, with its verdict.
        own: prompted moments beside the rest; their ratio takes the place of what is supposed.
        choice: whose it is.
    """
    sides = strict.verdict.side, inclusive.verdict.side
    if not any(sides):
        return ""
    first = _falls(strict)
    if strict.k == inclusive.k:
        second = ""
    elif first and sides[0] == sides[1]:
        second = _falls_too(inclusive)
    else:
        second = _falls_with_partly(inclusive)
    if own.ratio is not None:
        return " ".join(filter(None, (own_selection(own, strict, choice), second)))
    found = " ".join(filter(None, (first, second)))
    return f"{choice.said} {found}" if found else choice.alone


def selection_in_brief(strict: Share, inclusive: Share, own: Selection = NOTHING_PROMPTED) -> str:
    """Return the same for a page of one screen: each claim there with the ratio at which it falls.

    Args:
        strict: the share of those rated yes, with its verdict.
        inclusive: the share of those rated yes or partly, with its verdict.
        own: prompted moments beside the rest; their ratio takes the place of what is supposed.
    """
    sides = strict.verdict.side, inclusive.verdict.side
    one, other = strict.claim_tipping_ratio, inclusive.claim_tipping_ratio
    is_of_both = sides[0] == sides[1] and strict.k < inclusive.k
    is_against = sides[0] < 0 < sides[1]
    if own.ratio is not None and any(sides):
        found = _own_ratio_in_brief(own, strict)
        if is_of_both and one and other:
            return f"{found} {_both_fall(own, strict, inclusive)}"
        with_partly = _falls_with_partly(inclusive) if strict.k < inclusive.k else ""
        return " ".join(filter(None, (found, _falls_at(own, strict), with_partly)))
    if not ((is_of_both or is_against) and one and other):
        return selection(strict, inclusive)
    yes, partly = tipping_text(one), tipping_text(other)
    if is_against:
        return (
            f"Logging is your choice. If those not rated yes are {yes} times as likely to be "
            f"logged, or those rated yes or partly {partly} times, this no longer holds."
        )
    if sides[0] > 0:
        return (
            f"Logging is your choice: if those rated yes are {yes} times as likely to be logged "
            f"({partly} with the partly ones), this no longer holds."
        )
    return (
        f"Logging is your choice: if those not rated yes are {yes} times as likely to be logged "
        f"({partly} with the partly ones), this no longer holds."
    )


def _both_fall(own: Selection, strict: Share, inclusive: Share) -> str:
    """Return up to which ratio two claims hold, and whether they do at the person's own."""
    yes, partly = (tipping_text(tips) for tips in map(_tips, (strict, inclusive)) if tips)
    match _is_past(own, strict), _is_past(own, inclusive):
        case True, True:
            return (
                f"At that, this does not hold: it does only below {yes} times ({partly} with the "
                "partly ones)."
            )
        case True, False:
            return (
                f"At that, the first does not hold (only below {yes} times); with the partly ones "
                f"it does, below {partly}."
            )
        case _:
            return f"Past {yes} times ({partly} with the partly ones), this no longer holds."


def _tips(claim: Share) -> float | None:
    return claim.claim_tipping_ratio


def _is_past(own: Selection, claim: Share) -> bool:
    """Whether a claim no longer holds at the person's own ratio of logging."""
    tips = _tips(claim)
    return own.ratio is not None and tips is not None and own_ratio(own, claim)[1] >= tips


def _own_ratio_in_brief(own: Selection, claim: Share) -> str:
    low, ratio, high = map(_about, own_ratio(own, claim))
    match claim.verdict.side < 0, ratio == "1":
        case True, True:
            return (
                "Logging is your choice: by your log, a moment not rated yes may be as likely to "
                f"be logged as another ({low} to {high} times would fit)."
            )
        case True, False:
            return (
                f"Logging is your choice: by your log, a moment not rated yes may be {ratio} times "
                f"as likely to be logged ({low} to {high} would fit)."
            )
        case False, True:
            return (
                "Logging is your choice: by your log, a moment rated yes may be as likely to be "
                f"logged as another ({low} to {high} times would fit)."
            )
        case _:
            return (
                f"Logging is your choice: by your log, a moment rated yes may be {ratio} times as "
                f"likely to be logged ({low} to {high} would fit)."
            )


def own_selection(own: Selection, claim: Share, choice: Choice = YOUR_CHOICE) -> str:
    """Return the person's own ratio of logging, its range, and where a claim falls.

    Args:
        own: prompted moments beside the rest, with their ratio.
        claim: the share of those rated yes, with its verdict.
        choice: whose it is.
    """
    prompted, rest = out_of(own.prompted.k, own.prompted.n), out_of(own.rest.k, own.rest.n)
    counted = (
        f"In these days and the twelve weeks before, {prompted} moments logged because they were "
        f"the last were sensitive, and {rest} others."
    )
    found = (choice.said, counted, *_own_ratio(own, claim), _falls_at(own, claim))
    return " ".join(filter(None, found))


def own_ratio(own: Selection, claim: Share) -> tuple[float, float, float]:
    """Return the person's own ratio of logging between the ends of its range.

    Args:
        own: prompted moments beside the rest, with their ratio.
        claim: the share of those rated yes, with its verdict.
    """
    assert own.ratio is not None  # noqa: S101 it is asked for where there is one
    assert own.range95 is not None  # noqa: S101 likewise
    low, high = own.range95
    if claim.verdict.side < 0:  # the moments that speak for the claim come first
        return 1 / high, 1 / own.ratio, 1 / low
    return low, own.ratio, high


def _own_ratio(own: Selection, claim: Share) -> tuple[str, str]:
    """Return the sentences on that ratio, and on its range."""
    low, times, high = map(_about, own_ratio(own, claim))
    is_of_fewer = claim.verdict.side < 0
    rough = f"That is rough: anything from {low} to {high} times would fit."
    if times == "1" and is_of_fewer:
        likely = "So a moment not rated yes may be as likely as another to be logged by choice."
    elif times == "1":
        likely = "So a moment rated yes may be as likely as another to be logged by choice."
    elif is_of_fewer:
        likely = (
            f"So a moment not rated yes may be {times} times as likely as another to be logged by "
            "choice."
        )
    else:
        likely = (
            f"So a moment rated yes may be {times} times as likely as another to be logged by "
            "choice."
        )
    return likely, rough


def _falls_at(own: Selection, claim: Share) -> str:
    """Return the ratio at which a claim falls, after a sentence on the person's own."""
    tips = _tips(claim)
    if tips is None:
        return ""
    word, times = HOW_SURE[claim.verdict], tipping_text(tips)
    if _is_past(own, claim):
        return f"At that, “{word}” does not hold: it does only below {times} times."
    return f"From {times} times on, “{word}” no longer holds."


def _about(ratio: float) -> str:
    """Return a ratio that is only roughly known."""
    if ratio >= 3:  # noqa: PLR2004 a decimal would pretend
        return f"{ratio:.0f}"
    return f"{ratio:.1f}".removesuffix(".0") if ratio >= 0.1 else "less than 0.1"  # noqa: PLR2004 a digit


def _falls(claim: Share) -> str:
    """Return the ratio of logging at which a claim falls; nothing if none is made or it never does.

    Args:
        claim: the share of those rated yes, with its verdict.
    """
    if claim.claim_tipping_ratio is None:
        return ""
    times, word = tipping_text(claim.claim_tipping_ratio), HOW_SURE[claim.verdict]
    if claim.verdict.side > 0:
        return (
            f"If moments rated yes are {times} times as likely to be logged as others, “{word}” "
            "no longer holds."
        )
    return (
        f"If others are {times} times as likely to be logged as moments rated yes, “{word}” no "
        "longer holds."
    )


def _falls_with_partly(claim: Share) -> str:
    """Return the same for the share of those rated yes or partly."""
    if claim.claim_tipping_ratio is None:
        return ""
    times, word = tipping_text(claim.claim_tipping_ratio), HOW_SURE[claim.verdict]
    if claim.verdict.side > 0:
        return (
            f"If moments rated yes or partly are {times} times as likely to be logged as others, "
            f"“{word}” no longer holds."
        )
    return (
        f"If others are {times} times as likely to be logged as moments rated yes or partly, "
        f"“{word}” no longer holds."
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
