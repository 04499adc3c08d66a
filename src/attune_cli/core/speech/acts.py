"""Hitting, throwing, grabbing and the like: whose they were, and whether they hurt a child.

A child who hits lashes out, and is never read as the caregiver; where the line doesn't say who did
it, it is asked.
"""

from attune_cli.core.speech.doing import LASH_OUT, OF_ADULTS, Doing
from attune_cli.core.speech.lexicon import NOTHING, SAME, fits, plain
from attune_cli.core.speech.line import Who
from attune_cli.core.speech.pieces import Piece
from attune_cli.core.speech.taken import About, Found, Taken
from attune_cli.core.speech.told import Told
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, Word

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
# Acts of force. One that is taken for nothing leaves the kind open: no kind word stands beside it.
_FORCE = {
    "ripped", "tore", "snatched", "slammed", "locked", "forced", "yanked", "dragged", "shoved",
    "shook", "smashed", "pinned", "restrained", "gagged", "choked", "strangled", "throttled",
    "wrenched", "burned", "whipped", "choking", "shaking", "dragging", "forcing", "yanking",
}  # fmt: skip
_NEAR_FORCE = 5  # words behind an act of force among which a child is its object


class Acts:
    """The acts that a line tells."""

    def __init__(self, told: Told) -> None:
        self._told, self._line, self._vocabulary = told, told.line, told.vocabulary
        self._lexicon, self._doers = told.lexicon, told.doers
        self._pieces = told.pieces

    def taken_for(self, piece: Piece, doing: Doing) -> list[Found] | None:
        """Return what hitting, throwing and the like are taken for; None where no act is meant.

        Nothing is taken, and a question asked, where the line doesn't say who did it.
        """
        theirs, mine = self._vocabulary.find(LASH_OUT), self._vocabulary.find(FRIGHTEN)
        if theirs is None or mine is None or piece.meanings.get(FRIGHTEN) == SAME:
            return None
        said = self._line.said(piece.first, piece.end)
        if cause := self._doers.cause(piece, doing):
            return [Found(piece.first, Taken(said, cause), SAME)]
        is_at_known = self._line.is_at_me(piece.first, piece.end) or self._line.is_done_to_named(
            piece.first, piece.end
        )
        is_only_act = set(piece.meanings) <= {LASH_OUT, FRIGHTEN}
        is_only_act |= self._doers.is_bare_force(piece, doing)
        if is_only_act and self._doers.is_suffered(piece, doing):
            if self._doers.begins_with(piece, (*OF_ADULTS, "shake")):
                self._told.ask_who_did(said)
        elif is_at_known and self._line.is_of_another(piece.first):
            self._told.ask_who_did(said)
        elif self._doers.is_childs(piece, doing) or self._doers.is_answered(piece, doing):
            verb = plain(self._line.tokens[piece.first].word)
            is_act = LASH_OUT in piece.meanings or LASH_OUT in self._lexicon.meaning((verb,))
            return [Found(piece.first, Taken(said, theirs), SAME)] if is_act else None
        elif doing.who is not Who.OPEN:
            return self._my_act(piece, doing, mine, theirs)
        elif not is_only_act:
            return None  # “hit head” is a hurt
        else:
            self._told.ask_who_did(said)
        return []

    def is_harmless(self, piece: Piece, doing: Doing) -> bool:
        """Whether nobody was hurt: a rule that is quoted, a rescue."""
        is_rule = self._line.is_quoted_rule(piece.first) and doing.who is not Who.ME
        is_of_thing = doing.who is Who.OPEN and self._doers.is_of_a_thing(piece)
        is_help = self._doers.is_rescue(piece) or self._doers.is_on_the_back(piece)
        return is_rule or is_of_thing or is_help

    def _my_act(self, piece: Piece, doing: Doing, mine: Word, theirs: Word) -> list[Found] | None:
        """Return what a caregiver's hitting, grabbing and the like are taken for.

        None where only a thing was hit or thrown.
        """
        said = self._line.said(piece.first, piece.end)
        has_object = self._line.has_object(piece.first, piece.end)
        has_object = has_object or self._line.is_at_a_child(piece.end)
        if not self._doers.is_of_household(piece, doing):
            # Who hit me is said: nothing to ask.
            self._told.is_upset |= has_object or self._line.is_at_me(piece.first, piece.end)
            if has_object or self._doers.is_at_a_name(piece):
                self._told.by_other(piece, doing)
                self._told.ask(About.WHO_DID, said, mine, theirs)
            return []
        verb = self._line.tokens[piece.first].word
        is_weak = piece.end - piece.first == 1 and any(fits(verb, weak) for weak in _ASKED_OF)
        is_weak = is_weak or any(fits(verb, one) for one in _ROUGH_IF)
        after = [token.word for token in self._line.tokens[piece.first + 1 : piece.first + 3]]
        is_weak = is_weak or after == ["them", "on"]  # shoes, perhaps
        is_weak = is_weak or any(token.word in _GAMES for token in self._line.tokens)
        is_weak = is_weak or self._line.is_by_accident()
        is_rough = FRIGHTEN in {*piece.meanings, *self._lexicon.meaning((plain(verb),))}
        if has_object and not is_weak and is_rough:
            self._told.by[piece.first] = doing.who
            if doing.who is Who.OTHER:
                self._told.by_caregiver(piece.first)
            return [Found(piece.first, Taken(said, mine), SAME)]
        if doing.who is Who.ME and not has_object and "punish" in piece.meanings:
            return None  # “I threw her toys out”
        is_open = has_object or self._line.is_at_end(piece.end) or self._doers.is_at_a_name(piece)
        if is_open and not self._doers.is_at_myself(piece):
            if doing.who is Who.ME:
                self._told.ask(About.HURT, said, mine)
            else:
                self._told.ask(About.WHO_DID, said, mine, theirs)
        return []

    def is_forced(self, taken: list[Taken]) -> bool:
        """Whether an act of force against a child is taken for nothing, and nothing harsh is."""
        if self._told.questions or any(one.word.vocabulary == "step" for one in taken):
            return False
        if any(one.word.stance == UNSUPPORTIVE for one in taken):
            return False
        said = {one.said for one in taken}
        known = [p for p in self._pieces if set(p.meanings) == {NOTHING}]
        known += [p for p in self._pieces if self._line.said(p.first, p.end) in said]
        told = {n for piece in known for n in range(piece.first, piece.end)}
        for n, token in enumerate(self._line.tokens):
            if token.word not in _FORCE or n in told or self._line.is_denied(n):
                continue
            after = range(n + 1, min(n + 1 + _NEAR_FORCE, len(self._line.tokens)))
            is_at_them = any(
                self._line.is_child(m) and self._line.tokens[m].clause == token.clause
                for m in after
            )
            if is_at_them and self._line.who(n)[0] not in {Who.CHILD, Who.OTHER}:
                return True
        return False
