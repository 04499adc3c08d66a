"""The sentences for shares: the verdicts, the range, the tipping ratio."""

from attune_cli.core.statistics.majority import Share, Verdict

VERDICTS = {
    Verdict.NOT_SAID: "not said here",
    Verdict.TOO_FEW: "too few to tell yet",
    Verdict.CLEARLY_MORE: "clearly more than half of what you logged",
    Verdict.LEANING_MORE: "leaning towards more than half of what you logged",
    Verdict.UNCLEAR: "around half, or too close to tell",
    Verdict.LEANING_LESS: "leaning towards fewer than half of what you logged",
    Verdict.CLEARLY_LESS: "fewer than half of what you logged",
}
_EVEN = 0.05


def verdict(share: Share) -> str:
    """Return the verdict on a share, for the inside of a sentence."""
    return VERDICTS[share.verdict]


def range_of(share: Share) -> str:
    """Return the 95 % range of a share in whole percents; n > 0."""
    assert share.wilson95 is not None  # noqa: S101 n > 0
    low, high = percents(share.wilson95)
    which = f"of about {low} %" if low == high else f"from {low} % to {high} %"
    return f"a share {which} would fit {share.k} of {share.n}"


def percents(ends: tuple[float, float]) -> tuple[int, int]:
    """Return the ends of a range in whole percents."""
    low, high = (round(100 * end) for end in ends)
    return low, high


def selection(share: Share, ratio: float | None) -> str:
    """Return the sentence on how the choice of moments affects a share; n > 0."""
    if ratio is None:
        return "Logging is your choice, and what was not logged can’t show here."
    counted = f"{share.k} of {share.n}"
    if abs(ratio - 1) < _EVEN:
        return (
            f"Logging is your choice: {counted} is about half as long as good and hard moments "
            "are equally likely to be logged."
        )
    more, less = ("good", "hard") if ratio > 1 else ("hard", "good")
    return (
        f"Logging is your choice: {counted} would be half if {more} moments were "
        f"{ratio_text(max(ratio, 1 / ratio))} times likelier to be logged than {less} ones."
    )


def ratio_text(value: float) -> str:
    """Return a ratio with two significant digits."""
    return f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"  # noqa: PLR2004 two digits
