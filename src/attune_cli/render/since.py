"""The lines on all days since the beginning, in a trend and in a look at all of them."""

from attune_cli.core.statistics.majority import Verdict
from attune_cli.core.statistics.since import Bet, SinceTheBeginning
from attune_cli.render.page import Line, heading
from attune_cli.render.period import span
from attune_cli.render.verdict import counted, side_of_half


def since_lines(since: SinceTheBeginning | None) -> list[Line]:
    """Return the section; nothing where nothing more than counts may be said.

    Args:
        since: what can be said of all days; None if nothing is rated before today.
    """
    if since is None or since.strict.verdict in {Verdict.NOT_SAID, Verdict.TOO_FEW}:
        return []
    strict, inclusive = since.strict, since.inclusive
    begin = f"{span(since.period)}: {counted(strict.k, strict.n)}"
    half = side_of_half(strict.k, strict.n)
    so = "" if strict.k else "so "
    texts = [f"{begin}, {so}{half} of what was rated.", _usual(strict)]
    if inclusive.verdict is not strict.verdict:
        half = side_of_half(inclusive.k, inclusive.n)
        fact = f"With the partly ones, {counted(inclusive.k, inclusive.n, '')}: {half}."
        texts.append(f"{fact} {_usual(inclusive)}")
    return [*heading("Since the beginning"), *(Line(text, indent=2) for text in texts)]


def _usual(bet: Bet) -> str:
    """Return whether that was usual, as far as can be told."""
    if bet.verdict in {Verdict.CLEARLY_MORE, Verdict.CLEARLY_LESS}:
        return "Whether that was usual over these days: very likely, however often one looks."
    that = "more or fewer" if 2 * bet.k == bet.n else "that"
    return f"Whether {that} was usual over these days can’t be told so far."
