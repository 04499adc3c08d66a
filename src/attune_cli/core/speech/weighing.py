"""What the evidence of a whole line changes in what the rules took it for.

The rules go first, and evidence overrules them where it is clearly against them. It invents no
response and no fear, and touches nothing that somebody was asked about.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from attune_cli.core.moment import Kind
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
)
from attune_cli.core.speech.pieces import Piece
from attune_cli.core.speech.taken import Question, Taken
from attune_cli.core.vocabulary import FRIGHTEN, Word

UNCLEAR = "unclear"
_LACKING = ("cue", "response", "activity", "step", "sensitivity")
# By how much evidence must be clearer to overrule: measured on lines of writers left out.
_KIND, _NEW_KIND = 38, 75
_CUE, _NEW_CUE, _UNSAID_CUE = 55, 45, 60
_NO_CUE = 80
_RATING = 40
_DENIED = {"response": -140, "activity": -60}
_LIKELY_DEED = {"activity": 250, "step": 300}  # where none is told
_LIKELY_KIND = 100  # of a line of which no phrase is known
_MOST_DEEDS = 3  # that are likely, where none is told
_ALSO_KIND = 200  # what is offered beside the kind: how near
_ALSO_CUE, _MOST_CUES = 150, 3  # what is offered beside the cue: how near, and how many
# What is never weighed away: it was harsh, and a phrase says so.
_HARSH = {"punish", "takeover", FRIGHTEN}


def rule_signs(
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


def weighed_kind(sums: Mapping[str, int], ruled: Kind | None) -> Kind | None:
    """Return the kind that a line tells of, where evidence is clear; else that of the rules."""
    best, _ = best_of(sums, KINDS)
    margin = sums.get(best, 0) - sums.get(ruled or NO_MOMENT, 0)
    if margin < (_KIND if ruled else _NEW_KIND):
        return ruled
    return None if best == NO_MOMENT else Kind(best)


def likely_kind(sums: Mapping[str, int]) -> Kind | None:
    """Return the kind that a line tells of, where evidence alone is clear: to be asked about."""
    best, lead = best_of(sums, KINDS)
    return None if best == NO_MOMENT or lead < _LIKELY_KIND else Kind(best)


def other_kind(sums: Mapping[str, int], kind: Kind) -> Kind | None:
    """Return what else a line may tell of; None where evidence is clear."""
    other = max((one for one in Kind if one is not kind), key=lambda one: sums.get(one, 0))
    return other if sums.get(kind, 0) - sums.get(other, 0) < _ALSO_KIND else None


def weighed_cue(
    sums: Mapping[str, int], ruled: str | None, meant: Collection[str], *, is_asked: bool
) -> str | None:
    """Return the cue that a line tells of, or None: that it was unclear why is never made up.

    Args:
        sums: the evidence.
        ruled: the cue by the rules.
        meant: the words that phrases of the line may mean; for others, more evidence is needed.
        is_asked: whether it would be asked; then more is needed, too.
    """
    best, lead = best_of(sums, CUES)
    if best == UNCLEAR or (ruled and sums.get(best, 0) - sums.get(ruled, 0) < _CUE):
        return ruled
    is_near = best in meant and not is_asked
    return ruled if ruled is None and lead < (_NEW_CUE if is_near else _UNSAID_CUE) else best


def is_no_reason(sums: Mapping[str, int], cue: str) -> bool:
    """Whether evidence is clearly for an upset of which nobody says why, and against a cue."""
    best, _ = best_of(sums, CUES)
    return best == UNCLEAR and sums.get(UNCLEAR, 0) - sums.get(cue, 0) >= _NO_CUE


def other_cues(sums: Mapping[str, int], cue: str | None) -> list[str]:
    """Return what else a line may tell of, the likeliest first; none where evidence is clear.

    Args:
        sums: the evidence.
        cue: what it is taken for.
    """
    ranked = sorted(CUES, key=lambda one: sums.get(one, 0), reverse=True)
    least = max(sums.get(ranked[0], 0), sums.get(cue or UNCLEAR, 0)) - _ALSO_CUE
    near = [one for one in ranked if one != cue and sums.get(one, 0) >= least][:_MOST_CUES]
    return near if set(near) - {UNCLEAR} else []


def weighed_rating(sums: Mapping[str, int], ruled: str | None) -> str | None:
    """Return how a line rates the response; None where it doesn't. One that is said stays one."""
    best, _ = best_of(sums, [one for one in RATINGS if not (ruled and one == UNRATED)])
    if best == UNRATED or sums.get(best, 0) - sums.get(ruled or UNRATED, 0) < _RATING:
        return ruled
    return best


def likely_responses(sums: Weighed, among: Iterable[str]) -> list[str]:
    """Return what a line may tell that somebody did, the likeliest first: to be asked, not taken.

    Args:
        sums: the evidence.
        among: the responses; to frighten is never guessed.
    """
    careful = [one for one in among if one != FRIGHTEN]
    return sorted(careful, key=sums.of_deed, reverse=True)[:_MOST_DEEDS]


def likely_deed(sums: Weighed, among: Collection[Word]) -> Word | None:
    """Return the activity or step that a line tells of, where evidence is clear.

    Args:
        sums: the evidence.
        among: the words of one vocabulary.
    """
    best = max(among, key=lambda one: sums.of_deed(one.word))
    return best if sums.of_deed(best.word) >= _LIKELY_DEED[best.vocabulary] else None


def is_denied(sums: Weighed, word: Word) -> bool:
    """Whether evidence is clearly against a response or an activity."""
    if word.vocabulary not in _DENIED or word.word in _HARSH:
        return False
    return sums.of_deed(word.word) <= _DENIED[word.vocabulary]
