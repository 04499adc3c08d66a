"""How the figures of a share came about: the range, the days, and why more or fewer than half."""

from attune_cli.core import majority
from attune_cli.core.majority import Share, Verdict
from attune_cli.render.sentences import VERDICTS, percents


def reasons(strict: Share, inclusive: Share) -> dict[str, list[str]]:
    """Return what is said of a share, by section; nothing where nothing is rated.

    Args:
        strict: of those rated yes.
        inclusive: of those rated yes or partly.
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
    assert strict.corrected95 is not None  # noqa: S101 likewise
    low, high = percents(strict.wilson95)
    wide_low, wide_high = percents(strict.corrected95)
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
    deff, rho = strict.deff, majority.DAY_CORRELATION
    together = 1 + (deff - 1) / rho
    why = (
        "A bad night makes a whole day harder, so five moments of one day say less than five of "
        f"five days. attune assumes a correlation of {rho} between moments of a day: an "
        "assumption, not a measurement."
    )
    how = (
        f"On average a rated moment had {together:.2f} on its day, itself included. That makes "
        f"1 + {rho} × ({together:.2f} − 1) = {deff:.2f}: the {strict.n} say as much as "
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
    """Name a probability: never as none or all, nor as a threshold that it doesn't reach."""
    probability = share.probability or 0.0
    if probability > 0.995:  # noqa: PLR2004 would be rounded to 1
        return "more than 0.99 probable"
    if probability < 0.005:  # noqa: PLR2004 would be rounded to 0
        return "less than 0.01 probable"
    verdict = majority.verdict_of(probability)
    texts = (f"{probability:.{digits}f}" for digits in (2, 3, 4, 5, 6))
    text = next((t for t in texts if majority.verdict_of(float(t)) is verdict), f"{probability}")
    return f"{text} probable"
