"""The heart of a reflection's page: the dots, and what may be said of the moments of distress."""

from attune_cli.core.majority import ENOUGH_DAYS, ENOUGH_RATED, Verdict
from attune_cli.core.summary import Ratings, Reflection
from attune_cli.render import sentences
from attune_cli.render.page import Line, heading, several
from attune_cli.render.period import NOUNS

MOST_DOTS = 40
COMPASSION = "Be as kind to yourself as you would be to a friend."


def marks(yes: int, partly: int, no: int, each: int = 1) -> str:
    """Return a dot for up to `each` moments of a rating: ● yes, ◐ partly, ○ no."""
    counts = zip("●◐○", (yes, partly, no), strict=True)
    return "".join(mark * -(-count // each) for mark, count in counts)


def dots(ratings: Ratings) -> list[Line]:
    """Return a dot for each rated moment, or for several where there are many."""
    if not ratings.rated:
        return []
    each = -(-ratings.rated // MOST_DOTS)
    lines = [Line(marks(ratings.yes, ratings.partly, ratings.no, each), "dots", 2)]
    return (
        lines
        if each == 1
        else [*lines, Line(f"Each dot stands for up to {each} moments.", "quiet", 2)]
    )


def tally(ratings: Ratings, what: str) -> str:
    """Say how moments were rated, each rating with its dot."""
    unrated = ratings.logged - ratings.rated
    more = f"; {unrated} more not rated" if unrated else ""
    parts = [f"{ratings.yes} of {ratings.rated} {what} (●)"] if ratings.yes else []
    parts += [f"{ratings.partly} partly (◐)"] if ratings.partly else []
    parts += [f"{ratings.no} not this time (○)"] if ratings.no else []
    of = "" if ratings.yes else f" of {ratings.rated}"
    return f"{', '.join(parts)}{of}{more}."


def distress_lines(reflection: Reflection) -> list[Line]:
    """Return the section on moments of distress: counts, and what may be said of them."""
    distress = reflection.distress
    ratings, strict, inclusive = distress.ratings, distress.strict, distress.inclusive
    lines = heading("When they were upset")
    if not ratings.logged:
        return [*lines, Line("No such moment is logged.", indent=2)]
    if not ratings.rated:
        count = several(ratings.logged, "moment")
        return [
            *lines,
            Line(f"{count}, not rated. That is fine too.", indent=2),
            *fear(distress.frightened),
        ]
    lines += [*dots(ratings), Line(tally(ratings, "sensitive"), indent=2)]
    if strict.verdict is Verdict.TOO_FEW:
        return [*lines, Line(_too_few(reflection), indent=2), *fear(distress.frightened)]
    said = sentences.verdict(strict)
    lines.append(Line(f"{said[0].upper()}{said[1:]}; {sentences.range_of(strict)}.", indent=2))
    if ratings.partly:
        counted = f"Counting the partly ones too, {inclusive.k} of {inclusive.n}"
        lines.append(Line(f"{counted}: {sentences.verdict(inclusive)}.", indent=2))
    if distress.depends_on_partly:
        lines.append(Line("So it depends how you count the partly ones.", indent=2))
    if distress.prompted.n >= ENOUGH_RATED:
        k, n = distress.prompted.k, distress.prompted.n
        lines.append(
            Line(f"{k} of the {n} logged only because they were the last were sensitive.", indent=2)
        )
    lines.append(Line(sentences.selection(strict, distress.tipping_ratio), indent=2))
    if strict.verdict.side < 0:
        noun = NOUNS[reflection.period.unit]
        lines.append(Line(f"A hard {noun}. {COMPASSION}", indent=2))
    return [*lines, *fear(distress.frightened)]


def _too_few(reflection: Reflection) -> str:
    if reflection.distress.ratings.rated < ENOUGH_RATED:
        return f"Too few to tell yet: it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days."
    return f"Too few days to tell yet: it takes rated moments on {ENOUGH_DAYS} days."


def fear(count: int) -> list[Line]:
    """Return the line that no count of other moments takes away, where there is reason for it."""
    if not count:
        return []
    begin = f"In {several(count, 'moment')} a response scared or hurt them."
    return [Line(f"{begin} Other moments don’t make up for that, and help is there.", indent=2)]
