"""What a line of plain speech was taken for, and the questions that it leaves open.

No NamedTuple and no Enum: to make one takes longer than to weigh a line.
"""

from attune_cli.core.grammar import ACTION_OF, kind_of
from attune_cli.core.moment import Kind
from attune_cli.core.vocabulary import FRIGHTEN, Word


class About:
    """What a question asks."""

    WHO_DID = "who_did"
    HURT = "hurt"  # whether what the caregiver says that they did scared or hurt the child
    DONE = "done"
    WHOSE = "whose"
    AFRAID = "afraid"
    NEAR = "near"


class Taken:
    """A piece of the line, and the word that it was taken for."""

    __slots__ = ("said", "word")

    def __init__(self, said: str, word: Word) -> None:
        self.said, self.word = said, word

    @property
    def is_deed(self) -> bool:
        """Whether it is what a caregiver did."""
        return self.word.vocabulary in ACTION_OF.values()


class Found:
    """What one piece may be taken for: where it begins, and how surely.

    Attributes:
        place: where it begins, in words.
        level: how surely the phrase means the word.
    """

    __slots__ = ("level", "place", "taken")

    def __init__(self, place: int, taken: Taken, level: str) -> None:
        self.place, self.taken, self.level = place, taken, level

    @property
    def word(self) -> Word:
        """Return the word that it is taken for."""
        return self.taken.word

    @property
    def kind(self) -> Kind | None:
        """Return the kind of moment that the word is of."""
        return kind_of(self.word)


class Question:
    """What the line leaves open: a piece of it, and the words that it may mean."""

    __slots__ = ("about", "choices", "said")

    def __init__(self, about: str, said: str, choices: tuple[Word, ...]) -> None:
        self.about, self.said, self.choices = about, said, choices

    @property
    def asks_of_fear(self) -> bool:
        """Whether it may be that a child was scared or hurt."""
        return any(word.word == FRIGHTEN for word in self.choices)


class Reading:
    """What a line was taken for.

    Attributes:
        taken: the pieces of the moment, in the order said.
        repair: the pieces of a repair that goes with it, where the line tells both.
        children: known nicknames that are named.
        caregiver: who responded, where the line says so.
        other: the one grown-up who did, where that is none whom the journal knows.
        at: when, as typed; with “am” behind an hour that the line tells of a night.
        repair_at: when its repair was, where that was at another time.
        span: a time that is no day, such as “last week”, where no other stands.
        questions: what is open.
        unknown: in a line of vocabulary words, those that are none.
        slips: words as said, and what each was read as.
        dropped: pieces that are known, and fit no moment of this kind.
        likely: the kind of a line of which no phrase is known: to be shown, not taken.
        other_kind: what else the moment may have been.
        likely_deeds: what somebody may have done, where no phrase says it: to be asked about.
        other_cues: what else an upset may have been about, the likeliest first.
        is_dangerous: whether a child may be badly hurt by an act that is asked about.
        in_need: whether the line speaks of somebody’s need, or of harm to a child.
        open_states: states of which the line doesn’t say whose they were.
        is_terse: whether it is a line of vocabulary words in the main.
    """

    __slots__ = (
        "at", "caregiver", "children", "dropped", "in_need", "is_dangerous", "is_terse", "likely",
        "likely_deeds", "open_states", "other", "other_cues", "other_kind", "questions", "repair",
        "repair_at", "slips", "span", "taken", "unknown",
    )  # fmt: skip

    def __init__(
        self,
        *,
        taken: tuple[Taken, ...] = (),
        repair: tuple[Taken, ...] = (),
        children: tuple[str, ...] = (),
        caregiver: str | None = None,
        other: str | None = None,
        at: str | None = None,
        repair_at: str | None = None,
        span: str | None = None,
        questions: tuple[Question, ...] = (),
        unknown: tuple[str, ...] = (),
        dropped: tuple[str, ...] = (),
        slips: tuple[tuple[str, str], ...] = (),
        likely: Kind | None = None,
        likely_deeds: tuple[Word, ...] = (),
        other_kind: Kind | None = None,
        other_cues: tuple[Word, ...] = (),
        open_states: tuple[str, ...] = (),
        is_dangerous: bool = False,
        in_need: bool = False,
        is_terse: bool = False,
    ) -> None:
        self.taken, self.repair, self.children, self.caregiver = taken, repair, children, caregiver
        self.at, self.repair_at = at, repair_at
        self.span, self.questions, self.unknown = span, questions, unknown
        self.dropped, self.slips, self.is_terse = dropped, slips, is_terse
        self.likely, self.likely_deeds = likely, likely_deeds
        self.other_kind, self.other_cues = other_kind, other_cues
        self.open_states, self.is_dangerous = open_states, is_dangerous
        self.other, self.in_need = other, in_need
