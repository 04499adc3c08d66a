"""What the evidence of a whole line changes in what the rules took it for.

The rules go first, and evidence overrules them where it is clearly against them. What it doubts is
left open, or asked about where it was hard. It invents no response and no fear, and touches nothing
that somebody was asked about.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from attune_cli.core.grammar import ACTION_OF, CUE_OF_STATE, kind_of
from attune_cli.core.moment import Kind
from attune_cli.core.speech.assembly import Assembly
from attune_cli.core.speech.doing import LASH_OUT
from attune_cli.core.speech.evidence import (
    ASKED,
    CUES,
    KINDS,
    LACKS,
    MEANT,
    MENDED,
    NO_MOMENT,
    RATINGS,
    TAKEN,
    UNRATED,
    Weighed,
    best_of,
    last_signs_of,
    stem,
)
from attune_cli.core.speech.lexicon import ALONG, MINE, NOTHING, SAME, THEIRS, WEAK, plain
from attune_cli.core.speech.line import THEY, Who
from attune_cli.core.speech.pieces import Piece
from attune_cli.core.speech.taken import About, Found, Question, Taken
from attune_cli.core.speech.told import Told
from attune_cli.core.speech.undone import Done
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, Word

UNCLEAR = "unclear"
_CLEAR = {SAME, MINE, THEIRS}
_LACKING = ("cue", "response", "activity", "step", "sensitivity")
# By how much evidence must be clearer to overrule: measured on lines of writers left out.
_KIND, _NEW_KIND = 38, 75
_UPSET = 100  # of what the rules take for calm
_CUE, _UNSAID_CUE = 55, 100
_NO_CUE = 80
_DOUBTED = -60  # the lead of a cue below which it is left open
_RATING = 40
_DENIED = {"response": -100, "activity": 100}
_HARD_DOUBTED, _HARD_DENIED = -100, -250  # what was hard: asked about, and left out
_LIKELY_DEED = {"activity": 250, "step": 300}  # where none is told
_LIKELY_KIND = 100  # of a line of which no phrase is known
_MOST_DEEDS = 3  # that are likely, where none is told
_FEW_WORDS, _FEWER_WORDS = 4, 3  # of a line: evidence of so few says little of cues, and of deeds
_FEWEST_WORDS = 2  # of a line of which the kind is guessed
_ALSO_KIND = 200  # what is offered beside the kind: how near
_ALSO_CUE, _MOST_CUES = 150, 3  # what is offered beside the cue: how near, and how many


class Weighing:
    """The evidence of a line, beside what the rules took it for."""

    def __init__(self, told: Told, moment: Assembly) -> None:
        self._told, self._line, self._vocabulary = told, told.line, told.vocabulary
        self._lexicon = told.lexicon
        self._pieces, self._is_terse = told.pieces, told.is_terse
        self._moment = moment
        self._sums: Weighed | None = None  # the evidence, where it was asked

    def overruled(
        self, found: list[Found], taken: list[Taken], repair: list[Taken]
    ) -> tuple[list[Taken], list[Taken]]:
        """Return what the rules took, changed where the whole line speaks clearly against it."""
        if self._is_settled(found):
            return taken, repair
        by_rule = _rule_signs(taken, repair, self._told.questions, self._pieces)
        self._sums = sums = self._weigh(*by_rule)
        ruled = next((kind for one in taken if (kind := kind_of(one.word))), None)
        kind = self._weighed_kind(sums, ruled, found)
        if kind is not ruled:
            about = (About.WHO_DID, About.HURT, About.DONE, About.AFRAID)
            self._told.keep_questions(*about)
            taken, repair = self._moment.of(found, kind)
        answered = [word for word in self._told.answers.values() if word]
        if kind is Kind.DISTRESS and not self._told.answers:
            taken = self._with_cue(sums, self._without_weak_cue(sums, found, taken))
        taken = [
            one
            for one in taken
            if one.word in answered or self._is_upheld(sums, one, is_mended=bool(repair))
        ]
        taken += self._unsaid_deed(sums, kind, taken)
        if kind and not any(kind_of(one.word) is kind for one in taken):
            taken = [*self._speaking_for(kind), *taken]
        if kind in {Kind.DISTRESS, Kind.CONNECTION}:
            taken = self._with_rating(sums, taken)
        return taken, repair

    def _is_upheld(self, sums: Weighed, one: Taken, *, is_mended: bool) -> bool:
        """Whether evidence is not clearly against what was taken; of what was hard it may ask.

        Whoever comes back to what they did says that it was theirs.
        """
        is_thin = sums.is_silent or len(self._line.tokens) <= _FEWER_WORDS
        if is_thin or self._told.is_own_word(one) or one.word.word == FRIGHTEN:
            return True
        if one.word.vocabulary == "response" and one.word.stance == UNSUPPORTIVE:
            for_it, is_mine = sums.of_deed(one.word.word), self._is_told_of_me(one)
            if for_it > _HARD_DOUBTED or is_mine or is_mended:
                return True
            if for_it > _HARD_DENIED:
                self._told.ask(About.NEAR, one.said, one.word)
            return False
        least = _DENIED.get(one.word.vocabulary)
        return least is None or sums.of_deed(one.word.word) > least

    def _is_told_of_me(self, one: Taken) -> bool:
        """Whether a line says that it was the caregiver, or that it was done: “but I did”."""
        places = [p.first for p in self._pieces if self._line.said(p.first, p.end) == one.said]
        told = self._told
        is_me = not {*one.said.casefold().split()}.isdisjoint({"i", "me", "my"})
        return is_me or any(
            told.by.get(n) == Who.ME or told.done.get(n) == Done.YES for n in places
        )

    def _is_settled(self, found: list[Found]) -> bool:
        """Whether no evidence counts: nothing is told, or who did what is or was asked."""
        told, questions = self._told, self._told.questions
        asked = ({word.vocabulary for word in one.choices} for one in questions)
        is_word = len(self._line.tokens) == 1
        # What is learnt is of the person's own deeds.
        is_left_alone = is_word or told.in_need or told.is_upset or told.caregiver is not None
        is_left_alone |= self._is_only_mine(found)
        is_left_alone |= any(one.about in {About.DONE, About.HURT} for one in questions)
        if is_left_alone or not found or any(map({"cue", "response"}.issubset, asked)):
            return True
        said = {word and word.word for word in told.answers.values()}
        return not said.isdisjoint({None, FRIGHTEN, LASH_OUT}) or self._moment.is_held_back(found)

    def _is_only_mine(self, found: Iterable[Found]) -> bool:
        """Whether a line says how the caregiver is, and names no child: “I feel so alone”."""
        is_of_child = any(token.child or token.word in THEY for token in self._line.tokens)
        return not is_of_child and {one.word.vocabulary for one in found} == {"state"}

    def _weighed_kind(self, sums: Weighed, ruled: Kind | None, found: list[Found]) -> Kind | None:
        """Return the kind that evidence is clear about.

        It makes no moment of what did not happen, and what was harsh is never made another.
        """
        if self._told.kind:
            return self._told.kind
        kind = _clear_kind(sums, ruled)
        is_harsh = any(one.word.stance == UNSUPPORTIVE and one.level not in WEAK for one in found)
        is_told = not self._told.has_undone and any(one.kind for one in found)
        is_open = ruled is not None or is_told
        is_left_alone = self._told.answers or is_harsh or self._is_said_not(kind, ruled, found)
        is_left_alone = is_left_alone or (kind is None and _is_clear_upset(found))
        return kind if is_open and not is_left_alone else ruled

    def _is_said_not(self, kind: Kind | None, ruled: Kind | None, found: list[Found]) -> bool:
        """Whether evidence makes a moment of what a line says there was not.

        “No tantrum at bedtime, story and cuddle” is calm, “never said sorry” no coming back.
        """
        if kind is Kind.DISTRESS:
            return ruled is Kind.CONNECTION and not self._told.denied.isdisjoint(
                {"distress", "unclear"}
            )
        if kind is not Kind.REPAIR or any(one.word.vocabulary == "step" for one in found):
            return False
        is_theirs = any(word.word in self._told.denied for word in self._vocabulary.of("step"))
        is_theirs = is_theirs or self._line.is_not_my_sorry()
        return is_theirs or any(one.word.word == "not_yet" for one in found)

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
            or not _is_no_reason(sums, one.word.word)
        ]

    def _with_cue(self, sums: Weighed, taken: list[Taken]) -> list[Taken]:
        """Return an upset with the cue that evidence is clear about; then it isn't asked."""
        said = next((one for one in taken if one.word.vocabulary == "cue"), None)
        if said and self._told.is_own_word(said):
            return taken
        ruled = said.word.word if said else None
        asks = [
            q for q in self._told.questions if any(word.vocabulary == "cue" for word in q.choices)
        ]
        asks = [q for q in asks if q.about is About.NEAR]
        cue = _weighed_cue(sums, ruled)
        if cue in {ruled, LASH_OUT} or (ruled and ruled not in CUES):
            return taken  # whose hitting it was, no evidence says
        if cue is None:
            return taken if said and self._is_sure_of(said) else _without_cue(taken)
        if ruled is None and any(one.word.word == FRIGHTEN for one in taken):
            return taken  # it was the caregiver who hurt them
        if any(CUE_OF_STATE.get(one.word.word) == cue for one in taken):
            return taken  # it was the caregiver who was tired
        self._told.questions = [q for q in self._told.questions if q not in asks]
        return [*self._speaking_for(cue), *_without_cue(taken)]

    def _is_sure_of(self, cue: Taken) -> bool:
        """Whether no evidence doubts a cue: of few words, or of what somebody did to a child."""
        pieces = (p for p in self._pieces if self._line.said(p.first, p.end) == cue.said)
        is_act = any(not {LASH_OUT, FRIGHTEN}.isdisjoint(piece.meanings) for piece in pieces)
        return is_act or len(self._line.tokens) <= _FEW_WORDS

    def _with_rating(self, sums: Weighed, taken: list[Taken]) -> list[Taken]:
        """Return a moment with the rating that evidence is clear about, or without one."""
        ruled = next((one.word.word for one in taken if one.word.vocabulary == "sensitivity"), None)
        rating = _weighed_rating(sums, ruled)
        first = self._line.last_clause()
        told = self._line.tokens[first:]
        is_plain = ruled is not None and told[-1].word == ruled
        is_plain |= ruled is None and "y" in {one.word for one in told[1:-1]}  # “lloró y la abracé”
        is_plain |= any({NOTHING} == set(p.meanings) and p.first == first for p in self._pieces)
        is_plain |= ruled is None and self._line.praises_nothing(first)
        is_plain |= ruled is None and self._line.is_in_a_report(len(self._line.tokens) - 1)
        if rating == ruled or is_plain or any(one.child or one.word in THEY for one in told):
            return taken
        rest = [one for one in taken if one.word.vocabulary != "sensitivity"]
        word = self._vocabulary.find(rating) if rating else None
        said = self._line.said(first, len(self._line.tokens))
        return [*rest, Taken(said, word)] if word else rest

    def _unsaid_deed(self, sums: Weighed, kind: Kind | None, taken: list[Taken]) -> list[Taken]:
        """Return what was done in a calm time or in coming back, where only evidence says it."""
        if kind not in {Kind.CONNECTION, Kind.REPAIR} or any(one.is_deed for one in taken):
            return []
        if self._told.has_undone or self._told.questions or self._told.answers:
            return []
        deed = _likely_deed(sums, self._vocabulary.of(ACTION_OF[kind]))
        return self._speaking_for(deed.word) if deed else []

    def _speaking_for(self, name: str) -> list[Taken]:
        """Return a word, and the piece of the line that most speaks for it."""
        word = self._vocabulary.find(name)
        if word is None:
            return []
        piece = next((piece for piece in self._pieces if name in piece.meanings), None)
        if piece:
            return [Taken(self._line.said(piece.first, piece.end), word)]
        weigh = self._told.weights().weigh
        most = max(self._line.tokens, key=lambda one: weigh([stem(plain(one.word))]).get(name, 0))
        return [Taken(most.said, word)]

    def _weigh(self, *by_rule: str) -> Weighed:
        """Return what the words of the line weigh together, with the signs of what rules found."""
        of_end = last_signs_of(self._line, self._lexicon)
        return self._told.weights().weigh((*self._told.signs, *of_end, *by_rule))

    def likely(self) -> Kind | None:
        """Return the kind of a line of which no phrase is known, where its words are clear."""
        is_short = len(self._line.tokens) < _FEWEST_WORDS
        if (
            self._is_terse
            or is_short
            or self._pieces
            or self._told.in_need
            or self._line.is_errand()
        ):
            return None
        self._sums = self._weigh()
        return _likely_kind(self._sums)

    def likely_deeds(self, likely: Kind | None, taken: Sequence[Taken]) -> tuple[Word, ...]:
        """Return what somebody may have done in an upset of which no response is told."""
        kinds = {likely, *(kind_of(one.word) for one in taken)}
        is_told = any(one.word.vocabulary == "response" for one in taken)
        if self._sums is None or is_told or Kind.DISTRESS not in kinds:
            return ()
        known = {word.word: word for word in self._vocabulary.of("response")}
        return tuple(known[one] for one in _likely_responses(self._sums, known))

    def other_kind(self, likely: Kind | None, taken: Iterable[Taken]) -> Kind | None:
        """Return what else the moment may have been, where evidence is not clear."""
        kind = next((kind for one in taken if (kind := kind_of(one.word))), likely)
        is_fear = any(one.word.word == FRIGHTEN for one in taken)
        if self._sums is None or kind is None or is_fear or self._told.kind or self._told.questions:
            return None
        return _other_kind(self._sums, kind)

    def other_cues(self, likely: Kind | None, taken: Iterable[Taken]) -> tuple[Word, ...]:
        """Return what else an upset may have been about, where evidence is not clear."""
        kinds = {likely, *(kind_of(one.word) for one in taken)}
        if self._sums is None or Kind.DISTRESS not in kinds:
            return ()
        said = next((one for one in taken if one.word.vocabulary == "cue"), None)
        if said and self._told.is_own_word(said):
            return ()
        cue = said.word.word if said else None
        words = map(self._vocabulary.find, _other_cues(self._sums, cue))
        return tuple(word for word in words if word)


def _rule_signs(
    taken: Sequence[Taken],
    repair: Iterable[Taken],
    questions: Iterable[Question],
    pieces: Iterable[Piece],
) -> list[str]:
    """Return the signs of what the rules took a line for."""
    signs = [TAKEN + one.word.word for one in taken]
    signs += [MENDED + one.word.word for one in repair]
    signs += [ASKED + word.word for question in questions for word in question.choices]
    signs += [MEANT + word for piece in pieces for word in piece.meanings]
    said = {one.word.vocabulary for one in taken}
    signs += [LACKS + place for place in _LACKING if place not in said]
    return list(dict.fromkeys(signs))


def _without_cue(taken: Iterable[Taken]) -> list[Taken]:
    return [one for one in taken if one.word.vocabulary != "cue"]


def _is_clear_upset(found: Iterable[Found]) -> bool:
    """Whether phrases say both what it was about and what was done: “fell, hugged her”."""
    clear = {one.word.vocabulary for one in found if one.level in _CLEAR}
    return {"cue", "response"} <= clear


def _clear_kind(sums: Mapping[str, int], ruled: Kind | None) -> Kind | None:
    """Return the kind that a line tells of, where evidence is clear; else that of the rules."""
    best, _ = best_of(sums, KINDS)
    margin = sums.get(best, 0) - sums.get(ruled or NO_MOMENT, 0)
    least = _KIND if ruled else _NEW_KIND
    if ruled is Kind.CONNECTION and best == Kind.DISTRESS:
        least = _UPSET
    if margin < least:
        return ruled
    return None if best == NO_MOMENT else Kind(best)


def _likely_kind(sums: Mapping[str, int]) -> Kind | None:
    """Return the kind that a line tells of, where evidence alone is clear: to be asked about."""
    best, lead = best_of(sums, KINDS)
    return None if best == NO_MOMENT or lead < _LIKELY_KIND else Kind(best)


def _other_kind(sums: Mapping[str, int], kind: Kind) -> Kind | None:
    """Return what else a line may tell of; None where evidence is clear."""
    other = max((one for one in Kind if one is not kind), key=lambda one: sums.get(one, 0))
    return other if sums.get(kind, 0) - sums.get(other, 0) < _ALSO_KIND else None


def _weighed_cue(sums: Mapping[str, int], ruled: str | None) -> str | None:
    """Return the cue that a line tells of, or None: that it was unclear why is never made up.

    Args:
        sums: the evidence.
        ruled: the cue by the rules, which stays unless evidence is clearly for another one.
    """
    best, lead = best_of(sums, CUES)
    if ruled and sums.get(best, 0) - sums.get(ruled, 0) < _CUE:
        others = max(sums.get(cue, 0) for cue in CUES if cue != ruled)
        return None if sums.get(ruled, 0) - others < _DOUBTED else ruled
    return None if best == UNCLEAR or lead < _UNSAID_CUE else best


def _is_no_reason(sums: Mapping[str, int], cue: str) -> bool:
    """Whether evidence is clearly for an upset of which nobody says why, and against a cue."""
    best, _ = best_of(sums, CUES)
    return best == UNCLEAR and sums.get(UNCLEAR, 0) - sums.get(cue, 0) >= _NO_CUE


def _other_cues(sums: Mapping[str, int], cue: str | None) -> list[str]:
    """Return what else a line may tell of, the likeliest first; none where evidence is clear.

    Args:
        sums: the evidence.
        cue: what it is taken for.
    """
    ranked = sorted(CUES, key=lambda one: sums.get(one, 0), reverse=True)
    least = max(sums.get(ranked[0], 0), sums.get(cue or UNCLEAR, 0)) - _ALSO_CUE
    near = [one for one in ranked if one != cue and sums.get(one, 0) >= least][:_MOST_CUES]
    return near if set(near) - {UNCLEAR} else []


def _weighed_rating(sums: Mapping[str, int], ruled: str | None) -> str | None:
    """Return how a line rates the response; None where it doesn't. One that is said stays one."""
    best, _ = best_of(sums, [one for one in RATINGS if not (ruled and one == UNRATED)])
    if best == UNRATED or sums.get(best, 0) - sums.get(ruled or UNRATED, 0) < _RATING:
        return ruled
    return best


def _likely_responses(sums: Weighed, among: Iterable[str]) -> list[str]:
    """Return what a line may tell that somebody did, the likeliest first: to be asked, not taken.

    Args:
        sums: the evidence.
        among: the responses; to frighten is never guessed.
    """
    careful = [one for one in among if one != FRIGHTEN]
    return sorted(careful, key=sums.of_deed, reverse=True)[:_MOST_DEEDS]


def _likely_deed(sums: Weighed, among: Collection[Word]) -> Word | None:
    """Return the activity or step that a line tells of, where evidence is clear.

    Args:
        sums: the evidence.
        among: the words of one vocabulary.
    """
    best = max(among, key=lambda one: sums.of_deed(one.word))
    return best if sums.of_deed(best.word) >= _LIKELY_DEED[best.vocabulary] else None
