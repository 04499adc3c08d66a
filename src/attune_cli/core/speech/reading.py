"""What a line of plain speech was taken for, and what it leaves open.

The rules go first: what its pieces may mean, and the moment that they make together. Then the
evidence of the whole line counts, where they are not sure.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from attune_cli import errors
from attune_cli.core.crisis import is_in_need, is_of_own_need
from attune_cli.core.grammar import Entry
from attune_cli.core.moment import Kind
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.speech.acts import Acts
from attune_cli.core.speech.assembly import Assembly
from attune_cli.core.speech.evidence import Evidence, evidence
from attune_cli.core.speech.lexicon import NEAR, SAME, Lexicon, plain
from attune_cli.core.speech.line import KNOWN, SMALL, THEY, Line
from attune_cli.core.speech.meaning import Meaning
from attune_cli.core.speech.pieces import find_span, labels_said, take_times
from attune_cli.core.speech.rating import take_rating
from attune_cli.core.speech.taken import About, Found, Reading, Taken
from attune_cli.core.speech.told import Told
from attune_cli.core.speech.weighing import Weighing
from attune_cli.core.vocabulary import Vocabulary, Word

_CRY_FOR_HELP = 3  # words, at most
_SEVERAL = 2  # words, at least, of which the last one may rate
_RATED = {"response", "activity"}


def read_line(
    text: str,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    now: datetime,
    children: Sequence[str] = (),
    caregivers: Sequence[str] = (),
    answers: Mapping[str, Word | None] | None = None,
    weights: Callable[[], Evidence] = evidence,
    kind: Kind | None = None,
) -> Reading:
    """Read a line of plain speech.

    Args:
        text: as typed.
        vocabulary: the words, the person's own among them.
        lexicon: what people say for them.
        now: the present, for “last night”.
        children: nicknames that the journal knows.
        caregivers: likewise.
        answers: to questions of an earlier reading, by the piece that was asked about; None for
            none of the words.
        weights: the evidence, which a line of vocabulary words alone doesn't need.
        kind: of the moment, where it was said; else it is found.
    """
    line = Line(text, children, [name for name in caregivers if name != DEFAULT_CAREGIVER])
    lexicon.look_up(plain(token.word) for token in line.tokens)
    told = Told(line, vocabulary, lexicon, answers or {}, weights, children, kind)
    return _Reader(told).read(now)


class _Reader:
    def __init__(self, told: Told) -> None:
        self._told, self._line = told, told.line

    def read(self, now: datetime) -> Reading:
        """Return what the line was taken for."""
        told, line = self._told, self._line
        times = take_times(line, now)
        at = times[-1] if times else None
        if whole := self._labels(at):
            return whole
        rating = None
        if not told.is_terse:
            self._mend_slips()
            rating = take_rating(line, told.lexicon, told.vocabulary)
        acts, moment = Acts(told), Assembly(told)
        found = Meaning(told, acts).found(is_rated=rating is not None)
        if rating:
            found.append(Found(len(line.tokens), Taken(*rating), SAME))
        taken, repair = moment.of(found, moment.ruled_kind(found))
        weighing = Weighing(told, moment)
        if not told.is_terse:
            if acts.is_forced(taken):
                taken = [one for one in taken if one.word.vocabulary == "sensitivity"]
            else:
                taken, repair = weighing.overruled(found, taken, repair)
        is_rated = any(one.word.vocabulary == "sensitivity" for one in taken)
        if not (is_rated or told.is_terse or told.questions):
            self._ask_last(taken)
        if self._is_of_need(taken):
            taken = [one for one in taken if one.word.vocabulary == "state"]
        covered = {n for piece in told.pieces for n in range(piece.first, piece.end)}
        said = {one.said for one in (*taken, *repair)}
        left = (one.taken.said for one in found if one.level != NEAR)
        likely = weighing.likely()
        return Reading(
            taken=tuple(taken),
            repair=tuple(repair),
            children=self._children(),
            caregiver=told.caregiver if taken or repair or told.questions else None,
            other=None if any(one.is_deed for one in (*taken, *repair)) else told.other,
            at=times[0] if repair and times else at,
            repair_at=at if repair and len(times) > 1 else None,
            span=None if at else find_span(line),
            questions=tuple(told.questions),
            unknown=self._unknown(covered) if told.is_terse else (),
            dropped=tuple(dict.fromkeys(piece for piece in left if piece not in said)),
            slips=tuple(slip for n, slip in told.slips.items() if n in covered),
            likely=likely,
            likely_deeds=weighing.likely_deeds(likely, taken),
            other_kind=weighing.other_kind(likely, taken),
            other_cues=weighing.other_cues(likely, taken),
            open_states=tuple(
                one.word.word
                for one in taken
                if one.word.vocabulary == "state" and one.said in told.of_nobody
            ),
            is_dangerous=told.has_risk and any(one.asks_of_fear for one in told.questions),
            in_need=told.in_need or is_in_need(line.text, told.children),
            is_terse=told.is_terse,
        )

    def _children(self) -> tuple[str, ...]:
        """Return the known children that are named."""
        return tuple(dict.fromkeys(token.child for token in self._line.tokens if token.child))

    def _labels(self, at: str | None) -> Reading | None:
        """Return a line of whole labels; None where it has anything else, or two moments."""
        several = labels_said(self._line, self._told.vocabulary)
        try:
            Entry().add(*(word for _, _, word in several))
        except errors.usage.WordsClash:
            return None
        if not several:
            return None
        return Reading(
            taken=tuple(Taken(self._line.said(first, end), word) for first, end, word in several),
            children=self._children(),
            at=at,
            span=None if at else find_span(self._line),
            is_terse=True,
        )

    def _mend_slips(self) -> None:
        """Read words with a slip as what is meant; what comes of it is named."""
        for n, token in enumerate(self._line.tokens):
            if n in self._line.used or token.child or token.caregiver or token.word in KNOWN:
                continue
            if word := self._told.lexicon.guess(token.word):
                token.word = word
                self._told.slips[n] = (token.said, word)

    def _is_of_need(self, taken: list[Taken]) -> bool:
        """Whether a line speaks of the caregiver's own need, and of no moment: “help me”."""
        is_cue_alone = {one.word.vocabulary for one in taken} <= {"cue", "state"}
        if self._told.is_terse or not (is_cue_alone or len(self._line.tokens) <= _CRY_FOR_HELP):
            return False
        if any(token.child or token.word in THEY for token in self._line.tokens):
            return False
        return is_of_own_need(self._line.text)

    def _unknown(self, covered: set[int]) -> tuple[str, ...]:
        """Return the words that are perhaps slips: none is kept silently as a note."""
        known = covered | self._line.used
        left = [token for n, token in enumerate(self._line.tokens) if n not in known]
        return tuple(t.said for t in left if not t.child and t.word not in SMALL)

    def _ask_last(self, taken: list[Taken]) -> None:
        """Ask how a last word rates what was done, where it is known for nothing: “held. braw”."""
        if len(self._line.tokens) < _SEVERAL or not any(
            one.word.vocabulary in _RATED for one in taken
        ):
            return
        before, last = self._line.tokens[-2:]
        is_alone = (
            before.clause != last.clause and len(self._line.tokens) - 1 not in self._line.used
        )
        is_name = bool(last.child or last.caregiver) or last.word in KNOWN
        is_deed = last.word.endswith(("ed", "ing")) or not last.word.isalpha()
        if not is_alone or is_name or is_deed or self._told.lexicon.knows(last.word):
            return
        if last.said in self._told.answers:
            answer = self._told.answers[last.said]
            taken += [Taken(last.said, answer)] if answer else []
            return
        ratings = [self._told.vocabulary.find(word) for word in ("yes", "partly", "no")]
        self._told.ask(About.NEAR, last.said, *(word for word in ratings if word))
