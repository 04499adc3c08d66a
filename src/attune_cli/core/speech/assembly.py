"""The moment that the pieces of a line make together: an upset, a calm time, a repair.

Harsh responses and clear cues tell of an upset; steps of a repair count where nothing hard was
done in the line, or where they stand behind it. The kind decides between the words that a phrase
may stand for; what is left stays in the note.
"""

from collections.abc import Iterable

from attune_cli.core.grammar import ACTION_OF, CUE_OF_STATE, KIND_OF, ONE_ONLY
from attune_cli.core.moment import Kind
from attune_cli.core.speech.lexicon import ALONG, FAINT, NEAR, SAME, WEAK, fits
from attune_cli.core.speech.line import Line
from attune_cli.core.speech.taken import About, Found, Taken
from attune_cli.core.speech.told import Told
from attune_cli.core.speech.undone import Done
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, Word

_SOFT_STEPS = {"plan", "calm", "listen", "feelings", "return"}
_ALSO_IN_CALM = {"missed", "give_in"}
_ANYWHERE = {"distract", "stay", "space", "missed", "solve"}  # done where nobody is upset, too
_ONLY_IN_UPSET = {"limit_warm", "allow"}
_SEVERAL = 2  # cues between which it is asked
# Cues in which a line moves where somebody gives in.
_OF_A_LIMIT = {"told_no", "resist", "change", "lash_out", "quarrel", "frustrated", "unclear"}
_OF_A_PLACE = {"scared", "apart", "worry"}  # cues that a place may be the reason of
_HARD_RATINGS = {"no", "partly"}


class Assembly:
    """The moment of a line."""

    def __init__(self, told: Told) -> None:
        self._told, self._line, self._vocabulary = told, told.line, told.vocabulary
        self._pieces, self._is_terse = told.pieces, told.is_terse

    def ruled_kind(self, found: list[Found]) -> Kind | None:
        """Return the kind of moment by the rules."""
        if self._told.kind:
            return self._told.kind
        return (
            None
            if self.is_held_back(found)
            else _kind_by_rules(found, self._line, is_upset=self._told.is_upset)
        )

    def of(self, found: list[Found], kind: Kind | None) -> tuple[list[Taken], list[Taken]]:
        """Return the pieces of a moment of a kind, and of a repair that is told with it."""
        repair = list[Taken]()
        sure = [one for one in found if one.level != NEAR]
        if kind is Kind.DISTRESS:
            steps_from = None if _is_soft(sure) else _first_step(sure, self._line)
            taken = self._upset(sure, steps_from)
            if steps_from is not None:
                steps = [one for one in sure if one.word.vocabulary == "step"]
                repair = [one.taken for one in steps if one.place >= steps_from]
        else:
            is_rated = kind is not Kind.REPAIR
            fitting = [one.taken for one in sure if one.kind in {kind, None}]
            taken = [one for one in fitting if is_rated or one.word.vocabulary != "sensitivity"]
        if any(
            one.asks_of_fear for one in self._told.questions
        ):  # “dragged him out the shop” is no playing shop
            sure_words = {one.word for one in sure if one.level not in WEAK}
            taken = [
                one for one in taken if one.word in sure_words or one.word.vocabulary != "activity"
            ]
        self._ask_near(found, taken, kind)
        self._ask_whose(taken)
        if any(one.word.word == FRIGHTEN for one in taken):
            # It was hard enough to say: nothing more is asked but what may undo it.
            self._told.keep_questions(About.DONE, About.WHOSE)
        is_hard = any(one.word.word in _HARD_RATINGS for one in taken)
        if not self._is_terse and (repair or not is_hard):  # it stays in the note
            taken = [one for one in taken if one.word.vocabulary != "came_back"]
        return self._each_once(taken), self._each_once(repair)

    def is_held_back(self, found: list[Found]) -> bool:
        """Whether a harsh act was only wanted, and a rating says that it went well.

        “wanted to yell but took a breath, hugged her, yes”: of what, is not said.
        """
        said = {one.word.word for one in found}
        is_harsh = any(one.word.stance == UNSUPPORTIVE for one in found)
        if is_harsh or not {"yes", "calm"} <= said:
            return False
        return any(
            "punish" in piece.meanings and self._line.is_denied(piece.first)
            for piece in self._pieces
        )

    def _upset(self, sure: list[Found], steps_from: int | None) -> list[Taken]:
        """Return the pieces of an upset: a clear cue, and all that was done before a repair."""
        done = {one.place for one in sure if one.word.vocabulary == "response"}
        cues = [one for one in sure if one.word.vocabulary == "cue"]
        cues = [one for one in cues if one.level not in WEAK or one.place not in done]
        cues = [one for one in cues if not self._is_only_where(one)]
        cues = [one for one in cues if self._is_terse or not self._line.is_threatened(one.place)]
        clear = [one for one in cues if one.level not in WEAK]
        if steps_from is not None or self._told.in_need:
            cues = clear  # of what was mended, a noun says too little; in need, nothing is guessed
        cue = clear if self._is_terse and clear else sorted(cues, key=self._rank)[:1]
        if cue and not clear and not self._is_terse and self._ask_which(cues):
            cue = []
        if cue and cue[0].level == FAINT:
            cue = self._faint(cue[0], sure)
        deeds = [one for one in sure if one.word.vocabulary == "response"]
        deeds = [one for one in deeds if steps_from is None or one.place < steps_from]
        clear = [one for one in deeds if one.level not in WEAK]
        deeds = clear or [one for one in deeds if self._line.is_at_start(one.place)]
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
        is_after = one.word.vocabulary == "after" and not self._is_terse
        return is_after and bool(places) and one.place < min(places)

    def _is_only_where(self, one: Found) -> bool:
        """Whether a weak cue says where it happened; “in the dark” says why, too."""
        is_reason = one.word.word in _OF_A_PLACE
        return one.level in WEAK and not is_reason and self._line.is_where(one.place)

    def _faint(self, cue: Found, sure: list[Found]) -> list[Found]:
        """Return a bare tantrum as what it is about; of a bare noun it is asked."""
        has_more = bool(self._told.questions) or Done.NO in self._told.done.values()
        if self._is_terse or any(one.place == cue.place and one is not cue for one in sure):
            is_limit = any(one.word.word in {"give_in", "limit_warm"} for one in sure)
            told_no = self._vocabulary.find("told_no") if is_limit else None
            return [Found(cue.place, Taken(cue.taken.said, told_no), SAME) if told_no else cue]
        if has_more or self._line.says_no_reason(cue.place):
            return []
        unclear = self._vocabulary.find("unclear")
        self._told.ask(About.NEAR, cue.taken.said, cue.word, *([unclear] if unclear else []))
        return []

    def _ask_which(self, cues: list[Found]) -> bool:
        """Ask what it was about, where weak words say several things: none of them is taken."""
        weak: dict[int, Found] = {}
        for one in cues:
            if one.level == ALONG and one.word.word != "unclear":
                weak.setdefault(one.place, one)
        choices = dict.fromkeys(one.word for one in weak.values())
        is_answered = any(one.taken.said in self._told.answers for one in weak.values())
        if len(choices) < _SEVERAL or is_answered:
            return False
        self._told.ask(About.NEAR, next(iter(weak.values())).taken.said, *choices)
        return True

    def _rank(self, one: Found) -> tuple[int, int]:
        """Return how well a cue says why: clear ones first, what came as background last."""
        levels = {ALONG: 3 if one.word.word == "unclear" else 2, FAINT: 3}
        is_before = self._line.is_told_as_past(one.place)
        return (levels.get(one.level, 0) + is_before, one.place)

    def _is_leave(self, one: Found) -> bool:
        """Whether it is a “let her skip”: where no limit was at stake, nobody gave in."""
        return one.word.word == "give_in" and fits(self._line.tokens[one.place].word, "let")

    def _each_once(self, several: Iterable[Taken]) -> list[Taken]:
        """Return each word once; in a sentence, one of a vocabulary of which a moment has one."""
        found: dict[str, Taken] = {}
        for one in several:
            place = one.word.vocabulary
            key = place if place in ONE_ONLY and not self._is_terse else one.word.word
            if place == "after":
                found.pop(key, None)  # the last says how it ended
            found.setdefault(key, one)
        return list(found.values())

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
            self._told.ask(About.NEAR, said, *words)

    def _ask_whose(self, taken: list[Taken]) -> None:
        """Ask whose state a bare word is, where no cue says what the child was upset about."""
        if any(one.word.vocabulary == "cue" for one in taken):
            return
        for one in taken:
            cue = self._vocabulary.find(CUE_OF_STATE.get(one.word.word, ""))
            if cue and one.said in self._told.of_nobody and one.said not in self._told.answers:
                self._told.ask(About.WHOSE, one.said, cue, one.word)


def _kind_by_rules(found: list[Found], line: Line, *, is_upset: bool) -> Kind | None:
    """Return the kind of moment that the pieces tell of together.

    Args:
        found: what the pieces may be taken for.
        line: where they stand.
        is_upset: whether it is never a calm moment: somebody hit or grabbed.
    """
    clear = [one for one in found if one.level not in {NEAR, *WEAK}]
    by_place: dict[int, list[Found]] = {}
    for one in clear:
        by_place.setdefault(one.place, []).append(one)
    told = {place: _kind_of(several) for place, several in by_place.items()}
    hard = [one.place for one in clear if one.word.stance == UNSUPPORTIVE]
    before = [one.place for one in found if one.word.word == "quarrel"]
    if any(one.word.vocabulary == "step" for one in clear):
        before = [one.place for one in found if one.word.vocabulary == "cue"]
    is_background = any(map(line.is_background, [*hard, *before]))
    mended = min((place for place, kind in told.items() if kind is Kind.REPAIR), default=None)
    has_fight = any(one.word.word == "quarrel" for one in found)
    is_calm = Kind.CONNECTION in told.values() and not (hard or has_fight)
    if is_calm and _steps(clear) <= _SOFT_STEPS - {"return", "calm"}:
        mended = None  # “we made a plan for the garden”
    if mended is not None and not (Kind.DISTRESS in told.values() and _is_soft(clear)):
        is_before = any(place < mended for place in hard) or _has_deed(clear, mended)
        return Kind.DISTRESS if is_before and not is_background else Kind.REPAIR
    if is_background and any(one.word.vocabulary == "step" for one in found):
        return Kind.REPAIR
    kinds = set(told.values())
    has_calm = Kind.CONNECTION in kinds and not any(map(_is_ignored, clear))
    calm = {one.place for one in found if one.word.vocabulary == "activity"}
    weak = [one for one in found if one.level == ALONG and one.word.vocabulary == "cue"]
    is_hint = any(one.place not in calm for one in weak)
    if is_hint and any(map(_is_only_response, by_place.values())):
        has_calm = False
    is_shown = _is_hard_time(found) or any(
        _is_sign(several, has_calm=has_calm) for several in by_place.values()
    )
    if is_upset or is_shown:
        return Kind.DISTRESS
    if has_calm:
        return Kind.CONNECTION
    if any(one.kind is Kind.DISTRESS for one in clear):
        return Kind.DISTRESS
    is_calm = any(one.kind is Kind.CONNECTION and one.level == ALONG for one in found)
    return Kind.CONNECTION if is_calm else None


def _is_hard_time(found: list[Found]) -> bool:
    """Whether somebody was held on a day that is called hard: “bad day, hugged her”."""
    is_hard = any(one.word.word == "distress" and one.level == ALONG for one in found)
    return is_hard and any(one.word.word == "comfort" for one in found)


def _is_ignored(one: Found) -> bool:
    """Whether somebody says that they ignored the child: no time together."""
    is_missed = one.word.word == "missed"
    return is_missed and any(fits(word, "ignore") for word in one.taken.said.casefold().split())


def _kind_of(several: list[Found]) -> Kind | None:
    """Return the kind that one piece tells of; None where it may tell of several."""
    if any(one.word.vocabulary == "cue" or one.word.word == "distress" for one in several):
        return Kind.DISTRESS
    kinds = {one.kind for one in several if one.word.vocabulary != "came_back"} - {None}
    if Kind.CONNECTION in kinds:
        return Kind.CONNECTION
    return kinds.pop() if len(kinds) == 1 else None


def _is_sign(several: list[Found], *, has_calm: bool) -> bool:
    """Whether a piece shows that somebody was upset, as a cue does, or a harsh response.

    Waiting, staying, and missing something are done in calm times, too; a piece that may tell of
    either is no sign where another tells of a calm time.
    """
    if has_calm and any(one.word.vocabulary == "activity" for one in several):
        return False
    return any(
        one.word.vocabulary == "cue"
        or one.word.word in {"distress", "still_upset"}
        or one.word.word in _ONLY_IN_UPSET
        or (one.word.stance == UNSUPPORTIVE and one.word.word not in _ALSO_IN_CALM)
        for one in several
    )


def _is_only_response(several: list[Found]) -> bool:
    """Whether a piece tells of a response, and of nothing that is done in calm times."""
    places = {one.word.vocabulary for one in several}
    is_sure = any(
        one.word.vocabulary == "response" and one.word.word not in _ANYWHERE for one in several
    )
    return is_sure and "activity" not in places


def _is_soft(clear: list[Found]) -> bool:
    """Whether the steps are such as one takes in an upset, too, with nothing to mend."""
    is_hard = any(one.word.stance == UNSUPPORTIVE for one in clear)
    has_cue = any(
        (one.word.vocabulary == "cue" and one.word.word != "quarrel") or one.word.word == "distress"
        for one in clear
    )
    steps = _steps(clear)
    is_own = steps == {"calm"}  # to breathe is no coming back
    return not is_hard and (is_own or (has_cue and steps <= _SOFT_STEPS | {"reconnect"}))


def _steps(clear: list[Found]) -> set[str]:
    return {one.word.word for one in clear if one.word.vocabulary == "step"}


def _has_deed(clear: list[Found], mended: int) -> bool:
    """Whether a cue and a response of an upset stand before the first step of a repair."""
    before = [one.word for one in clear if one.place < mended]
    has_cue = any(word.vocabulary == "cue" and word.word != "quarrel" for word in before)
    return has_cue and any(word.vocabulary == "response" for word in before)


def _first_step(sure: list[Found], line: Line) -> int | None:
    """Return the place from which a line of an upset tells of its repair; None if it doesn't.

    What may be done in an upset, too, is of the repair where it was done later than what was hard.
    """
    kinds: dict[int, set[Kind | None]] = {}
    for one in sure:
        if one.level not in WEAK:
            kinds.setdefault(one.place, set()).add(one.kind)
    hard = [one.place for one in sure if one.word.stance == UNSUPPORTIVE]
    steps = [place for place, known in kinds.items() if Kind.REPAIR in known]
    return min(
        (
            place
            for place in steps
            if kinds[place] == {Kind.REPAIR}
            or (hard and min(hard) < place and line.is_told_as_later(place))
        ),
        default=None,
    )
