"""The lines on all days since the beginning, in a trend and in a look at all of them."""

from attune_cli.core.statistics.majority import Verdict
from attune_cli.core.statistics.since import Bet, SinceTheBeginning
from attune_cli.render.page import Line, heading
from attune_cli.render.period import span


def since_lines(since: SinceTheBeginning | None) -> list[Line]:
    """Return the section; nothing where nothing more than counts may be said.

    Args:
        since: what can be said of all days; None if nothing is rated before today.
    """
    if since is None or since.strict.verdict in {Verdict.NOT_SAID, Verdict.TOO_FEW}:
        return []
    strict, inclusive = since.strict, since.inclusive
    counted = f"{span(since.period)}: {strict.k} of {strict.n} sensitive"
    texts = [f"{counted}, {_against_half(strict)} of what was rated.", _usual(strict)]
    if inclusive.verdict is not strict.verdict:
        counted = f"{inclusive.k} of {inclusive.n}: {_against_half(inclusive)}"
        texts.append(f"With the partly ones, {counted}. {_usual(inclusive)}")
    return [*heading("Since the beginning"), *(Line(text, indent=2) for text in texts)]


def _against_half(bet: Bet) -> str:
    """Return on which side of half a count is: a fact."""
    return {0: "half", 1: "more than half", -1: "fewer than half"}[
        (2 * bet.k > bet.n) - (2 * bet.k < bet.n)
    ]


def _usual(bet: Bet) -> str:
    """Return whether that was usual, as far as can be told."""
    if bet.verdict in {Verdict.CLEARLY_MORE, Verdict.CLEARLY_LESS}:
        return "Whether that was usual over these days: very likely, however often one looks."
    that = "more or fewer" if 2 * bet.k == bet.n else "that"
    return f"Whether {that} was usual over these days can’t be told so far."
