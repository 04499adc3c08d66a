"""The kind of moment that the pieces of a line tell of together: an upset, a calm time, a repair.

Harsh responses and clear cues tell of an upset; steps of a repair count where nothing hard was
done in the line, or where they stand behind it.
"""

from attune_cli.core.grammar import kind_of
from attune_cli.core.moment import Kind
from attune_cli.core.speech.lexicon import ALONG, NEAR, WEAK, fits
from attune_cli.core.speech.line import Line
from attune_cli.core.speech.taken import Taken
from attune_cli.core.vocabulary import UNSUPPORTIVE, Word

_SOFT_STEPS = {"plan", "calm", "listen", "feelings", "return"}
_ALSO_IN_CALM = {"missed", "give_in"}
_ANYWHERE = {"distract", "stay", "space", "missed", "solve"}  # done where nobody is upset, too
_ONLY_IN_UPSET = {"limit_warm", "allow"}


class Found:
    """What one piece may be taken for: where it begins, and how surely.

    No NamedTuple, as what stands in taken.py and pieces.py: to make one takes longer than a line.
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


def ruled_kind(found: list[Found], line: Line, *, is_upset: bool) -> Kind | None:
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
    if mended is not None and not (Kind.DISTRESS in told.values() and is_soft(clear)):
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


def has_clear_cue(found: list[Found]) -> bool:
    """Whether something says clearly that a child was upset."""
    is_clear = (one.level not in {NEAR, *WEAK} for one in found)
    upset = (one.word.vocabulary == "cue" or one.word.word == "distress" for one in found)
    return any(map(bool.__and__, is_clear, upset))


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


def is_soft(clear: list[Found]) -> bool:
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


def first_step(sure: list[Found], line: Line) -> int | None:
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
