"""Whether the words of a line speak of harm to a child, by whomever, though no phrase foresees it.

Each sign of a line has a weight in data/harm.tsv, learnt from lines of harm and from ordinary ones
by logistic regression. Nothing is taken for what they add up to: where harm is likelier than not,
nothing is guessed, and it is said where to turn.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise

from attune_cli.core.speech.evidence import CHILD, signs_by_clause
from attune_cli.core.speech.lexicon import LEXICON_FILE, THEM, lexicon
from attune_cli.core.speech.line import Line
from attune_cli.core.speech.table import compiled_table, table_in

HARM_FILE = LEXICON_FILE.with_name("harm.tsv")
MADE_OF = "!made of"  # no sign: what the table was learnt from
ALWAYS = "!always"  # no sign either: what is said of every line
MOST_OF_TEXT = 4_000  # characters of a text that are looked through


def speaks_of_harm(text: str, children: Iterable[str] = ()) -> bool:
    """Whether a text, such as a note, speaks of harm to a child.

    Args:
        text: as typed.
        children: nicknames that the journal knows.
    """
    line = Line(text[:MOST_OF_TEXT], [*children], [])
    return tells_of_harm(signs_by_clause(line, lexicon()))


def without_names(clauses: Iterable[Iterable[str]]) -> list[list[str]]:
    """Return the signs of clauses, in which a child's name says no more than “them”."""
    return [[sign.replace(CHILD, THEM) for sign in signs] for signs in clauses]


def tells_of_harm(clauses: Sequence[Sequence[str]]) -> bool:
    """Whether a clause, two that stand together, or all of them speak of harm to a child.

    It is told in a few words, and no ordinary clause beside them speaks against it.

    Args:
        clauses: the signs of each clause of a line.
    """
    clauses = without_names(clauses)
    signs = [ALWAYS, *dict.fromkeys(chain.from_iterable(clauses))]
    found = zip(signs, table_in(HARM_FILE).find_each(signs), strict=True)
    weights = {sign: int(fields[0]) for sign, fields in found if fields}
    parts = ([one] for one in clauses)
    return any(
        weights.get(ALWAYS, 0) + sum(weights.get(one, 0) for one in dict.fromkeys(chain(*part))) > 0
        for part in chain(parts, pairwise(clauses), [clauses])
    )


def made_of() -> str:
    """Return what harm.tsv was made of."""
    return table_in(HARM_FILE).find(MADE_OF)[0]


def compiled(weights: Mapping[str, int], made_of: str) -> str:
    """Return the text of harm.tsv: a sign a line, with its weight.

    Args:
        weights: by sign, in hundredths of log odds.
        made_of: what changes with the lines that they were learnt from.
    """
    told = ((sign, str(weight)) for sign, weight in weights.items() if weight)
    return compiled_table([(MADE_OF, made_of), *told])
