"""Who did what a piece of a line tells, and whether it counts so.

A child who hits lashes out, and is never taken for the caregiver; nor is a thing, an animal or
another child that hurt them.
"""

from collections.abc import Iterable, Sequence

from attune_cli.core.speech.lexicon import MINE, SAME, THEIRS, WEAK, Lexicon, fits, plain
from attune_cli.core.speech.line import ME, Line, Who
from attune_cli.core.speech.pieces import Piece
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, Vocabulary, Word

LASH_OUT = "lash_out"
# Acts that are said of grown-ups in the main: “smacked her bum” after “she ran off” is asked about.
OF_ADULTS = ("smack", "spank", "slap", "hit", "grab")
_BLOWS = (
    "smack", "spank", "slap", "hit", "punch", "kick", "thump", "whack", "clout", "wallop", "bash",
    "crack", "bang", "belt", "knock", "strike",
)  # fmt: skip
_MISHAPS = ("burn", "burnt", "scald", "drop")  # told with an “I” these are perhaps none
# Acts by which a child may be badly hurt, and parts of the body at which they may be.
_DANGEROUS = ("shake", "choke", "strangle", "throttle", "throw", "slam", "drop", "burn", "hurl")
_AT_RISK = {"head", "neck", "throat", "skull", "baby", "newborn", "infant"}
_BEFORE_A_NOUN = {"a", "an", "the", "from", "best", "worst", "every"}
_OF_A_NOUN = {"a", "an", "the", "his", "her", "their", "any", "some", "more"}
_BY_ME = {"told_no", "change", "apart", "unclear"}  # cues that say what a caregiver did, too
_MAKING = {"made", "make", "makes", "making"}
_HELD_BACK = {"tongue", "lip", "lips"}
_THINGS = {"{animal}", "{pet}", "{sound}", "{toy}"}  # groups of what may hurt or frighten
_CRYING = ("cry", "tears", "tearful", "weepy")  # the caregiver's only after an “I”: “I cried”
# Responses that nobody gives by saying something.
_NOT_BY_SAYING = {"missed", "takeover", "give_in", "punish", "space", "stay"}
_DANGERS = {
    "road", "traffic", "kerb", "curb", "cliff", "pond", "river", "fire", "oven", "platform", "edge",
}  # fmt: skip
_CATCHES = ("grab", "snatch", "yank", "pull", "catch")
_FALLS = {"fell", "falls", "fall", "ran", "drowned", "slipped", "rolled"}
# By which a rescue is none, or not only one.
_ROUGH = {
    "hard", "hair", "neck", "throat", "ear", "roughly", "shook", "smacked", "slapped", "hit",
    "hurt", "screamed", "yelled", "shouted", "marks", "mark", "bruise", "bruised", "angrily",
    "furious", "collar", "yanked", "threw", "dragged", "squeezed", "spanked",
}  # fmt: skip
_HARSH = {"punish", "minimise", "missed"}
_OWNING = {"own_it", "name_it"}  # steps that are none where they say what was wrong of others
_PAINS = {"hurt", "scared", "apart", "letdown", "body", "frustrated"}


class Doing:
    """Who does what a piece tells.

    Attributes:
        who: the subject of its clause.
        is_near: whether that stands right before it.
        carried: the subject, or else that of the clauses before.
    """

    __slots__ = ("carried", "is_near", "who")

    def __init__(self, who: str, *, is_near: bool, carried: str) -> None:
        self.who, self.is_near, self.carried = who, is_near, carried


class Doers:
    """Who does what, in one line."""

    def __init__(
        self,
        line: Line,
        lexicon: Lexicon,
        vocabulary: Vocabulary,
        pieces: Sequence[Piece],
        *,
        is_terse: bool,
    ) -> None:
        self._line, self._lexicon, self._vocabulary = line, lexicon, vocabulary
        self._pieces, self._is_terse = pieces, is_terse

    def of(self, piece: Piece) -> Doing:
        """Return who does what a piece tells."""
        places = range(piece.first, piece.end)
        # “my son” is no “my hand”
        words = [self._line.tokens[n].word for n in places if n not in self._line.describing]
        is_act = LASH_OUT in piece.meanings
        before = [token.word for token in self._line.tokens[max(0, piece.first - 2) : piece.first]]
        if len(before) > 1 and before[0] in _MAKING and before[1] == "me":
            return Doing(Who.ME, is_near=True, carried=Who.ME)  # “he made me shout at him”
        if (
            self._line.tokens[piece.first].word in ME
            or ("my" in words and not is_act)
            or self._line.is_by_me(piece.end)
        ):
            return Doing(Who.ME, is_near=True, carried=Who.ME)
        who, is_near = self._line.who(piece.first)
        if who is Who.ME and self._line.is_by_a_thing(piece.first):
            return Doing(Who.OTHER, is_near=True, carried=Who.OTHER)  # “before the bike hit her”
        if not is_near and who in {Who.CHILD, Who.OTHER} and self._is_answer_to_upset(piece):
            return Doing(Who.OPEN, is_near=False, carried=Who.OPEN)
        if who is Who.OPEN and self._is_by_a_name(piece):
            return Doing(Who.OTHER, is_near=True, carried=Who.OTHER)
        carried = self._line.carried(piece.first) if who is Who.OPEN else who
        return Doing(who, is_near=is_near, carried=carried)

    def _is_by_a_name(self, piece: Piece) -> bool:
        """Whether a word that nobody knows is the subject, perhaps a name: “jo shouted at him”."""
        name = piece.first - 1
        if self._is_terse or name < 0 or not self._line.is_same_clause(name, piece.first):
            return False
        if not self._line.is_at_start(name) or self._line.is_small(name):
            return False
        word = self._line.tokens[name].word
        is_name = len(word) > 1 and not (word.endswith("ly") or self._lexicon.knows(word))
        return is_name and self._line.has_object(piece.first, piece.end)

    def _is_answer_to_upset(self, piece: Piece) -> bool:
        """Whether it comforts somebody of whom an upset was just told: “daddy left tears hugged”.

        Nobody says so of the one who was upset, unless somebody is named between the two.
        """
        is_comfort = piece.meanings.get("comfort") == SAME
        is_whole = self._line.is_at_end(piece.end) or piece.end - piece.first > 1
        if self._is_terse or not (is_comfort and is_whole):
            return False
        before = next((one for one in reversed(self._pieces) if one.end <= piece.first), None)
        if before is None or not self._line.is_same_clause(before.first, piece.first):
            return False
        is_upset = "distress" in before.meanings or not _PAINS.isdisjoint(before.meanings)
        return is_upset and self._line.has_no_subject(before.end, piece.first)

    def counts(self, word: Word, level: str, piece: Piece, doing: Doing) -> bool:
        """Whether a piece can mean a word, after who did it and at which level it stands."""
        place = word.vocabulary
        is_manner = word.word == "punish" and self._is_manner(piece, doing)
        is_part = place == "sensitivity" and not (
            self._is_terse or self._line.is_clause(piece.first, piece.end)
        )
        is_of_child = word.word == "give_in" and self._is_falling_asleep(piece)
        is_rule = word.word in _OWNING and self._is_rule(piece)
        is_rule = is_rule or self._is_refused(word, piece) or self._is_own_calm(level, piece, doing)
        is_rule = is_rule or (word.word == "solve" and self._is_outcome(piece))
        if is_manner or is_part or is_of_child or is_rule or self._is_only_said(word, piece):
            return False
        if place in {"response", "step"}:
            is_forgiven = word.word == "reconnect" and self._line.is_at_me(piece.first, piece.end)
            return is_forgiven or self._counts_as_deed(level, piece, doing)
        if place == "activity":
            return self.is_of_household(piece, doing)
        if place == "state":
            return self._counts_as_state(level, piece, doing)
        is_mine = place == "cue" and self._is_of_caregiver(word, piece, doing)
        if level == THEIRS:
            return not is_mine and self._counts_as_theirs(piece, doing)
        return not (is_mine or (place == "after" and doing.who is Who.ME and doing.is_near))

    def _is_outcome(self, piece: Piece) -> bool:
        """Whether a “helped” says how well it went: “hugged her, helped”."""
        is_bare = piece.end - piece.first == 1 and self._line.is_clause(piece.first, piece.end)
        if not is_bare or not self.begins_with(piece, ("help",)):
            return False
        before = (one for one in self._pieces if one.end <= piece.first)
        deeds = {name for one in before for name, level in one.meanings.items() if level == SAME}
        words = map(self._vocabulary.find, deeds)
        return any(word and word.vocabulary == "response" for word in words)

    def _is_refused(self, word: Word, piece: Piece) -> bool:
        """Whether a noun is what a child would not have: “refused the calpol”."""
        is_deed = word.vocabulary in {"response", "activity"} and word.stance != UNSUPPORTIVE
        if self._is_terse or not is_deed or piece.end - piece.first > 1:
            return False
        if self._line.tokens[piece.first].word.endswith(("ed", "ing")):
            return False
        before = next((one for one in reversed(self._pieces) if one.end <= piece.first), None)
        if before is None or "resist" not in before.meanings:
            return False
        between = {self._line.tokens[n].word for n in range(before.end, piece.first)}
        is_near = self._line.is_same_clause(before.first, piece.first)
        return is_near and bool(between) and between <= _OF_A_NOUN

    def _is_own_calm(self, level: str, piece: Piece, doing: Doing) -> bool:
        """Whether a caregiver calmed down, and nobody else: “I breathed and calmed down”."""
        is_mine = doing.who is Who.ME and piece.meanings.get("calm") == MINE and level != MINE
        is_theirs = {"settled", "comfort"}.isdisjoint(piece.meanings)
        return is_mine and not (is_theirs or self._line.has_object(piece.first, piece.end))

    def _is_of_caregiver(self, word: Word, piece: Piece, doing: Doing) -> bool:
        """Whether a cue is told of the caregiver, and is none: “I was scared”."""
        if doing.who is not Who.ME or self._is_childs_word(piece):
            return False
        has_mine = any(level == MINE for w, level in piece.meanings.items() if w != FRIGHTEN)
        return has_mine or (doing.is_near and word.word not in _BY_ME)

    def _is_childs_word(self, piece: Piece) -> bool:
        """Whether a child says it of the caregiver: “mia says we love the baby more”."""
        return self._line.is_reported_by_child(piece.first)

    def _is_rule(self, piece: Piece) -> bool:
        """Whether it tells others what is wrong: “told him it wasn’t ok”, and not of the own."""
        before = (one for one in self._pieces if one.end <= piece.first)
        is_hard = any(not _HARSH.isdisjoint(one.meanings) for one in before)
        return not is_hard and self._line.is_said_without_me(piece.first)

    def _is_falling_asleep(self, piece: Piece) -> bool:
        """Whether it is the child who gave up, and slept: “gave in and slept”."""
        after = next((one for one in self._pieces if one.first >= piece.end), None)
        is_next = after is not None and after.first - piece.end <= len(("and", "then"))
        return is_next and after is not None and {"settled", "body"} <= set(after.meanings)

    def _is_only_said(self, word: Word, piece: Piece) -> bool:
        """Whether it is no deed or state, but what somebody told: “said I was out of line”."""
        is_one = word.vocabulary in {"after", "state"} or word.word in _NOT_BY_SAYING
        return is_one and not self._is_terse and self._line.is_reported(piece.first)

    def _counts_as_deed(self, level: str, piece: Piece, doing: Doing) -> bool:
        """Whether a caregiver did it: no child, and nobody whom the journal doesn't know."""
        if self._line.is_done_to_me(piece.end):
            return False
        has_object = self._line.has_object(piece.first, piece.end)
        if doing.who is Who.OPEN and level == MINE and THEIRS in piece.meanings.values():
            is_cry = fits(self._line.tokens[piece.first].word, "scream")
            is_cry = is_cry or self._is_pained(piece) or self._is_before_their_act(piece)
            return doing.carried is Who.ME or (doing.carried is Who.OPEN and not is_cry)
        if doing.who is Who.CHILD:
            return has_object and not doing.is_near  # “she fell and held her”
        return self.is_of_household(piece, doing)

    def _is_manner(self, piece: Piece, doing: Doing) -> bool:
        """Whether it is how somebody was taken away: “carried him out yelling”."""
        verb = self._line.tokens[piece.first].word
        is_alone = piece.end - piece.first == 1 and verb.endswith("ing")
        if not is_alone or self._is_terse or (doing.who is Who.ME and doing.is_near):
            return False
        place = piece.first
        is_bare = self._line.is_bare(place) or self._line.is_at_start(place)
        return not is_bare and not self._line.is_reported(place)

    def _is_pained(self, piece: Piece) -> bool:
        """Whether a cause to cry was just told, so that who roars is the child."""
        before = [one for one in self._pieces if one.end <= piece.first and _is_clear(one)]
        return bool(before) and not _PAINS.isdisjoint(before[-1].meanings)

    def _is_before_their_act(self, piece: Piece) -> bool:
        """Whether what the child did follows, and no “I” between: “lost it, threw his pencil”."""
        behind = (one for one in self._pieces if one.first >= piece.end and _is_clear(one))
        after = next(behind, None)
        if after is None or LASH_OUT not in after.meanings or FRIGHTEN in after.meanings:
            return False
        between = self._line.tokens[piece.end : after.first + 1]
        is_at_them = self._line.has_object(after.first, after.end)
        return not is_at_them and not any(token.word in ME for token in between)

    def is_of_household(self, piece: Piece, doing: Doing) -> bool:
        """Whether nobody did it whom the journal doesn't know."""
        return doing.who is not Who.OTHER or bool(self._line.by_caregiver(piece.first))

    def _counts_as_state(self, level: str, piece: Piece, doing: Doing) -> bool:
        """Whether it says how the caregiver was; a bare “tired” is theirs, and asked about."""
        if level != MINE:
            return doing.who is not Who.CHILD
        if self._is_crying(piece):
            return doing.who is Who.ME and doing.is_near
        is_bare = doing.carried is Who.OPEN and self._is_bare_state(piece)
        is_bare = is_bare and (self._is_terse or self._line.is_bare(piece.first))
        return Who.ME in {doing.who, doing.carried} or is_bare

    def _counts_as_theirs(self, piece: Piece, doing: Doing) -> bool:
        """Whether the child did it or was it; never where the caregiver is the subject."""
        if self._is_childs_word(piece):
            return True
        has_mine = any(level == MINE for w, level in piece.meanings.items() if w != FRIGHTEN)
        if self._is_crying(piece) and not (doing.who is Who.ME and doing.is_near):
            return True
        if doing.who is Who.ME or (
            doing.carried is Who.OPEN and has_mine and self._is_bare_state(piece)
        ):
            return False
        return doing.who is not Who.OPEN or doing.carried is not Who.ME or not has_mine

    def _is_crying(self, piece: Piece) -> bool:
        words = [token.word for token in self._line.tokens[piece.first : piece.end]]
        return any(fits(word, cry) for word in words for cry in _CRYING)

    def _is_bare_state(self, piece: Piece) -> bool:
        """Whether it is a word for a state in the vocabulary, or means “tired”."""
        known = self._vocabulary.find(self._line.said(piece.first, piece.end))
        is_state = known is not None and known.vocabulary == "state"
        return is_state or piece.meanings.get("tired") == MINE

    def is_suffered(self, piece: Piece, doing: Doing) -> bool:
        """Whether it was done to the child: “he ran off, got smacked” doesn’t say by whom."""
        return doing.carried is Who.CHILD and self._line.is_suffered(piece.first)

    def is_noun_of_act(self, piece: Piece, doing: Doing) -> bool:
        """Whether it is no act: “the best bit”, “from scratch”, “bit slow of me”."""
        before = self._line.tokens[piece.first - 1] if piece.first else None
        if before and before.word in _BEFORE_A_NOUN:
            return True
        if self._line.tokens[piece.end - 1].word in _HELD_BACK and self._line.is_at_me(
            piece.first, piece.end
        ):
            return True  # “bit my tongue” is holding back
        if piece.end - piece.first > 1 or self._line.tokens[piece.first].word != "bit":
            return False
        is_end = self._line.is_at_end(piece.end)
        is_name = not is_end and self._line.tokens[piece.end].said[0].isupper()
        is_done = self._line.has_object(piece.first, piece.end) or is_name
        is_done = is_done or self._line.is_at_me(piece.first, piece.end)
        return doing.who is Who.OPEN and not (
            is_end or is_done or self._line.is_done_to_peer(piece.end)
        )

    def is_answered(self, piece: Piece, doing: Doing) -> bool:
        """Whether a thing was thrown and the like, and then an “I” begins: “threw cup, i left”."""
        is_only = set(piece.meanings) <= {LASH_OUT, FRIGHTEN} and doing.who is Who.OPEN
        has_object = self._line.has_object(piece.first, piece.end)
        return is_only and not has_object and self._line.is_answered_by_me(piece.end)

    def is_childs(self, piece: Piece, doing: Doing) -> bool:
        """Whether the child did it, as far as the line says."""
        if self._line.is_by_child(piece.first, piece.end):
            return True
        if doing.who is not Who.OPEN:
            return doing.who is Who.CHILD
        has_object = self._line.has_object(piece.first, piece.end)
        is_mine = self._line.is_force(piece.first) and self._line.is_at_a_noun(piece.first)
        is_either = has_object and (FRIGHTEN in piece.meanings or is_mine)  # “pulled her hair”
        return (
            (piece.meanings.get(LASH_OUT) == SAME and not is_either)
            or self._line.is_done_to_me(piece.end)
            or (self._line.is_done_to_peer(piece.end) and not is_either)
            or (doing.carried is Who.CHILD and not self._is_of_adults(piece))
        )

    def cause(self, piece: Piece, doing: Doing) -> Word | None:
        """Return the cue where a thing, an animal or another child hurt or frightened them.

        One who trembles is upset, whatever by.
        """
        is_it = piece.first > 0 and self._line.tokens[piece.first - 1].word == "it"
        if self.is_trembling(piece, doing):
            return self._vocabulary.find("distress")
        is_by_thing = (is_it or doing.who is not Who.ME) and self._is_by_a_thing(piece)
        if not (is_by_thing or self._is_by_peer(piece)):
            return None
        return self._vocabulary.find("scared" if self.is_fright(piece) else "hurt")

    def _is_by_peer(self, piece: Piece) -> bool:
        """Whether another child hurt the own one: “a boy hit her”, “somebody bit mia”."""
        if self._line.is_by_another(piece.first):
            return True
        if not self._line.has_object(piece.first, piece.end):
            return False
        return self._line.is_by_somebody_else(piece.first) or self._line.is_by_a_peer(piece.first)

    def _is_by_a_thing(self, piece: Piece) -> bool:
        """Whether what hurt a child is no person that is known: “the hoover frightened ada”."""
        if not piece.first or not self._line.has_object(piece.first, piece.end):
            return False
        before = self._line.tokens[piece.first - 1].word
        groups = self._lexicon.groups(plain(before))
        if not _THINGS.isdisjoint(groups):
            return True
        verb = self._line.tokens[piece.first].word
        is_soft = self.is_fright(piece) or fits(verb, "hurt")  # a grown-up may hit or smack
        is_thing = before in {"it", "that"} or (not groups and self._line.is_noun(piece.first - 1))
        return is_soft and is_thing

    def is_trembling(self, piece: Piece, doing: Doing) -> bool:
        """Whether a child shook with fear or cold, and nobody was shaken."""
        is_suffered = self._line.is_suffered(piece.first)  # “he was shaken”
        is_other = is_suffered or doing.who in {Who.ME, Who.OTHER}
        is_other = is_other or self._line.has_object(piece.first, piece.end)
        if is_other or not self.begins_with(piece, ("shake",)):
            return False
        if self._line.is_at_end(piece.end):
            return doing.who is Who.CHILD
        return self._line.tokens[piece.end].word in {"like", "with"}

    def is_rescue(self, piece: Piece) -> bool:
        """Whether somebody was caught out of a danger that the line names, and not roughly."""
        if not (
            self.begins_with(piece, _CATCHES) and self._line.has_object(piece.first, piece.end)
        ):
            return False
        verb = self._line.tokens[piece.first].word
        words = {token.word for token in self._line.tokens} - {verb}
        after = [token.word for token in self._line.tokens[piece.first + 1 : piece.first + 5]]
        is_before = "before" in after and not _FALLS.isdisjoint(after)
        if self._line.is_before_a_vehicle(piece.first):
            is_before, words = True, words - {"hit"}
        return (is_before or not _DANGERS.isdisjoint(words)) and _ROUGH.isdisjoint(words)

    def is_blow(self, piece: Piece, doing: Doing) -> bool:
        """Whether a hurt is what somebody did: “hit him on the head”, and no “hit his head”."""
        if not self._is_of_blow(piece) or self._line.is_by_me(piece.end):
            return False
        if self.begins_with(piece, _MISHAPS):
            return False
        is_first = self._line.is_at_start(piece.first)
        return self._line.is_hit_on(piece.first) and (doing.who is not Who.OPEN or is_first)

    def is_perhaps_blow(self, piece: Piece, doing: Doing) -> bool:
        """Whether a caregiver did it, perhaps without wanting to: “I hit her head on the door”."""
        is_mine = doing.who is Who.ME
        if doing.who is Who.OPEN and self.begins_with(piece, ("drop",)):
            is_mine = self._line.is_at_start(piece.first) and self._line.is_at_end(piece.end)
        return is_mine and self._is_of_blow(piece) and not self.is_blow(piece, doing)

    def is_bare_force(self, piece: Piece, doing: Doing) -> bool:
        """Whether one word is an act at a child and nothing else: “beat him”, no “I’m beat”."""
        is_first = doing.who is Who.ME or self._line.is_at_start(piece.first)
        return is_first and piece.end - piece.first == 1 and self._line.is_force(piece.first)

    def is_at_myself(self, piece: Piece) -> bool:
        """Whether a caregiver knocked themselves: “I hit my head”."""
        is_blow = self.begins_with(piece, (*_BLOWS, *_MISHAPS))
        return is_blow and self._line.is_at_me(piece.first, piece.end)

    def _is_of_blow(self, piece: Piece) -> bool:
        is_hurt = "hurt" in piece.meanings and self.begins_with(piece, (*_BLOWS, *_MISHAPS))
        return is_hurt and self._line.has_object(piece.first, piece.end)

    def is_dangerous(self, piece: Piece) -> bool:
        """Whether a child may be badly hurt by it: a shake, a blow on the head, force on a baby."""
        places = range(piece.first, min(piece.end + 3, len(self._line.tokens)))
        words = {self._line.tokens[n].word for n in places}
        is_risk = self.begins_with(piece, _DANGEROUS) or not _AT_RISK.isdisjoint(words)
        return is_risk and self._line.has_object(piece.first, piece.end)

    def is_on_the_back(self, piece: Piece) -> bool:
        """Whether somebody who choked was slapped on the back."""
        words = [token.word for token in self._line.tokens]
        is_back = "back" in words[piece.first :] and "head" not in words
        return is_back and any(fits(word, "choke") for word in words)

    def is_of_a_thing(self, piece: Piece) -> bool:
        """Whether nobody was dragged or shaken, but a thing: “dragged the mattress”."""
        is_verb = self.begins_with(piece, ("drag", "shake", "squeeze", "pull", "pin"))
        return is_verb and self._line.is_at_a_thing(piece.end)

    def is_fright(self, piece: Piece) -> bool:
        """Whether somebody is frightened by it, and not hit or the like."""
        verb = self._line.tokens[piece.first].word
        return any(fits(verb, one) for one in ("scare", "frighten", "terrify"))

    def is_at_a_name(self, piece: Piece) -> bool:
        """Whether a word that nobody knows ends the clause, and is perhaps a child: “hit zoe”."""
        if not self._line.is_at_end(piece.end + 1) or self._line.is_at_end(piece.end):
            return False
        word = self._line.tokens[piece.end].word
        return not (self._line.is_small(piece.end) or self._lexicon.knows(word))

    def _is_of_adults(self, piece: Piece) -> bool:
        return self.begins_with(piece, OF_ADULTS) and self._line.has_object(piece.first, piece.end)

    def begins_with(self, piece: Piece, verbs: Iterable[str]) -> bool:
        """Whether a piece begins with a form of one of some verbs."""
        return any(fits(self._line.tokens[piece.first].word, verb) for verb in verbs)


def _is_clear(piece: Piece) -> bool:
    """Whether a piece says something by itself, and doesn’t only hint at it."""
    return not WEAK.issuperset(piece.meanings.values())
