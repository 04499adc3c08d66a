"""What a line of plain speech was taken for, and what it leaves open.

A child who hits lashes out, and is never read as the caregiver; where the line doesn't say who did
it, it is asked. What stands behind a “not” is not taken. The kind of moment decides between the
words that a phrase may stand for; what is left stays in the note.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from attune_cli.core.crisis import is_act_of_child, is_in_need, is_of_own_need
from attune_cli.core.grammar import ACTION_OF, CUE_OF_STATE, KIND_OF, ONE_ONLY, Entry, kind_of
from attune_cli.core.moment import Kind
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.speech.doing import LASH_OUT, OF_ADULTS, Doers, Doing
from attune_cli.core.speech.evidence import (
    CUES,
    Evidence,
    Weighed,
    evidence,
    last_signs_of,
    signs_of,
    stem,
)
from attune_cli.core.speech.harm import tells_of_harm
from attune_cli.core.speech.kinds import (
    Found,
    first_step,
    has_clear_cue,
    is_soft,
    ruled_kind,
)
from attune_cli.core.speech.lexicon import (
    ALONG,
    FAINT,
    MINE,
    NEAR,
    NOTHING,
    SAME,
    THEIRS,
    WEAK,
    Lexicon,
    fits,
    plain,
)
from attune_cli.core.speech.line import KNOWN, ME, SMALL, THEY, Line, Who
from attune_cli.core.speech.pieces import Piece, Pieces, find_span, is_terse, labels_said, take_time
from attune_cli.core.speech.rating import take_rating
from attune_cli.core.speech.taken import About, Question, Reading, Taken
from attune_cli.core.speech.undone import Done, is_done
from attune_cli.core.speech.weighing import (
    is_denied,
    is_no_reason,
    likely_deed,
    likely_kind,
    likely_responses,
    other_cues,
    other_kind,
    rule_signs,
    weighed_cue,
    weighed_kind,
    weighed_rating,
)
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, Vocabulary, Word
from attune_cli.errors.usage import WordsClash

# Acts of a caregiver that frighten or not, as the line cannot say: asked about.
_ASKED_OF = ("push", "grab", "throw", "squeeze", "kick", "beat", "drag")
# Acts that are rough only by how they were done: never taken, even of an “I”.
_ROUGH_IF = ("rock", "bounce", "swing", "tickle", "hug", "cuddle", "hold", "keep", "dunk",
    "push", "tie", "tape", "cover", "by", "flick", "twist", "tug", "bend",
)  # fmt: skip
# Where these are played, a hit is perhaps one of the game.
_GAMES = {
    "dodgeball", "paintball", "snowball", "snowballs", "pillow", "boxing", "wrestling", "nerf",
}  # fmt: skip
# Pieces of which the child or the caregiver may be meant: “snatched the tablet”, “made fun of him”.
_EITHER = {"quarrel": "takeover", "left_out": "punish"}
# Acts of force. One that is taken for nothing leaves the kind open: no kind word stands beside it.
_FORCE = {
    "ripped", "tore", "snatched", "slammed", "locked", "forced", "yanked", "dragged", "shoved",
    "shook", "smashed", "pinned", "restrained", "gagged", "choked", "strangled", "throttled",
    "wrenched", "burned", "whipped", "choking", "shaking", "dragging", "forcing", "yanking",
}  # fmt: skip
_NEAR_FORCE = 5  # words behind an act of force among which a child is its object
_CRY_FOR_HELP = 3  # words, at most
_SEVERAL = 2  # cues between which it is asked
_RATED = {"response", "activity"}
# Cues in which a line moves where somebody gives in.
_OF_A_LIMIT = {"told_no", "resist", "change", "lash_out", "quarrel", "frustrated", "unclear"}
_OF_A_PLACE = {"scared", "apart", "worry"}  # cues that a place may be the reason of
_HARD_RATINGS = {"no", "partly"}


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
    return _Reader(line, vocabulary, lexicon, answers or {}, weights, children, kind).read(now)


class _Reader:
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
        self.children, self.kind = children, kind
        self.line, self.vocabulary, self.lexicon = line, vocabulary, lexicon
        self.answers, self.weights = answers, weights
        lexicon.look_up(plain(token.word) for token in line.tokens)
        self.is_terse = is_terse(line, vocabulary, lexicon)
        self.pieces: list[Piece] = []
        self.questions: list[Question] = []
        self.caregiver: str | None = None
        self.other: str | None = None  # a grown-up who responded, and whom the journal doesn't know
        self.by: dict[int, str] = {}  # who did it, by the place of a deed
        self.of_nobody: set[str] = set()  # states of which the line doesn't say whose
        self.planned: set[int] = set()  # clauses that tell what is still to be done
        self.undone = -1  # where a deed ends that is still to be done
        self.slips: dict[int, tuple[str, str]] = {}  # by place: as said, and what is meant
        self.denied: set[str] = set()  # words of what a “not” or “no” says was not
        self.has_undone = False  # something is told that did not happen, or is still to be done
        self.done: dict[int, str] = {}  # by the place of a deed: whether it was done
        self.told: set[int] = set()  # places of words that say whether a deed was done
        self.sums: Weighed | None = None  # the evidence, where it was asked
        self.has_risk = False  # a child may be badly hurt by an act that the line tells
        self.is_upset = False  # somebody hit or grabbed: never a calm moment

    @cached_property
    def in_need(self) -> bool:
        """Whether a line speaks of need or harm, so that nothing is guessed; terse ones don't."""
        if self.is_terse:
            return False
        text, names = self.line.text, self.children
        is_of_harm = tells_of_harm(self._signs) and not is_act_of_child(text, names)
        return is_of_harm or is_in_need(text, names)

    @cached_property
    def _signs(self) -> list[str]:
        """Return the signs of the line that its words are."""
        return signs_of(self.line, self.lexicon)

    def read(self, now: datetime) -> Reading:
        """Return what the line was taken for."""
        at = take_time(self.line, now)
        if whole := self._labels(at):
            return whole
        if not self.is_terse:
            self._mend_slips()
        rating = None if self.is_terse else take_rating(self.line, self.lexicon, self.vocabulary)
        finder = Pieces(self.line, self.lexicon, self.vocabulary, is_terse=self.is_terse)
        self.pieces = pieces = finder.find()
        self.doers = Doers(self.line, self.lexicon, self.vocabulary, pieces, is_terse=self.is_terse)
        if not self.is_terse:
            self.line.forget_roles()
            self._find_undone()
        found = self._of_one(self._found(is_rated=rating is not None))
        self._ask_of_fear(found)
        if rating:
            found.append(Found(len(self.line.tokens), Taken(*rating), SAME))
        taken, repair = self._moment(found, self._ruled_kind(found))
        if not self.is_terse:
            if self._is_forced(taken):
                taken = [one for one in taken if one.word.vocabulary == "sensitivity"]
            else:
                taken, repair = self._weighed(found, taken, repair)
        is_rated = any(one.word.vocabulary == "sensitivity" for one in taken)
        if not (is_rated or self.is_terse or self.questions):
            self._ask_last(taken)
        if self._is_of_need(taken):
            taken = [one for one in taken if one.word.vocabulary == "state"]
        covered = {n for piece in pieces for n in range(piece.first, piece.end)}
        named = dict.fromkeys(token.child for token in self.line.tokens if token.child)
        said = {one.said for one in (*taken, *repair)}
        left = (one.taken.said for one in found if one.level != NEAR)
        likely = self._likely()
        return Reading(
            taken=tuple(taken),
            repair=tuple(repair),
            children=tuple(named),
            caregiver=self.caregiver if taken or repair or self.questions else None,
            other=None if any(map(_is_deed, (*taken, *repair))) else self.other,
            at=at,
            span=None if at else find_span(self.line),
            questions=tuple(self.questions),
            unknown=self._unknown(covered) if self.is_terse else (),
            dropped=tuple(dict.fromkeys(piece for piece in left if piece not in said)),
            slips=tuple(slip for n, slip in self.slips.items() if n in covered),
            likely=likely,
            likely_deeds=self._likely_deeds(likely, taken),
            other_kind=self._other_kind(likely, taken),
            other_cues=self._other_cues(likely, taken),
            open_states=tuple(
                one.word.word
                for one in taken
                if one.word.vocabulary == "state" and one.said in self.of_nobody
            ),
            is_dangerous=self.has_risk and any(map(_asks_of_fear, self.questions)),
            in_need=self.in_need or is_in_need(self.line.text, self.children),
            is_terse=self.is_terse,
        )

    def _found(self, *, is_rated: bool) -> list[Found]:
        """Return what all pieces may be taken for."""
        found = [one for piece in self.pieces for one in self._taken(piece)]
        if not (self.is_terse or is_rated) and self.line.is_errand() and not has_clear_cue(found):
            return []
        if self._is_without_tears() and not any(map(_is_response, found)):
            return [one for one in found if one.word.vocabulary != "cue"]
        return found

    def _likely(self) -> Kind | None:
        """Return the kind of a line of which no phrase is known, where its words are clear."""
        is_short = len(self.line.tokens) < _SEVERAL
        if self.is_terse or is_short or self.pieces or self.in_need or self.line.is_errand():
            return None
        self.sums = self._weigh()
        return likely_kind(self.sums)

    def _likely_deeds(self, likely: Kind | None, taken: Sequence[Taken]) -> tuple[Word, ...]:
        """Return what somebody may have done in an upset of which no response is told."""
        kinds = {likely, *(kind_of(one.word) for one in taken)}
        is_told = any(one.word.vocabulary == "response" for one in taken)
        if self.sums is None or is_told or Kind.DISTRESS not in kinds:
            return ()
        known = {word.word: word for word in self.vocabulary.of("response")}
        return tuple(known[one] for one in likely_responses(self.sums, known))

    def _other_kind(self, likely: Kind | None, taken: Iterable[Taken]) -> Kind | None:
        """Return what else the moment may have been, where evidence is not clear."""
        kind = next((kind for one in taken if (kind := kind_of(one.word))), likely)
        is_fear = any(one.word.word == FRIGHTEN for one in taken)
        if self.sums is None or kind is None or is_fear or self.kind or self.questions:
            return None
        return other_kind(self.sums, kind)

    def _weigh(self, *by_rule: str) -> Weighed:
        """Return what the words of the line weigh together, with the signs of what rules found."""
        of_end = last_signs_of(self.line, self.lexicon)
        return self.weights().weigh((*self._signs, *of_end, *by_rule))

    def _other_cues(self, likely: Kind | None, taken: Iterable[Taken]) -> tuple[Word, ...]:
        """Return what else an upset may have been about, where evidence is not clear."""
        kinds = {likely, *(kind_of(one.word) for one in taken)}
        if self.sums is None or Kind.DISTRESS not in kinds:
            return ()
        said = next((one for one in taken if one.word.vocabulary == "cue"), None)
        if said and self._is_own_word(said):
            return ()
        cue = said.word.word if said else None
        words = map(self.vocabulary.find, other_cues(self.sums, cue))
        return tuple(word for word in words if word)

    def _labels(self, at: str | None) -> Reading | None:
        """Return a line of whole labels; None where it has anything else, or two moments."""
        several = labels_said(self.line, self.vocabulary)
        try:
            Entry().add(*(word for _, _, word in several))
        except WordsClash:
            return None
        if not several:
            return None
        return Reading(
            taken=tuple(Taken(self.line.said(first, end), word) for first, end, word in several),
            children=tuple(dict.fromkeys(t.child for t in self.line.tokens if t.child)),
            at=at,
            span=None if at else find_span(self.line),
            is_terse=True,
        )

    def _is_forced(self, taken: list[Taken]) -> bool:
        """Whether an act of force against a child is taken for nothing, and nothing harsh is."""
        if self.questions or any(one.word.vocabulary == "step" for one in taken):
            return False
        if any(one.word.stance == UNSUPPORTIVE for one in taken):
            return False
        said = {one.said for one in taken}
        known = [p for p in self.pieces if set(p.meanings) == {NOTHING}]
        known += [p for p in self.pieces if self.line.said(p.first, p.end) in said]
        told = {n for piece in known for n in range(piece.first, piece.end)}
        for n, token in enumerate(self.line.tokens):
            if token.word not in _FORCE or n in told or self.line.is_denied(n):
                continue
            after = range(n + 1, min(n + 1 + _NEAR_FORCE, len(self.line.tokens)))
            is_at_them = any(
                self.line.is_child(m) and self.line.tokens[m].clause == token.clause for m in after
            )
            if is_at_them and self.line.who(n)[0] not in {Who.CHILD, Who.OTHER}:
                return True
        return False

    def _mend_slips(self) -> None:
        """Read words with a slip as what is meant; what comes of it is named."""
        for n, token in enumerate(self.line.tokens):
            if n in self.line.used or token.child or token.caregiver or token.word in KNOWN:
                continue
            if word := self.lexicon.guess(token.word):
                token.word = word
                self.slips[n] = (token.said, word)

    def _is_without_tears(self) -> bool:
        """Whether a line says that nobody cried: “she didn’t cry at drop off!”."""
        cries = (n for n, token in enumerate(self.line.tokens) if fits(token.word, "cry"))
        return "distress" in self.denied and any(map(self.line.is_denied, cries))

    def _is_of_need(self, taken: list[Taken]) -> bool:
        """Whether a line speaks of the caregiver's own need, and of no moment: “help me”."""
        is_cue_alone = {one.word.vocabulary for one in taken} <= {"cue", "state"}
        if self.is_terse or not (is_cue_alone or len(self.line.tokens) <= _CRY_FOR_HELP):
            return False
        if any(token.child or token.word in THEY for token in self.line.tokens):
            return False
        return is_of_own_need(self.line.text)

    def _unknown(self, covered: set[int]) -> tuple[str, ...]:
        """Return the words that are perhaps slips: none is kept silently as a note."""
        known = covered | self.line.used
        left = [token for n, token in enumerate(self.line.tokens) if n not in known]
        return tuple(t.said for t in left if not t.child and t.word not in SMALL)

    # --- pieces

    def _taken(self, piece: Piece) -> list[Found]:
        """Return what a piece may be taken for, after who did it."""
        said = self.line.said(piece.first, piece.end)
        if said in self.answers:
            is_act = not {FRIGHTEN, LASH_OUT}.isdisjoint(piece.meanings)
            self.is_upset |= is_act and self.doers.of(piece).who in {Who.OTHER, Who.CHILD}
            answer = self.answers[said]
            return [Found(piece.first, Taken(said, answer), SAME)] if answer else []
        is_nothing = set(piece.meanings) == {NOTHING} or self._is_hard_slip(piece)
        if is_nothing or self._is_told(piece):
            self.has_undone |= fits(self.line.tokens[piece.first].word, "plan")  # “a picnic”
            return []
        is_undone = not self.is_terse and self._is_undone(piece)
        self.has_undone |= is_undone
        if is_undone and self.line.is_denied(piece.first):
            self.denied |= set(piece.meanings)
        is_will = piece.end - piece.first == 1 and self.line.is_short_of_will(piece.first)
        doing = self.doers.of(piece)
        is_open = self.done.get(piece.first) == Done.OPEN
        if is_open:
            self._ask_if_done(piece, doing)
        if is_undone or is_will or is_open:
            return []
        if "hurt" in piece.meanings and self.line.is_by_me(piece.end - 1):
            self._ask_who_did(said)  # “slapped by me”
            return []
        if self.doers.is_perhaps_blow(piece, doing):
            self.has_risk = True
            self._ask_either(piece, FRIGHTEN, "hurt")
            return []
        if self.doers.is_blow(piece, doing):
            piece = Piece(piece.first, piece.end, {LASH_OUT: THEIRS, FRIGHTEN: MINE})
        return self._of_act(piece, doing)

    def _of_act(self, piece: Piece, doing: Doing) -> list[Found]:
        """Return what a piece is taken for, with what only hitting, throwing and the like need."""
        if {FRIGHTEN, LASH_OUT}.isdisjoint(piece.meanings) or self._is_word(piece):
            return self._meant(piece, doing)
        self.has_risk |= self.doers.is_dangerous(piece)
        act = (
            []
            if self._is_harmless(piece, doing) or self.doers.is_noun_of_act(piece, doing)
            else self._act(piece, doing)
        )
        return self._meant(piece, doing) if act is None else act

    def _is_undone(self, piece: Piece) -> bool:
        """Whether a line says that it did not happen, or supposes it."""
        place = piece.first
        if place in self.done:
            return self.done[place] == Done.NO
        if any((self.line.is_denied(place), self.line.is_supposed(place))):
            return True
        if self.line.is_of_nobody(place):
            return True
        if self.line.is_wished(place):
            return True
        if FRIGHTEN in piece.meanings and (
            self.line.is_planned(place) or self.line.is_threatened(place)
        ):
            return True  # “she thinks I will hit her”
        return self.line.is_tried(piece.first) and self.doers.of(piece).who is not Who.CHILD

    def _is_told(self, piece: Piece) -> bool:
        """Whether a piece is of words that say whether a deed was done: “I felt” like yelling."""
        is_mine = self.line.tokens[piece.first].word in ME
        many = range(piece.first, piece.end if is_mine else piece.first + 1)
        return not self.told.isdisjoint(many)

    def _find_undone(self) -> None:
        """Find out of each deed whether it was done, where the words before it say so."""
        for piece in self.pieces:
            deeds = self._deeds_of(piece)
            who = self.doers.of(piece).who
            if not deeds or who is Who.CHILD:
                continue
            is_harsh = any(word.stance == UNSUPPORTIVE for word in deeds)
            places = [piece.first]
            is_sharp = {word.word for word in deeds} <= {"punish", FRIGHTEN}
            if is_sharp and self.line.tokens[piece.first].word in ME:  # “I wouldn’t yell” is one
                places = [*range(piece.end - 1, piece.first, -1)]
            several = (is_done(self.line, n, piece.end, is_harsh=is_harsh) for n in places)
            if found := next((one for one in several if one), None):
                self.done[piece.first], first = found
                if is_harsh or who is Who.ME:  # “wanted to stay up” is perhaps the child’s wish
                    self.told.update(range(first, piece.first))

    def _deeds_of(self, piece: Piece) -> list[Word]:
        """Return what a caregiver may have done, as a piece says."""
        words = [word for word, level in piece.meanings.items() if level in {SAME, MINE}]
        if not {FRIGHTEN, LASH_OUT}.isdisjoint(piece.meanings):
            is_more = not set(piece.meanings) <= {FRIGHTEN, LASH_OUT}  # “hit head” is a hurt
            is_more = is_more and not fits(self.line.tokens[piece.first].word, "hurt")
            words = [FRIGHTEN]
            if is_more or self.line.is_at_me(piece.first, piece.end):
                return []
        deeds = map(self.vocabulary.find, words)
        return [word for word in deeds if word and word.vocabulary in ACTION_OF.values()]

    def _ask_if_done(self, piece: Piece, doing: Doing) -> None:
        """Ask whether a deed was done, and by whom where that is open, too."""
        self.has_undone = True
        if doing.who is Who.OTHER:
            return
        theirs = self.vocabulary.find(LASH_OUT)
        is_open = doing.who is Who.OPEN and LASH_OUT in piece.meanings
        choices = [*self._deeds_of(piece), *([theirs] if theirs and is_open else [])]
        self._ask(About.DONE, self.line.said(piece.first, piece.end), *choices)

    def _is_hard_slip(self, piece: Piece) -> bool:
        """Whether it would be hitting and the like, by a guess from letters: none is made."""
        is_guess = any(n in self.slips for n in range(piece.first, piece.end))
        return is_guess and not {FRIGHTEN, LASH_OUT}.isdisjoint(piece.meanings)

    def _meant(self, piece: Piece, doing: Doing) -> list[Found]:
        said, found = self.line.said(piece.first, piece.end), []
        meanings = self._of_either(piece, doing)
        for name, level in meanings.items():
            word = self.vocabulary.find(name)
            if word is None or (name == FRIGHTEN and level != SAME):
                continue
            # “scared of me” says itself whose act it was.
            if name == "punish" and not self.doers.is_of_household(piece, doing):
                self.is_upset |= self.line.has_object(piece.first, piece.end)
            is_so = not self._is_no_news(word, level, piece)
            if name == FRIGHTEN or (is_so and self.doers.counts(word, level, piece, doing)):
                found.append(Found(piece.first, Taken(said, word), level))
                if word.vocabulary == "state" and doing.carried is Who.OPEN:
                    self.of_nobody.add(said)
                is_deed = _is_deed(found[-1].taken)
                if is_deed:
                    self.by[piece.first] = doing.who
                if doing.who is Who.OTHER and (is_deed or self._is_settling(word, piece, doing)):
                    self.caregiver = self.caregiver or self.line.by_caregiver(piece.first)
                    self._by_other(piece, doing)
            elif is_so and level in {SAME, MINE} and word.vocabulary in ACTION_OF.values():
                self._by_other(piece, doing)
        return found

    def _is_settling(self, word: Word, piece: Piece, doing: Doing) -> bool:
        """Whether somebody did what is told as how a child was then: “nana settled her”."""
        has_object = self.line.has_object(piece.first, piece.end)
        return word.vocabulary == "after" and doing.is_near and has_object

    def _by_other(self, piece: Piece, doing: Doing) -> None:
        """Note who did it, where it is a grown-up whom the journal doesn't know."""
        is_known = doing.who is not Who.OTHER or self.doers.is_of_household(piece, doing)
        if not (is_known or self.line.is_done_to_me(piece.end)):
            self.other = self.other or self.line.by_grown_up(piece.first)
            self.has_undone |= self.other is not None

    def _of_one(self, found: list[Found]) -> list[Found]:
        """Return the pieces without deeds of another, where an “I” responded, too.

        A moment is of one who responded. It is the other's where they scared or hurt the child, or
        where the “I” was not there.
        """
        if not {Who.ME, Who.OTHER} <= set(self.by.values()):
            return found
        theirs = [one for one in found if self.by.get(one.place) is Who.OTHER]
        is_fear = any(one.word.word == FRIGHTEN for one in theirs)
        mine = {one.word.word for one in found if self.by.get(one.place) is Who.ME}
        is_theirs = is_fear or mine <= {"missed"}  # “jo did bedtime, I was at work”
        left_out = Who.ME if is_theirs else Who.OTHER
        if not is_theirs:
            self.caregiver = None
            self.is_upset |= any(one.word.stance == UNSUPPORTIVE for one in theirs)
        return [one for one in found if self.by.get(one.place) is not left_out]

    def _of_either(self, piece: Piece, doing: Doing) -> dict[str, str]:
        """Return what a piece means that a child or the caregiver may have done; or ask of it."""
        means = piece.meanings
        if self._is_second_cry(piece, doing):
            return self._ask_either(piece, "distress", "punish")
        pairs = ((cue, deed) for cue, deed in _EITHER.items() if means.get(deed) == MINE)
        cue, deed = next((pair for pair in pairs if means.get(pair[0]) == THEIRS), ("", ""))
        if not cue:
            return means
        before = [token.word for token in self.line.tokens[: piece.first]]
        is_peer = any("{peer}" in self.lexicon.groups(plain(word)) for word in before)
        if is_peer or self.line.is_by_somebody_else(piece.first) or doing.who is Who.CHILD:
            return {cue: SAME}
        if Who.ME in {doing.who, doing.carried} or doing.who is Who.OTHER:
            return {deed: SAME}
        if deed == "takeover" and self.line.has_object(piece.first, piece.end):
            return {deed: SAME}
        return self._ask_either(piece, cue, deed)

    def _ask_either(self, piece: Piece, *names: str) -> dict[str, str]:
        """Ask which of some words a piece means; until then it means none."""
        choices = [word for name in names if (word := self.vocabulary.find(name))]
        self._ask(About.NEAR, self.line.said(piece.first, piece.end), *choices)
        return {}

    def _is_second_cry(self, piece: Piece, doing: Doing) -> bool:
        """Whether a bare “yelled” is perhaps an answer: “told no, he screamed, yelled”."""
        is_bare = piece.end - piece.first == 1 and self.line.is_clause(piece.first, piece.end)
        is_cry = piece.meanings.get("punish") == MINE and "distress" in piece.meanings
        if self.is_terse or not (is_bare and is_cry and doing.who is Who.OPEN):
            return False
        before = [one.meanings for one in self.pieces if one.end <= piece.first]
        is_told = any("told_no" in means for means in before)
        is_cried = doing.carried is Who.CHILD and any("distress" in means for means in before)
        return is_told and is_cried

    def _is_word(self, piece: Piece) -> bool:
        """Whether a piece is a word of a vocabulary itself, in a line of such words."""
        known = self.vocabulary.find(self.line.tokens[piece.first].said)
        return self.is_terse and known is not None and piece.meanings.get(known.word) == SAME

    # --- who did it

    def _is_no_news(self, word: Word, level: str, piece: Piece) -> bool:
        """Whether it is still to be done, or concerns the caregiver alone."""
        clause = self.line.tokens[piece.first].clause
        is_told_done = self.done.get(piece.first) == Done.YES
        is_planned = not is_told_done and self.line.is_planned(piece.first)
        if word.vocabulary in ACTION_OF.values() and is_planned:
            self.planned.add(clause)
            self.has_undone = True
            self.undone = piece.end
            return True
        if word.vocabulary == "activity" and self.undone == piece.first:
            return True  # “hoped to play lego”
        is_at_me = self.line.is_at_me(piece.first, piece.end)
        if word.word == "scared" and is_at_me and self.doers.is_fright(piece):
            return True  # “he frightened me”
        # “I will say sorry tomorrow”
        return word.vocabulary == "cue" and level == ALONG and clause in self.planned

    def _act(self, piece: Piece, doing: Doing) -> list[Found] | None:
        """Return what hitting, throwing and the like are taken for; None where no act is meant.

        Nothing is taken, and a question asked, where the line doesn't say who did it.
        """
        theirs, mine = self.vocabulary.find(LASH_OUT), self.vocabulary.find(FRIGHTEN)
        if theirs is None or mine is None or piece.meanings.get(FRIGHTEN) == SAME:
            return None
        said = self.line.said(piece.first, piece.end)
        if cause := self.doers.cause(piece, doing):
            return [Found(piece.first, Taken(said, cause), SAME)]
        is_at_known = self.line.is_at_me(piece.first, piece.end) or self.line.is_done_to_named(
            piece.first, piece.end
        )
        is_only_act = set(piece.meanings) <= {LASH_OUT, FRIGHTEN}
        is_only_act |= self.doers.is_bare_force(piece, doing)
        if is_only_act and self.doers.is_suffered(piece, doing):
            if self.doers.begins_with(piece, (*OF_ADULTS, "shake")):
                self._ask_who_did(said)
        elif is_at_known and self.line.is_of_another(piece.first):
            self._ask_who_did(said)
        elif self.doers.is_childs(piece, doing) or self.doers.is_answered(piece, doing):
            verb = plain(self.line.tokens[piece.first].word)
            is_act = LASH_OUT in piece.meanings or LASH_OUT in self.lexicon.meaning((verb,))
            return [Found(piece.first, Taken(said, theirs), SAME)] if is_act else None
        elif doing.who is not Who.OPEN:
            return self._my_act(piece, doing, mine, theirs)
        elif not is_only_act:
            return None  # “hit head” is a hurt
        else:
            self._ask_who_did(said)
        return []

    def _is_harmless(self, piece: Piece, doing: Doing) -> bool:
        """Whether nobody was hurt: a rule that is quoted, a rescue."""
        is_rule = self.line.is_quoted_rule(piece.first) and doing.who is not Who.ME
        is_of_thing = doing.who is Who.OPEN and self.doers.is_of_a_thing(piece)
        is_help = self.doers.is_rescue(piece) or self.doers.is_on_the_back(piece)
        return is_rule or is_of_thing or is_help

    def _my_act(self, piece: Piece, doing: Doing, mine: Word, theirs: Word) -> list[Found]:
        """Return what a caregiver's hitting, grabbing and the like are taken for."""
        said = self.line.said(piece.first, piece.end)
        has_object = self.line.has_object(piece.first, piece.end)
        has_object = has_object or self.line.is_at_a_child(piece.end)
        if not self.doers.is_of_household(piece, doing):
            # Who hit me is said: nothing to ask.
            self.is_upset |= has_object or self.line.is_at_me(piece.first, piece.end)
            if has_object or self.doers.is_at_a_name(piece):
                self._by_other(piece, doing)
                self._ask(About.WHO_DID, said, mine, theirs)
            return []
        verb = self.line.tokens[piece.first].word
        is_weak = piece.end - piece.first == 1 and any(fits(verb, weak) for weak in _ASKED_OF)
        is_weak = is_weak or any(fits(verb, one) for one in _ROUGH_IF)
        after = [token.word for token in self.line.tokens[piece.first + 1 : piece.first + 3]]
        is_weak = is_weak or after == ["them", "on"]  # shoes, perhaps
        is_weak = is_weak or any(token.word in _GAMES for token in self.line.tokens)
        is_weak = is_weak or self.line.is_by_accident()
        is_rough = not {*piece.meanings, *self.lexicon.meaning((plain(verb),))}.isdisjoint(
            {FRIGHTEN}
        )
        if has_object and not is_weak and is_rough:
            self.by[piece.first] = doing.who
            if doing.who is Who.OTHER:
                self.caregiver = self.caregiver or self.line.by_caregiver(piece.first)
            return [Found(piece.first, Taken(said, mine), SAME)]
        is_open = has_object or self.line.is_at_end(piece.end) or self.doers.is_at_a_name(piece)
        if is_open and not self.doers.is_at_myself(piece):
            if doing.who is Who.ME:
                self._ask(About.HURT, said, mine)
            else:
                self._ask(About.WHO_DID, said, mine, theirs)
        return []

    # --- evidence

    def _weighed(
        self, found: list[Found], taken: list[Taken], repair: list[Taken]
    ) -> tuple[list[Taken], list[Taken]]:
        """Return what the rules took, changed where the whole line speaks clearly against it."""
        if self._is_settled(found):
            return taken, repair
        by_rule = rule_signs(taken, repair, self.questions, self.pieces)
        self.sums = sums = self._weigh(*by_rule)
        ruled = next((kind for one in taken if (kind := kind_of(one.word))), None)
        kind = self._weighed_kind(sums, ruled, found)
        if kind is not ruled:
            about = {About.WHO_DID, About.HURT, About.DONE, About.AFRAID}
            self.questions = [q for q in self.questions if q.about in about]
            taken, repair = self._moment(found, kind)
        answered = [word for word in self.answers.values() if word]
        if kind is Kind.DISTRESS and not self.answers:
            taken = self._with_cue(sums, self._without_weak_cue(sums, found, taken))
        taken = [
            one
            for one in taken
            if one.word in answered
            or self.vocabulary.is_own_synonym(one.said)
            or not is_denied(sums, one.word)
        ]
        taken += self._unsaid_deed(sums, kind, taken)
        if kind and not any(kind_of(one.word) is kind for one in taken):
            taken = [*self._speaking_for(kind), *taken]
        if kind in {Kind.DISTRESS, Kind.CONNECTION}:
            taken = self._with_rating(sums, taken)
        return taken, repair

    def _is_settled(self, found: list[Found]) -> bool:
        """Whether no evidence counts: nothing is told, or who did what is or was asked."""
        asked = ({word.vocabulary for word in question.choices} for question in self.questions)
        is_word = len(self.line.tokens) == 1
        is_of_another = self.caregiver is not None  # what is learnt is of the person's own deeds
        is_left_alone = is_word or self.in_need or self.is_upset or is_of_another
        is_left_alone |= self._is_only_mine(found)
        is_left_alone |= any(one.about in {About.DONE, About.HURT} for one in self.questions)
        if is_left_alone or not found or any(map({"cue", "response"}.issubset, asked)):
            return True
        said = {word and word.word for word in self.answers.values()}
        return not said.isdisjoint({None, FRIGHTEN, LASH_OUT}) or self._is_held_back(found)

    def _is_only_mine(self, found: Iterable[Found]) -> bool:
        """Whether a line says how the caregiver is, and names no child: “I feel so alone”."""
        is_of_child = any(token.child or token.word in THEY for token in self.line.tokens)
        return not is_of_child and {one.word.vocabulary for one in found} == {"state"}

    def _weighed_kind(self, sums: Weighed, ruled: Kind | None, found: list[Found]) -> Kind | None:
        """Return the kind that evidence is clear about.

        It makes no moment of what did not happen, and what was harsh is never made another.
        """
        if self.kind:
            return self.kind
        kind = weighed_kind(sums, ruled)
        is_harsh = any(one.word.stance == UNSUPPORTIVE and one.level not in WEAK for one in found)
        is_told = not self.has_undone and any(one.kind for one in found)
        is_open = ruled is not None or is_told
        is_left_alone = self.answers or is_harsh or self._is_said_not(kind, ruled, found)
        return kind if is_open and not is_left_alone else ruled

    def _is_said_not(self, kind: Kind | None, ruled: Kind | None, found: list[Found]) -> bool:
        """Whether evidence makes a moment of what a line says there was not.

        “No tantrum at bedtime, story and cuddle” is calm, “never said sorry” no coming back.
        """
        if kind is Kind.DISTRESS:
            return ruled is Kind.CONNECTION and not self.denied.isdisjoint({"distress", "unclear"})
        if kind is not Kind.REPAIR or any(one.word.vocabulary == "step" for one in found):
            return False
        return "sorry" in self.denied or any(one.word.word == "not_yet" for one in found)

    def _without_weak_cue(
        self, sums: Weighed, found: list[Found], taken: list[Taken]
    ) -> list[Taken]:
        """Return an upset without a cue that words only hint at, where evidence is against it."""
        weak = {one.word for one in found if one.level == ALONG}
        sure = {one.word for one in found if one.level != ALONG}
        return [
            one
            for one in taken
            if one.word.vocabulary != "cue"
            or one.word not in weak - sure
            or not is_no_reason(sums, one.word.word)
        ]

    def _with_cue(self, sums: Weighed, taken: list[Taken]) -> list[Taken]:
        """Return an upset with the cue that evidence is clear about; then it isn't asked."""
        said = next((one for one in taken if one.word.vocabulary == "cue"), None)
        if said and self._is_own_word(said):
            return taken
        ruled = said.word.word if said else None
        asks = [q for q in self.questions if any(word.vocabulary == "cue" for word in q.choices)]
        asks = [q for q in asks if q.about is About.NEAR]
        deeds = {one.said for one in taken if one.word.vocabulary == "response"}
        others = [p for p in self.pieces if self.line.said(p.first, p.end) not in deeds]
        meant = {word for piece in others for word in piece.meanings}
        cue = weighed_cue(sums, ruled, meant, is_asked=bool(asks))
        if cue in {None, ruled, LASH_OUT} or (ruled and ruled not in CUES):
            return taken  # whose hitting it was, no evidence says
        if ruled is None and any(one.word.word == FRIGHTEN for one in taken):
            return taken  # it was the caregiver who hurt them
        if any(CUE_OF_STATE.get(one.word.word) == cue for one in taken):
            return taken  # it was the caregiver who was tired
        self.questions = [q for q in self.questions if q not in asks]
        rest = [one for one in taken if one.word.vocabulary != "cue"]
        return [*self._speaking_for(cue), *rest]

    def _is_own_word(self, one: Taken) -> bool:
        """Whether it is said by its name or the person’s own synonym, which nothing overrules."""
        is_name = "_".join(one.said.casefold().split()) == one.word.word
        return is_name or self.vocabulary.is_own_synonym(one.said)

    def _with_rating(self, sums: Weighed, taken: list[Taken]) -> list[Taken]:
        """Return a moment with the rating that evidence is clear about, or without one."""
        ruled = next((one.word.word for one in taken if one.word.vocabulary == "sensitivity"), None)
        rating = weighed_rating(sums, ruled)
        first = self.line.last_clause()
        told = self.line.tokens[first:]
        is_plain = ruled is not None and told[-1].word == ruled
        is_plain |= ruled is None and "y" in {one.word for one in told[1:-1]}  # “lloró y la abracé”
        is_plain |= any({NOTHING} == set(p.meanings) and p.first == first for p in self.pieces)
        is_plain |= ruled is None and self.line.praises_nothing(first)
        if rating == ruled or is_plain or any(one.child or one.word in THEY for one in told):
            return taken
        rest = [one for one in taken if one.word.vocabulary != "sensitivity"]
        word = self.vocabulary.find(rating) if rating else None
        said = self.line.said(first, len(self.line.tokens))
        return [*rest, Taken(said, word)] if word else rest

    def _unsaid_deed(self, sums: Weighed, kind: Kind | None, taken: list[Taken]) -> list[Taken]:
        """Return what was done in a calm time or in coming back, where only evidence says it."""
        if kind not in {Kind.CONNECTION, Kind.REPAIR} or any(map(_is_deed, taken)):
            return []
        if self.has_undone or self.questions or self.answers:
            return []
        deed = likely_deed(sums, self.vocabulary.of(ACTION_OF[kind]))
        return self._speaking_for(deed.word) if deed else []

    def _speaking_for(self, name: str) -> list[Taken]:
        """Return a word, and the piece of the line that most speaks for it."""
        word = self.vocabulary.find(name)
        if word is None:
            return []
        piece = next((piece for piece in self.pieces if name in piece.meanings), None)
        if piece:
            return [Taken(self.line.said(piece.first, piece.end), word)]
        weigh = self.weights().weigh
        most = max(self.line.tokens, key=lambda one: weigh([stem(plain(one.word))]).get(name, 0))
        return [Taken(most.said, word)]

    # --- questions

    def _ask(self, about: str, said: str, *choices: Word) -> None:
        """Leave a question open; who did it, or whether it hurt, is asked once for a line."""
        acts = {About.WHO_DID, About.HURT}
        if about not in acts or all(q.about not in acts for q in self.questions):
            self.questions.append(Question(about, said, choices))

    def _ask_who_did(self, said: str) -> None:
        """Ask who hit, threw and the like: the child or the caregiver."""
        choices = map(self.vocabulary.find, (LASH_OUT, FRIGHTEN))
        self._ask(About.WHO_DID, said, *(word for word in choices if word))

    def _ask_of_fear(self, found: list[Found]) -> None:
        """Ask whether a child was afraid of the caregiver: “I yelled so loud that she …”."""
        fear = self.vocabulary.find(FRIGHTEN)
        sharp = [one.place for one in found if one.word.word == "punish"]
        for one in found:
            if fear and one.word.word == "scared" and one.level == SAME:
                is_after = any(place < one.place for place in sharp)
                if is_after and one.taken.said not in self.answers and not self._has_cause(one):
                    self._ask(About.AFRAID, one.taken.said, fear, one.word)

    def _has_cause(self, one: Found) -> bool:
        """Whether what scared them is named: “scared of the dog”."""
        many = len(one.taken.said.split())
        words = self.line.tokens[one.place : one.place + many + 1]
        return any(token.word in {"of", "by"} for token in words)

    def _ask_near(self, found: list[Found], taken: list[Taken], kind: Kind | None) -> None:
        """Ask about what is near, where nothing else of its vocabulary was said."""
        have = {one.word.vocabulary for one in taken}
        asked: dict[str, list[Word]] = {}
        known = {one.said for one in taken}
        for one in found:
            place = one.word.vocabulary
            if one.level != NEAR or place not in ACTION_OF.values() or place in have:
                continue
            if one.taken.said in known:
                continue
            if kind in {KIND_OF[place], None}:
                asked.setdefault(one.taken.said, []).append(one.word)
        for said, words in asked.items():
            self._ask(About.NEAR, said, *words)

    def _ask_last(self, taken: list[Taken]) -> None:
        """Ask how a last word rates what was done, where it is known for nothing: “held. braw”."""
        if len(self.line.tokens) < _SEVERAL or not any(
            one.word.vocabulary in _RATED for one in taken
        ):
            return
        before, last = self.line.tokens[-2:]
        is_alone = before.clause != last.clause and len(self.line.tokens) - 1 not in self.line.used
        is_name = bool(last.child or last.caregiver) or last.word in KNOWN
        is_deed = last.word.endswith(("ed", "ing")) or not last.word.isalpha()
        if not is_alone or is_name or is_deed or self.lexicon.knows(last.word):
            return
        if last.said in self.answers:
            answer = self.answers[last.said]
            taken += [Taken(last.said, answer)] if answer else []
            return
        ratings = [self.vocabulary.find(word) for word in ("yes", "partly", "no")]
        self._ask(About.NEAR, last.said, *(word for word in ratings if word))

    def _ask_whose(self, taken: list[Taken]) -> None:
        """Ask whose state a bare word is, where no cue says what the child was upset about."""
        if any(one.word.vocabulary == "cue" for one in taken):
            return
        for one in taken:
            cue = self.vocabulary.find(CUE_OF_STATE.get(one.word.word, ""))
            if cue and one.said in self.of_nobody and one.said not in self.answers:
                self._ask(About.WHOSE, one.said, cue, one.word)

    # --- the moment

    def _ruled_kind(self, found: list[Found]) -> Kind | None:
        """Return the kind of moment by the rules."""
        if self.kind:
            return self.kind
        return (
            None
            if self._is_held_back(found)
            else ruled_kind(found, self.line, is_upset=self.is_upset)
        )

    def _moment(self, found: list[Found], kind: Kind | None) -> tuple[list[Taken], list[Taken]]:
        """Return the pieces of a moment of a kind, and of a repair that is told with it."""
        repair = list[Taken]()
        sure = [one for one in found if one.level != NEAR]
        if kind is Kind.DISTRESS:
            steps_from = None if is_soft(sure) else first_step(sure, self.line)
            taken = self._upset(sure, steps_from)
            if steps_from is not None:
                steps = [one for one in sure if one.word.vocabulary == "step"]
                repair = [one.taken for one in steps if one.place >= steps_from]
        else:
            is_rated = kind is not Kind.REPAIR
            fitting = [one.taken for one in sure if one.kind in {kind, None}]
            taken = [one for one in fitting if is_rated or one.word.vocabulary != "sensitivity"]
        if any(map(_asks_of_fear, self.questions)):  # “dragged him out the shop” is no playing shop
            sure_words = {one.word for one in sure if one.level not in WEAK}
            taken = [one for one in taken if one.word in sure_words or not _is_calm(one)]
        self._ask_near(found, taken, kind)
        self._ask_whose(taken)
        if any(one.word.word == FRIGHTEN for one in taken):
            # It was hard enough to say: nothing more is asked but what may undo it.
            self.questions = [q for q in self.questions if q.about in {About.DONE, About.WHOSE}]
        is_hard = any(one.word.word in _HARD_RATINGS for one in taken)
        if not self.is_terse and (repair or not is_hard):  # it stays in the note
            taken = [one for one in taken if one.word.vocabulary != "came_back"]
        return self._each_once(taken), self._each_once(repair)

    def _is_held_back(self, found: list[Found]) -> bool:
        """Whether a harsh act was only wanted, and a rating says that it went well.

        “wanted to yell but took a breath, hugged her, yes”: of what, is not said.
        """
        said = {one.word.word for one in found}
        is_harsh = any(one.word.stance == UNSUPPORTIVE for one in found)
        if is_harsh or not {"yes", "calm"} <= said:
            return False
        return any(
            "punish" in piece.meanings and self.line.is_denied(piece.first) for piece in self.pieces
        )

    def _upset(self, sure: list[Found], steps_from: int | None) -> list[Taken]:
        """Return the pieces of an upset: a clear cue, and all that was done before a repair."""
        done = {one.place for one in sure if one.word.vocabulary == "response"}
        cues = [one for one in sure if one.word.vocabulary == "cue"]
        cues = [one for one in cues if one.level not in WEAK or one.place not in done]
        cues = [one for one in cues if not self._is_only_where(one)]
        cues = [one for one in cues if self.is_terse or not self.line.is_threatened(one.place)]
        clear = [one for one in cues if one.level not in WEAK]
        if steps_from is not None or self.in_need:
            cues = clear  # of what was mended, a noun says too little; in need, nothing is guessed
        cue = clear if self.is_terse and clear else sorted(cues, key=self._rank)[:1]
        if cue and not clear and not self.is_terse and self._ask_which(cues):
            cue = []
        if cue and cue[0].level == FAINT:
            cue = self._faint(cue[0], sure)
        deeds = [one for one in sure if one.word.vocabulary == "response"]
        deeds = [one for one in deeds if steps_from is None or one.place < steps_from]
        clear = [one for one in deeds if one.level not in WEAK]
        deeds = clear or [one for one in deeds if self.line.is_at_start(one.place)]
        if cue and cue[0].word.word not in _OF_A_LIMIT:
            deeds = [one for one in deeds if not self._is_leave(one)]
        how = {"state", "sensitivity", "came_back", "after"} | ({"kind"} if not cue else set())
        rest = [one for one in sure if one.word.vocabulary in how]
        rest = [one for one in rest if not self._is_before(one, deeds)]
        rest = [one for one in rest if one.kind in {Kind.DISTRESS, None}]
        rest = [one for one in rest if one.word.vocabulary != "kind" or one.place not in done]
        return [one.taken for one in sorted((*cue, *deeds, *rest), key=lambda one: one.place)]

    def _is_before(self, one: Found, deeds: Iterable[Found]) -> bool:
        """Whether it is how a child was before anything was done: “wouldn’t settle, nursed him”."""
        places = [deed.place for deed in deeds]
        is_after = one.word.vocabulary == "after" and not self.is_terse
        return is_after and bool(places) and one.place < min(places)

    def _is_only_where(self, one: Found) -> bool:
        """Whether a weak cue says where it happened; “in the dark” says why, too."""
        is_reason = one.word.word in _OF_A_PLACE
        return one.level in WEAK and not is_reason and self.line.is_where(one.place)

    def _faint(self, cue: Found, sure: list[Found]) -> list[Found]:
        """Return a bare tantrum as what it is about; of a bare noun it is asked."""
        has_more = bool(self.questions) or Done.NO in self.done.values()
        if self.is_terse or any(one.place == cue.place and one is not cue for one in sure):
            is_limit = any(one.word.word in {"give_in", "limit_warm"} for one in sure)
            told_no = self.vocabulary.find("told_no") if is_limit else None
            return [Found(cue.place, Taken(cue.taken.said, told_no), SAME) if told_no else cue]
        if has_more:
            return []
        unclear = self.vocabulary.find("unclear")
        self._ask(About.NEAR, cue.taken.said, cue.word, *([unclear] if unclear else []))
        return []

    def _ask_which(self, cues: list[Found]) -> bool:
        """Ask what it was about, where weak words say several things: none of them is taken."""
        weak: dict[int, Found] = {}
        for one in cues:
            if one.level == ALONG and one.word.word != "unclear":
                weak.setdefault(one.place, one)
        choices = dict.fromkeys(one.word for one in weak.values())
        is_answered = any(one.taken.said in self.answers for one in weak.values())
        if len(choices) < _SEVERAL or is_answered:
            return False
        self._ask(About.NEAR, next(iter(weak.values())).taken.said, *choices)
        return True

    def _rank(self, one: Found) -> tuple[int, int]:
        """Return how well a cue says why: clear ones first, what came as background last."""
        levels = {ALONG: 3 if one.word.word == "unclear" else 2, FAINT: 3}
        is_before = self.line.is_told_as_past(one.place)
        return (levels.get(one.level, 0) + is_before, one.place)

    def _is_leave(self, one: Found) -> bool:
        """Whether it is a “let her skip”: where no limit was at stake, nobody gave in."""
        return one.word.word == "give_in" and fits(self.line.tokens[one.place].word, "let")

    def _each_once(self, several: Iterable[Taken]) -> list[Taken]:
        """Return each word once; in a sentence, one of a vocabulary of which a moment has one."""
        found: dict[str, Taken] = {}
        for one in several:
            place = one.word.vocabulary
            key = place if place in ONE_ONLY and not self.is_terse else one.word.word
            if place == "after":
                found.pop(key, None)  # the last says how it ended
            found.setdefault(key, one)
        return list(found.values())


def _asks_of_fear(question: Question) -> bool:
    return any(word.word == FRIGHTEN for word in question.choices)


def _is_response(one: Found) -> bool:
    return one.word.vocabulary == "response"


def _is_calm(one: Taken) -> bool:
    return one.word.vocabulary == "activity"


def _is_deed(one: Taken) -> bool:
    """Whether it is what a caregiver did."""
    return one.word.vocabulary in ACTION_OF.values()
