"""Whether a deed that a line names was done: “nearly smacked him”, “might have”, “didn’t mean to”.

A harsh act that nearly happened is never taken as done, and one that somebody is sorry for is never
hidden. The words right before a deed say which it is; where they don’t, it is asked.
"""

from collections.abc import Sequence

from attune_cli.core.speech.lexicon import bases
from attune_cli.core.speech.line import ME, NEGATIONS, Line

_FAR = 10  # words before a deed that are looked at
_BEHIND = 7  # words behind it in which it may be taken back
# A clause ends at these: what stands before them says nothing of the deed.
_ENDS = {"but", "then", "because", "and", "after", "when", "until", "till", "while"}
# What may stand between: “wanted so badly to just slap her”.
_BETWEEN = {
    "just", "really", "so", "badly", "bad", "actually", "even", "very", "much", "kind", "sort",
    "kinda", "sorta", "totally", "suddenly", "simply", "completely", "desperately", "a", "bit",
    "little", "been", "possibly", "perhaps", "maybe", "also", "accidentally", "too", "all", "had",
    "honestly", "literally", "still", "out", "up", "only",
}  # fmt: skip
_WISHES = {"wish", "wished", "wishing"}
_FEARS = {
    "afraid", "scared", "worried", "terrified", "fear", "feared", "fearing", "frightened",
    "anxious",
}  # fmt: skip
# Before a verb in any form: “damn near smacked”, “nearly I hit him”.
_NEARLY = {"nearly", "almost", "near", "nigh", "finna", "liketa", "narrowly"}
_HARDLY = {"barely", "hardly", "scarcely", "practically", "virtually"}
_HEDGES = {"mightve", "mayve", "mighta", "maybeve"}
# Before a verb in its plain form.
_SUPPOSED = {"could", "would", "might", "may", "cld", "cud", "wld", "wud"}
_WANNA = {"wanna", "gunna", "gonna", "bouta", "tryna"}
_REFUSED = {"wouldnt", "couldnt", "cant", "cannot", "wont", "mustnt", "shouldnt"}
_UNABLE = {"couldnt", "cant", "cannot"}
# Before “to”: “about to hit”, “had the urge to slap”, “half a mind to smack”.
_TO = {
    "about", "ready", "close", "near", "tempted", "urge", "urges", "impulse", "itching", "itched",
    "itch", "dying", "fit", "fixing", "fixin", "mind", "want", "wanted", "wanting", "wants",
    "liked", "like", "refused", "decided", "desperate", "prepared", "poised", "set", "inclined",
    "longed", "longing", "afraid", "scared", "told", "say", "says", "said", "advised", "tells",
    "suggested", "love", "loved", "prefer", "going", "planned", "meant", "supposed",
}  # fmt: skip
_THOUGHTS = {"thought", "instinct", "impulse", "urge", "reaction", "temptation"}  # “… was to hit”
_PERHAPS_TO = {"went", "came"}
_HANDS = {"hand", "hands", "arm", "fist"}  # “raised my hand to smack him”
_RAISED = {"up", "raised", "lifted"}
_MEANT = {"mean", "meant", "intend", "intended", "try", "trying"}
_ABOUT = {
    "thought", "thinking", "think", "dreamed", "dreamt", "dreaming", "fantasised", "fantasized",
    "fantasising", "fantasizing",
}  # fmt: skip
_OF = _ABOUT | {
    "whisker", "hair", "ace", "verge", "brink", "point", "edge", "inch", "inches", "short",
    "instead",
}  # fmt: skip
_LIKE = {"felt", "feel", "feeling", "feels"}
_FROM = {
    "breadth", "breath", "whisker", "hair",
    "inches", "inch", "second", "seconds", "moment", "moments", "step", "steps", "minute", "away",
}  # fmt: skip
# What stops a deed, or with a “couldn’t” did not: “stopped myself from hitting him”.
_STOPPING = {
    "stop", "stopped", "stopping", "keep", "kept", "hold", "held", "refrain", "refrained",
    "refraining", "restrain", "restrained", "prevent", "prevented", "abstain", "abstained",
    "control", "controlled", "resist", "resisted", "avoid", "avoided", "avoiding", "help",
}  # fmt: skip
_HEADS = {
    "like": _LIKE, "about": _ABOUT, "of": _OF, "to": {"close", "near", "closer"}, "from": _FROM,
}  # fmt: skip
_THINKING = {
    "considered", "considering", "contemplated", "imagined", "imagining", "imagine", "pictured",
    "picturing",
}  # fmt: skip
# Before “before I hit him”.
_LEAVING = {
    "leave", "walk", "stopped", "stop", "caught", "left", "walked", "went", "got", "stepped", "hid",
    "moved",
}  # fmt: skip
_SELF = {"myself", "ourselves", "me", "back", "away", "himself", "herself"}
# What leads to such words, and is no cue by itself: “resisted the urge”, “came so close”.
_LEADING = {
    "was", "were", "am", "im", "is", "been", "be", "came", "come", "coming", "got", "getting",
    "so", "very", "this", "that", "within", "an", "on", "the", "had", "have", "having", "felt",
    "feel", "resisted", "resist", "fought", "fight", "fighting", "raised", "lifted", "put", "my",
    "half", "good", "a", "strong", "huge", "sudden", "damn", "darn", "pretty", "just", "narrowly",
    "his", "her", "their", "like", "liked", "swallowed", "first",
}  # fmt: skip
_SHORT_HAD = {"id", "ive", "wed", "weve", "hed", "shed"}
_WHO_HAD = _SHORT_HAD | {"i", "we", "he", "she", "somebody", "someone"}
_MANNER = {
    "hard", "purpose", "intentionally", "deliberately", "strongly", "meaning", "badly", "properly",
}  # fmt: skip
_NOT = NEGATIONS - {"wanted", "want", "wants", "wanting", "promised", "nearly", "almost", "barely"}
_CANNOT = {*_REFUSED, *_NOT, "cant", "couldnt", "failed", "unable"}


class Done:
    """Whether a deed was done, as far as the words around it say.

    No enumeration, as to make one takes longer than to read a line.
    """

    YES = "yes"
    NO = "no"
    OPEN = "open"


def is_done(line: Line, first: int, end: int, *, is_harsh: bool) -> tuple[str, int] | None:
    """Return whether a deed was done, and where the words begin that say so; None if none do.

    Args:
        line: where it stands.
        first: the place where it begins.
        end: the place behind it.
        is_harsh: whether it hurts, frightens or shames: such a one is never hidden.
    """
    if line.is_reported(first) and line.tokens[first - 1].word != "to":
        return None  # “told her I shouldn’t have yelled” is of what was said
    words = _before(line, first)
    verb = line.tokens[first].word
    said = _Before(words, verb, is_harsh=is_harsh).found()
    after = _after(line, end)
    manner = {*after, *(token.word for token in line.tokens[first:end])} & _MANNER
    if said is None and is_harsh and manner and line.is_denied(first):
        said = Done.OPEN, len(words)  # “didn’t hit him hard”
    if said is None:
        return None
    done, many = said
    if done != Done.YES:
        done = _taken_back(done, after)
    return done, first - len(words) + many


def _before(line: Line, place: int) -> list[str]:
    """Return the words before a place that may say whether it was done."""
    words: list[str] = []
    for n in range(place - 1, max(-1, place - 1 - _FAR), -1):
        token = line.tokens[n]
        if token.clause != line.tokens[place].clause or token.word in _ENDS:
            break
        words.insert(0, token.word)
    return words


def _after(line: Line, end: int) -> list[str]:
    clause = line.tokens[end - 1].clause + 1  # “…, but didn’t”
    several = line.tokens[end : end + _BEHIND]
    return [token.word for token in several if token.clause <= clause]


def _taken_back(done: str, after: Sequence[str]) -> str:
    """Return whether it was done after what follows: “but I did”, “but stopped”."""
    for n, joint in enumerate(after):
        if joint not in {"but", "and"}:
            continue
        told = [word for word in after[n + 1 :] if word not in ME | {"still", "yes"}]
        if told[:1] == ["did"]:
            return Done.YES
        behind = told if joint == "but" else told[:1]
        if any(_is_taking_back(one, told[turn + 1 :]) for turn, one in enumerate(behind)):
            return Done.NO
    return done


def _is_taking_back(word: str, after: Sequence[str]) -> bool:
    """Whether it is a “stopped”, or a bare “didn’t”: no “didn’t mean to”."""
    is_bare = not after or after[0] in {"do", "in", "then", "and", "so"}
    return word == "stopped" or (word in {"didnt", "couldnt"} and is_bare)


class _Before:
    """The words before a deed."""

    def __init__(self, words: list[str], verb: str, *, is_harsh: bool) -> None:
        self.words, self.is_harsh = words, is_harsh
        self.is_ing = verb.endswith("ing")
        self.is_plain = not self.is_ing and bases(verb)[0] == verb and not verb.endswith("ed")

    def found(self) -> tuple[str, int] | None:
        """Return whether it was done, and how many words stand before those that say so."""
        at = self._skip(len(self.words))
        looks = (
            *(self._regretted, self._not_only, self._near, self._hedged, self._supposed),
            *(self._wanted, self._thought_of, self._stopped, self._likened),
        )
        for look in looks:
            if (said := look(at)) is not None:
                done, first = said
                return done, self._feared(self._lead(first))
        return self._before_it(at) if self.is_harsh else None

    def _word(self, n: int) -> str:
        return self.words[n] if 0 <= n < len(self.words) else ""

    def _skip(self, at: int) -> int:
        """Return how many words there are without those that say nothing at the end."""
        while at and self.words[at - 1] in _BETWEEN:
            at -= 1
        return at

    def _lead(self, first: int) -> int:
        while first and self.words[first - 1] in _LEADING:
            first -= 1
        return first

    def _feared(self, first: int) -> int:
        """Return where a fear of doing it begins: “worried I was going to hit her”."""
        fear = next((n for n, word in enumerate(self.words) if word in _FEARS), first)
        return min(fear, first) if not ME.isdisjoint(self.words[fear:]) else first

    def _is_negated(self, first: int) -> int | None:
        """Return where a “couldn’t” stands before this place, if one does."""
        near = range(first - 1, max(-1, first - 4), -1)
        return next((n for n in near if self.words[n] in _CANNOT), None)

    def _regretted(self, _: int) -> tuple[str, int] | None:
        """Whether it is a “wish I hadn’t”."""
        wish = next((n for n, word in enumerate(self.words) if word in _WISHES), None)
        if wish is None or not any(word in _NOT for word in self.words[wish:]):
            return None
        return Done.YES, wish

    def _not_only(self, _: int) -> tuple[str, int] | None:
        last, before = self._word(len(self.words) - 1), self._word(len(self.words) - 2)
        if last in {"only", "just", "merely"} and before in _NOT:
            return Done.YES, len(self.words) - 2
        if last == "not" and before in _REFUSED:
            return Done.YES, len(self.words) - 2
        return None

    def _near(self, at: int) -> tuple[str, int] | None:
        place = at - 1
        while self._word(place) in ME | {"have"}:  # “nearly I hit him”
            place -= 1
        word = self._word(place)
        if word in _NEARLY:
            return Done.NO, place
        if word == "on" and self._word(place - 1) == "nigh":
            return Done.NO, place - 1
        is_past = not (self.is_plain or self.is_ing)
        if word == "about" and self._word(place - 1) == "just" and is_past:
            return Done.NO, place - 1
        if self.is_harsh and self._word(at - 1) in _HARDLY:
            return Done.OPEN, at - 1
        return None

    def _hedged(self, at: int) -> tuple[str, int] | None:
        """Whether it is a “might have”, or a “wouldn’t have” of what happened."""
        last, before = self._word(at - 1), self._word(at - 2)
        if last in _HEDGES:
            return Done.OPEN, at - 1
        done = None
        if last == "yet":
            done = Done.NO if before in _NOT else None
        elif last not in {"have", "of", "a"}:
            return None
        elif before in {"may", "might"}:
            done = Done.OPEN
        elif before == "wouldnt":
            done = Done.YES if self.is_harsh else None
        elif before in _SUPPOSED or (before == "to" and self._word(at - 3) in {"like", "liked"}):
            done = Done.NO  # “i cld have slapped him”, “liked to have slapped her”
        return (done, at - 2) if done else None

    def _supposed(self, at: int) -> tuple[str, int] | None:
        """Whether it only could or might be done, or somebody feared that they would."""
        last = self._word(at - 1)
        if not self.is_plain:
            return None
        is_mine = self.is_harsh or last in {"might", "may"}
        fear = next((n for n, word in enumerate(self.words) if word in _FEARS), None)
        is_short = last in {"id", "wed"} and fear is not None  # “scared I’d hit her”
        is_refused = last in _REFUSED and (self.is_harsh or last in _UNABLE)
        is_wanted = last in _WANNA and self.is_harsh
        if (last in _SUPPOSED and is_mine) or is_short or is_refused or is_wanted:
            return Done.NO, at - 1 if fear is None else fear
        return None

    def _wanted(self, at: int) -> tuple[str, int] | None:
        """Whether somebody was about to do it, or wanted to."""
        if self._word(at - 1) not in {"to", "2"}:
            return None
        at = self._skip(at - 1)
        head, done = self._word(at - 1), None
        if head in _MEANT and self._is_negated(at - 1) is not None:
            done = Done.YES if self.is_harsh and head in {"mean", "meant"} else None
        elif head in _NOT or (head in _SELF and self._word(at - 2) in _STOPPING):
            done = Done.NO  # “sat on my hands not to slap her”
        elif head in {"was", "is"} and self._word(at - 2) in _THOUGHTS:
            done = Done.NO
        elif head in _TO:
            done = Done.NO if self.is_harsh or head not in {"close", "near"} else None
        elif self.is_harsh and (head in _PERHAPS_TO | _HANDS or self._is_raised(at)):
            done = Done.OPEN
        return (done, at - 1) if done else None

    def _is_raised(self, at: int) -> bool:
        """Whether a hand was raised: “my hand was up to slap her”."""
        words = self.words[:at]
        return not (_HANDS.isdisjoint(words) or _RAISED.isdisjoint(words + self.words[at:]))

    def _thought_of(self, at: int) -> tuple[str, int] | None:
        """Whether a deed in “-ing” was only near or thought of."""
        last, before = self._word(at - 1), self._word(at - 2)
        if before == "rather" and last == "than":
            return Done.NO, at - 2
        if not self.is_ing:
            return None
        if last in _THINKING:
            return Done.NO, at - 1
        is_so = before in _HEADS.get(last, ()) or (last in _SELF and before in _THINKING)
        return (Done.NO, at - 2) if is_so else None

    def _stopped(self, at: int) -> tuple[str, int] | None:
        """Whether it was stopped, or couldn’t be; who “stopped hitting” had begun."""
        if not self.is_ing:
            return None
        place = at - 1 if self._word(at - 1) != "from" else at - 2
        while self._word(place) in _SELF:
            place -= 1
        word, is_bare = self._word(place), place == at - 1
        if word not in _STOPPING or (is_bare and word in {"keep", "kept", "hold", "held"}):
            return None
        if self._is_negated(place) is not None:
            return Done.YES, place
        if word == "help" or (is_bare and word in {"stop", "stopped", "stopping"}):
            return None
        return Done.NO, place

    def _likened(self, at: int) -> tuple[str, int] | None:
        """Whether something looked as if it had been done: “he looked at me like I’d hit him”."""
        place, is_past = at, at < len(self.words) and "had" in self.words[at:]
        while self._word(place - 1) in _WHO_HAD:
            place -= 1
            is_past |= self.words[place] in _SHORT_HAD
        if not (is_past and place < at):
            return None
        last, before = self._word(place - 1), self._word(place - 2)
        is_as = last in {"if", "though"} and before == "as"
        return (Done.NO, place - 1 - is_as) if last == "like" or is_as else None

    def _before_it(self, at: int) -> tuple[str, int] | None:
        """Whether something else was done before: “walked away before I hit him”."""
        place = at - 1
        while self._word(place) in ME | {"could"}:
            place -= 1
        if self._word(place) != "before" or (place == at - 1 and not self.is_ing):
            return None
        is_left = not _LEAVING.isdisjoint(self.words[:place]) or self._word(at - 1) == "could"
        return (Done.NO if is_left else Done.OPEN), place
