"""What is known of a line while it is read: all that those who read it share."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from attune_cli.core.crisis import is_in_need
from attune_cli.core.moment import Kind
from attune_cli.core.speech.doing import LASH_OUT, Doers, Doing
from attune_cli.core.speech.evidence import Evidence, signs_by_clause, signs_of
from attune_cli.core.speech.harm import tells_of_harm
from attune_cli.core.speech.lexicon import Lexicon
from attune_cli.core.speech.line import Line, Who
from attune_cli.core.speech.pieces import Piece, Pieces, is_terse
from attune_cli.core.speech.taken import About, Question, Taken
from attune_cli.core.vocabulary import FRIGHTEN, Vocabulary, Word


class Told:
    """A line that is read.

    Attributes:
        line: the words of it.
        vocabulary: the words that it may mean, the person's own among them.
        lexicon: what people say for them.
        answers: to questions of an earlier reading, by the piece that was asked about.
        weights: the evidence.
        children: nicknames that the journal knows.
        kind: of the moment, where it was said.
        is_terse: whether it is a line of vocabulary words in the main.
        questions: what is open.
        slips: words as said, and what each is read as, by place.
        caregiver: another one who responded.
        other: a grown-up who responded, and whom the journal doesn't know.
        by: who did a deed, by its place.
        done: whether a deed was done, by its place.
        denied: words of what a “not” or “no” says was not.
        of_nobody: states of which the line doesn't say whose.
        has_undone: whether something is told that did not happen, or is still to be done.
        has_risk: whether a child may be badly hurt by an act that it tells.
        is_upset: whether somebody hit or grabbed: never a calm moment.
    """

    def __init__(
        self,
        line: Line,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        answers: Mapping[str, Word | None],
        weights: Callable[[], Evidence],
        children: Sequence[str],
        kind: Kind | None,
    ) -> None:
        self.line, self.vocabulary, self.lexicon = line, vocabulary, lexicon
        self.answers, self.weights, self.children, self.kind = answers, weights, children, kind
        self.is_terse = is_terse(line, vocabulary, lexicon)
        self.questions = list[Question]()
        self.slips = dict[int, tuple[str, str]]()
        self.caregiver: str | None = None
        self.other: str | None = None
        self.by, self.done = dict[int, str](), dict[int, str]()
        self.denied, self.of_nobody = set[str](), set[str]()
        self.has_undone = self.has_risk = self.is_upset = False

    @cached_property
    def pieces(self) -> list[Piece]:
        """Its phrases, once slips in it are mended and its rating is taken."""
        finder = Pieces(self.line, self.lexicon, self.vocabulary, is_terse=self.is_terse)
        return finder.find()

    @cached_property
    def doers(self) -> Doers:
        """Who does what in it."""
        known = (self.line, self.lexicon, self.vocabulary, self.pieces)
        return Doers(*known, is_terse=self.is_terse)

    @cached_property
    def in_need(self) -> bool:
        """Whether a line speaks of need or harm, so that nothing is guessed; terse ones don't."""
        if self.is_terse:
            return False
        return tells_of_harm(self._clauses) or is_in_need(self.line.text, self.children)

    @cached_property
    def _clauses(self) -> list[list[str]]:
        """The signs of each clause."""
        return signs_by_clause(self.line, self.lexicon)

    @cached_property
    def signs(self) -> list[str]:
        """The signs of the line that its words are, once slips in it are mended."""
        return signs_of(self.line, self.lexicon, self._clauses)

    def ask(self, about: str, said: str, *choices: Word) -> None:
        """Leave a question open; who did it, or whether it hurt, is asked once for a line."""
        acts = {About.WHO_DID, About.HURT}
        if about not in acts or all(q.about not in acts for q in self.questions):
            self.questions.append(Question(about, said, choices))

    def keep_questions(self, *about: str) -> None:
        """Keep the questions about these things alone."""
        self.questions = [question for question in self.questions if question.about in about]

    def ask_who_did(self, said: str) -> None:
        """Ask who hit, threw and the like: the child or the caregiver."""
        choices = map(self.vocabulary.find, (LASH_OUT, FRIGHTEN))
        self.ask(About.WHO_DID, said, *(word for word in choices if word))

    def by_caregiver(self, place: int) -> None:
        """Note who did what stands at a place, where it is another caregiver of the journal."""
        self.caregiver = self.caregiver or self.line.by_caregiver(place)

    def by_other(self, piece: Piece, doing: Doing) -> None:
        """Note who did it, where it is a grown-up whom the journal doesn't know."""
        is_known = doing.who is not Who.OTHER or self.doers.is_of_household(piece, doing)
        if not (is_known or self.line.is_done_to_me(piece.end)):
            self.other = self.other or self.line.by_grown_up(piece.first)
            self.has_undone |= self.other is not None

    def is_own_word(self, one: Taken) -> bool:
        """Whether it is said by its name or the person’s own synonym, which nothing overrules."""
        is_name = "_".join(one.said.casefold().split()) == one.word.word
        return is_name or self.vocabulary.is_own_synonym(one.said)
