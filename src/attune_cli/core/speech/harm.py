"""Whether the words of a line speak of harm to a child, by whomever, though no phrase foresees it.

Each sign of a line has a weight in data/harm.tsv, learnt from lines of harm and from ordinary ones
by logistic regression. Nothing is taken for what they add up to: where it is much, nothing is
guessed, and it is said where to turn.
"""

from collections.abc import Iterable, Mapping

from attune_cli.core.crisis import is_act_of_child
from attune_cli.core.speech.evidence import signs_of
from attune_cli.core.speech.lexicon import LEXICON_FILE, lexicon
from attune_cli.core.speech.line import Line
from attune_cli.core.speech.table import compiled_table, table_in

HARM_FILE = LEXICON_FILE.with_name("harm.tsv")
MADE_OF = "!made of"  # no sign: what the table was learnt from
# In hundredths of log odds: one or two of a hundred ordinary lines of other writers are above it.
LEAST = 300
MOST_WORDS = (
    60  # of a text: of a longer one, so many words speak for and against that it says little
)


def speaks_of_harm(text: str, children: Iterable[str] = ()) -> bool:
    """Whether a text, such as a note of a few sentences, speaks of harm to a child.

    Args:
        text: as typed.
        children: nicknames that the journal knows.
    """
    line = Line(text, children := [*children], [])
    if len(line.tokens) > MOST_WORDS or is_act_of_child(text, children):
        return False
    return tells_of_harm(signs_of(line, lexicon()))


def tells_of_harm(signs: Iterable[str]) -> bool:
    """Whether the signs of a line speak of harm to a child."""
    return sum(int(found[0]) for found in table_in(HARM_FILE).find_each(signs) if found) >= LEAST


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
