"""The lines on all days since the beginning, in a trend and in a look at all of them."""

from attune_cli.core.statistics.majority import Verdict
from attune_cli.core.statistics.since import Bet, SinceTheBeginning
from attune_cli.render.page import Line, heading
from attune_cli.render.period import span
from attune_cli.render.verdict import WITH_PARTLY, AgainstHalf

OF_ALL_DAYS = AgainstHalf(
    more="{span}: {k} of {n} sensitive, more than half of what was rated.",
    half="{span}: {k} of {n} sensitive, half of what was rated.",
    fewer="{span}: {k} of {n} sensitive, fewer than half of what was rated.",
    none="{span}: {n} moments, none rated yes, so fewer than half of what was rated.",
)


def since_lines(since: SinceTheBeginning | None) -> list[Line]:
    """Return the section; nothing where nothing more than counts may be said.

    Args:
        since: what can be said of all days; None if nothing is rated before today.
    """
    if since is None or since.strict.verdict in {Verdict.NOT_SAID, Verdict.TOO_FEW}:
        return []
    strict, inclusive = since.strict, since.inclusive
    texts = [OF_ALL_DAYS.of(strict.k, strict.n, span(since.period)), _usual(strict)]
    if inclusive.verdict is not strict.verdict:
        texts.append(f"{WITH_PARTLY.of(inclusive.k, inclusive.n)} {_usual(inclusive)}")
    return [*heading("Since the beginning"), *(Line(text, indent=2) for text in texts)]


def since_in_brief(since: SinceTheBeginning | None) -> list[str]:
    """Return the sentence for a page of one screen; nothing where the section would be empty."""
    if since is None:
        return []
    return {
        Verdict.CLEARLY_MORE: [
            "More than half since the beginning? Very likely, however often one looks."
        ],
        Verdict.CLEARLY_LESS: [
            "Fewer than half since the beginning? Very likely, however often one looks."
        ],
        Verdict.UNCLEAR: ["Usual since the beginning? That can’t be told so far."],
    }.get(since.strict.verdict, [])


def _usual(bet: Bet) -> str:
    """Return whether that was usual, as far as can be told."""
    if bet.verdict in {Verdict.CLEARLY_MORE, Verdict.CLEARLY_LESS}:
        return "Whether that was usual over these days: very likely, however often one looks."
    if 2 * bet.k == bet.n:
        return "Whether more or fewer was usual over these days can’t be told so far."
    return "Whether that was usual over these days can’t be told so far."
