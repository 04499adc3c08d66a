"""What each piece of a line may be taken for, after who did it and whether it was done.

What stands behind a “not” is not taken, nor what is still to be done.
"""

from collections.abc import Iterable

from attune_cli.core.grammar import ACTION_OF
from attune_cli.core.speech.acts import Acts
from attune_cli.core.speech.doing import LASH_OUT, Doing
from attune_cli.core.speech.lexicon import (
    ALONG,
    MINE,
    NEAR,
    NOTHING,
    SAME,
    THEIRS,
    WEAK,
    fits,
    plain,
)
from attune_cli.core.speech.line import ME, Who
from attune_cli.core.speech.pieces import Piece
from attune_cli.core.speech.taken import About, Found, Taken
from attune_cli.core.speech.told import Told
from attune_cli.core.speech.undone import Done, is_done
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, Word

# Pieces of which the child or the caregiver may be meant: “snatched the tablet”, “made fun of him”.
_OF_BOTH = {"sorry", "reconnect"}  # steps by which a child makes up, too
_EITHER = {"quarrel": "takeover", "left_out": "punish"}


class Meaning:
    """The meaning of the pieces of a line."""

    def __init__(self, told: Told, acts: Acts) -> None:
        self._told, self._line, self._vocabulary = told, told.line, told.vocabulary
        self._lexicon, self._doers = told.lexicon, told.doers
        self._pieces, self._is_terse = told.pieces, told.is_terse
        self._acts = acts
        self._planned: set[int] = set()  # clauses that tell what is still to be done
        self._undone = -1  # where a deed ends that is still to be done
        self._places_told: set[int] = set()  # of words that say whether a deed was done

    def found(self, *, is_rated: bool) -> list[Found]:
        """Return what all pieces may be taken for, by one who responded.

        Args:
            is_rated: whether the line rates the response.
        """
        if not self._is_terse:
            self._line.forget_roles()
            self._find_undone()
        found = self._of_one(self._of_all(is_rated=is_rated))
        self._ask_of_fear(found)
        return found

    def _of_all(self, *, is_rated: bool) -> list[Found]:
        """Return what all pieces may be taken for."""
        found = [one for piece in self._pieces for one in self._taken(piece)]
        if (
            not (self._is_terse or is_rated)
            and self._line.is_errand()
            and not _has_clear_cue(found)
        ):
            return []
        if self._is_without_tears() and not any(one.word.vocabulary == "response" for one in found):
            return [one for one in found if one.word.vocabulary != "cue"]
        return found

    def _taken(self, piece: Piece) -> list[Found]:
        """Return what a piece may be taken for, after who did it."""
        said = self._line.said(piece.first, piece.end)
        if said in self._told.answers:
            is_act = not {FRIGHTEN, LASH_OUT}.isdisjoint(piece.meanings)
            self._told.is_upset |= is_act and self._doers.of(piece).who in {Who.OTHER, Who.CHILD}
            answer = self._told.answers[said]
            return [Found(piece.first, Taken(said, answer), SAME)] if answer else []
        is_nothing = set(piece.meanings) == {NOTHING} or self._is_hard_slip(piece)
        if is_nothing or self._is_told(piece):
            self._told.has_undone |= fits(self._line.tokens[piece.first].word, "plan")  # “a picnic”
            return []
        is_undone = not self._is_terse and self._is_undone(piece)
        self._told.has_undone |= is_undone
        if is_undone and self._line.is_denied(piece.first):
            self._told.denied |= set(piece.meanings)
        is_will = piece.end - piece.first == 1 and self._line.is_short_of_will(piece.first)
        doing = self._doers.of(piece)
        is_open = self._told.done.get(piece.first) == Done.OPEN
        if is_open:
            self._ask_if_done(piece, doing)
        if is_undone or is_will or is_open:
            return []
        if "hurt" in piece.meanings and self._line.is_by_me(piece.end - 1):
            self._told.ask_who_did(said)  # “slapped by me”
            return []
        if self._doers.is_perhaps_blow(piece, doing):
            self._told.has_risk = True
            self._ask_either(piece, FRIGHTEN, "hurt")
            return []
        if self._doers.is_blow(piece, doing):
            piece = Piece(piece.first, piece.end, {LASH_OUT: THEIRS, FRIGHTEN: MINE})
        return self._of_act(piece, doing)

    def _of_act(self, piece: Piece, doing: Doing) -> list[Found]:
        """Return what a piece is taken for, with what only hitting, throwing and the like need."""
        if {FRIGHTEN, LASH_OUT}.isdisjoint(piece.meanings) or self._is_word(piece):
            return self._meant(piece, doing)
        self._told.has_risk |= self._doers.is_dangerous(piece)
        act = (
            []
            if self._acts.is_harmless(piece, doing) or self._doers.is_noun_of_act(piece, doing)
            else self._acts.taken_for(piece, doing)
        )
        return self._meant(piece, doing) if act is None else act

    def _is_undone(self, piece: Piece) -> bool:
        """Whether a line says that it did not happen, or supposes it."""
        place = piece.first
        if place in self._told.done:
            return self._told.done[place] == Done.NO
        if any((self._line.is_denied(place), self._line.is_supposed(place))):
            return True
        if self._line.is_of_nobody(place):
            return True
        if self._line.is_wished(place):
            return True
        if FRIGHTEN in piece.meanings and (
            self._line.is_planned(place) or self._line.is_threatened(place)
        ):
            return True  # “she thinks I will hit her”
        return self._line.is_tried(piece.first) and self._doers.of(piece).who is not Who.CHILD

    def _is_told(self, piece: Piece) -> bool:
        """Whether a piece is of words that say whether a deed was done: “I felt” like yelling."""
        is_mine = self._line.tokens[piece.first].word in ME
        many = range(piece.first, piece.end if is_mine else piece.first + 1)
        return not self._places_told.isdisjoint(many)

    def _find_undone(self) -> None:
        """Find out of each deed whether it was done, where the words before it say so."""
        for piece in self._pieces:
            deeds = self._deeds_of(piece)
            who = self._doers.of(piece).who
            if not deeds or who is Who.CHILD:
                continue
            is_harsh = any(word.stance == UNSUPPORTIVE for word in deeds)
            places = [piece.first]
            is_sharp = {word.word for word in deeds} <= {"punish", FRIGHTEN}
            if is_sharp and self._line.tokens[piece.first].word in ME:  # “I wouldn’t yell” is one
                places = [*range(piece.end - 1, piece.first, -1)]
            several = (is_done(self._line, n, piece.end, is_harsh=is_harsh) for n in places)
            if found := next((one for one in several if one), None):
                self._told.done[piece.first], first = found
                if is_harsh or who is Who.ME:  # “wanted to stay up” is perhaps the child’s wish
                    self._places_told.update(range(first, piece.first))

    def _deeds_of(self, piece: Piece) -> list[Word]:
        """Return what a caregiver may have done, as a piece says."""
        words = [word for word, level in piece.meanings.items() if level in {SAME, MINE}]
        if not {FRIGHTEN, LASH_OUT}.isdisjoint(piece.meanings):
            is_more = not set(piece.meanings) <= {FRIGHTEN, LASH_OUT}  # “hit head” is a hurt
            is_more = is_more and not fits(self._line.tokens[piece.first].word, "hurt")
            words = [FRIGHTEN]
            if is_more or self._line.is_at_me(piece.first, piece.end):
                return []
        deeds = map(self._vocabulary.find, words)
        return [word for word in deeds if word and word.vocabulary in ACTION_OF.values()]

    def _ask_if_done(self, piece: Piece, doing: Doing) -> None:
        """Ask whether a deed was done, and by whom where that is open, too."""
        self._told.has_undone = True
        if doing.who is Who.OTHER:
            return
        theirs = self._vocabulary.find(LASH_OUT)
        is_open = doing.who is Who.OPEN and LASH_OUT in piece.meanings
        choices = [*self._deeds_of(piece), *([theirs] if theirs and is_open else [])]
        self._told.ask(About.DONE, self._line.said(piece.first, piece.end), *choices)

    def _is_hard_slip(self, piece: Piece) -> bool:
        """Whether it would be hitting and the like, by a guess from letters: none is made."""
        is_guess = any(n in self._told.slips for n in range(piece.first, piece.end))
        return is_guess and not {FRIGHTEN, LASH_OUT}.isdisjoint(piece.meanings)

    def _meant(self, piece: Piece, doing: Doing) -> list[Found]:
        said, found = self._line.said(piece.first, piece.end), []
        meanings = self._of_either(piece, doing)
        for name, level in meanings.items():
            word = self._vocabulary.find(name)
            if word is None or (name == FRIGHTEN and level != SAME):
                continue
            # “scared of me” says itself whose act it was.
            if name == "punish" and not self._doers.is_of_household(piece, doing):
                self._told.is_upset |= self._line.has_object(piece.first, piece.end)
            is_so = not self._is_no_news(word, level, piece)
            if name == FRIGHTEN or (is_so and self._doers.counts(word, level, piece, doing)):
                found.append(Found(piece.first, Taken(said, word), level))
                if word.vocabulary == "state" and doing.carried is Who.OPEN:
                    self._told.of_nobody.add(said)
                is_deed = found[-1].taken.is_deed
                if is_deed:
                    self._told.by[piece.first] = doing.who
                if doing.who is Who.OTHER and (is_deed or self._is_settling(word, piece, doing)):
                    self._told.by_caregiver(piece.first)
                    self._told.by_other(piece, doing)
            elif is_so and level in {SAME, MINE} and word.vocabulary in ACTION_OF.values():
                self._told.by_other(piece, doing)
                if name in _OF_BOTH and doing.who is Who.CHILD:
                    self._told.denied.add(name)  # “she said sorry” is no coming back of mine
        return found

    def _is_settling(self, word: Word, piece: Piece, doing: Doing) -> bool:
        """Whether somebody did what is told as how a child was then: “nana settled her”."""
        has_object = self._line.has_object(piece.first, piece.end)
        return word.vocabulary == "after" and doing.is_near and has_object

    def _of_one(self, found: list[Found]) -> list[Found]:
        """Return the pieces without deeds of another, where an “I” responded, too.

        A moment is of one who responded. It is the other's where they scared or hurt the child, or
        where the “I” was not there.
        """
        if not {Who.ME, Who.OTHER} <= set(self._told.by.values()):
            return found
        theirs = [one for one in found if self._told.by.get(one.place) is Who.OTHER]
        is_fear = any(one.word.word == FRIGHTEN for one in theirs)
        mine = {one.word.word for one in found if self._told.by.get(one.place) is Who.ME}
        is_theirs = is_fear or mine <= {"missed"}  # “jo did bedtime, I was at work”
        left_out = Who.ME if is_theirs else Who.OTHER
        if not is_theirs:
            self._told.caregiver = None
            self._told.is_upset |= any(one.word.stance == UNSUPPORTIVE for one in theirs)
        return [one for one in found if self._told.by.get(one.place) is not left_out]

    def _of_either(self, piece: Piece, doing: Doing) -> dict[str, str]:
        """Return what a piece means that a child or the caregiver may have done; or ask of it."""
        means = piece.meanings
        if self._is_second_cry(piece, doing):
            return self._ask_either(piece, "distress", "punish")
        pairs = ((cue, deed) for cue, deed in _EITHER.items() if means.get(deed) == MINE)
        cue, deed = next((pair for pair in pairs if means.get(pair[0]) == THEIRS), ("", ""))
        if not cue:
            return means
        before = [token.word for token in self._line.tokens[: piece.first]]
        is_peer = any("{peer}" in self._lexicon.groups(plain(word)) for word in before)
        if is_peer or self._line.is_by_somebody_else(piece.first) or doing.who is Who.CHILD:
            return {cue: SAME}
        if Who.ME in {doing.who, doing.carried} or doing.who is Who.OTHER:
            return {deed: SAME}
        if deed == "takeover" and self._line.has_object(piece.first, piece.end):
            return {deed: SAME}
        return self._ask_either(piece, cue, deed)

    def _ask_either(self, piece: Piece, *names: str) -> dict[str, str]:
        """Ask which of some words a piece means; until then it means none."""
        choices = [word for name in names if (word := self._vocabulary.find(name))]
        self._told.ask(About.NEAR, self._line.said(piece.first, piece.end), *choices)
        return {}

    def _is_second_cry(self, piece: Piece, doing: Doing) -> bool:
        """Whether a bare “yelled” is perhaps an answer: “told no, he screamed, yelled”."""
        is_bare = piece.end - piece.first == 1 and self._line.is_clause(piece.first, piece.end)
        is_cry = piece.meanings.get("punish") == MINE and "distress" in piece.meanings
        if self._is_terse or not (is_bare and is_cry and doing.who is Who.OPEN):
            return False
        before = [one.meanings for one in self._pieces if one.end <= piece.first]
        is_told = any("told_no" in means for means in before)
        is_cried = doing.carried is Who.CHILD and any("distress" in means for means in before)
        return is_told and is_cried

    def _is_word(self, piece: Piece) -> bool:
        """Whether a piece is a word of a vocabulary itself, in a line of such words."""
        known = self._vocabulary.find(self._line.tokens[piece.first].said)
        return self._is_terse and known is not None and piece.meanings.get(known.word) == SAME

    def _is_no_news(self, word: Word, level: str, piece: Piece) -> bool:
        """Whether it is still to be done, or concerns the caregiver alone."""
        clause = self._line.tokens[piece.first].clause
        is_told_done = self._told.done.get(piece.first) == Done.YES
        is_planned = not is_told_done and self._line.is_planned(piece.first)
        if word.vocabulary in ACTION_OF.values() and is_planned:
            self._planned.add(clause)
            self._told.has_undone = True
            self._undone = piece.end
            return True
        if word.vocabulary == "activity" and self._undone == piece.first:
            return True  # “hoped to play lego”
        is_at_me = self._line.is_at_me(piece.first, piece.end)
        if word.word == "scared" and is_at_me and self._doers.is_fright(piece):
            return True  # “he frightened me”
        # “I will say sorry tomorrow”
        return word.vocabulary == "cue" and level == ALONG and clause in self._planned

    def _is_without_tears(self) -> bool:
        """Whether a line says that nobody cried: “she didn’t cry at drop off!”."""
        cries = (n for n, token in enumerate(self._line.tokens) if fits(token.word, "cry"))
        return "distress" in self._told.denied and any(map(self._line.is_denied, cries))

    def _ask_of_fear(self, found: list[Found]) -> None:
        """Ask whether a child was afraid of the caregiver: “I yelled so loud that she …”."""
        fear = self._vocabulary.find(FRIGHTEN)
        sharp = [one.place for one in found if one.word.word == "punish"]
        for one in found:
            if fear and one.word.word == "scared" and one.level == SAME:
                is_after = any(place < one.place for place in sharp)
                is_open = one.taken.said not in self._told.answers and not self._has_cause(one)
                if is_after and is_open:
                    self._told.ask(About.AFRAID, one.taken.said, fear, one.word)

    def _has_cause(self, one: Found) -> bool:
        """Whether what scared them is named: “scared of the dog”."""
        many = len(one.taken.said.split())
        words = self._line.tokens[one.place : one.place + many + 1]
        return any(token.word in {"of", "by"} for token in words)


def _has_clear_cue(found: Iterable[Found]) -> bool:
    """Whether something says clearly that a child was upset."""
    upset = (one for one in found if one.word.vocabulary == "cue" or one.word.word == "distress")
    return any(one.level not in {NEAR, *WEAK} for one in upset)
