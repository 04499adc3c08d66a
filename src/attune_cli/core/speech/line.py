"""A line of plain speech in words, and who does what in it.

Who did it decides what an act is, so subjects and objects are looked for by the words around it.
English puts them in an order that a few rules read well enough; where they don't, it is open.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby, pairwise

from attune_cli.core.people import key_of
from attune_cli.core.speech.lexicon import THEM, bases, plain
from attune_cli.core.speech.nouns import children_named

_APOSTROPHES = frozenset("'’ʼ`")
_NO_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_IN_A_CLOCK = frozenset(":.")
_STOPS = frozenset(".,;:!?…()\n/–—")
_BREAK = ""  # between words: a clause ends
_SAID_OTHERWISE = {
    "w": "with", "n": "and", "abt": "about", "bc": "because", "cos": "because",
    "cuz": "because", "u": "you", "ur": "your", "r": "are", "gonna": "going", "mummys": "mum",
}  # fmt: skip
_AUXILIARIES = {
    "could", "would", "did", "does", "do", "was", "is", "were", "are", "has", "have", "had",
    "can", "will",
}  # fmt: skip
_SHORT = {"willnt": "wont", "cannt": "cant"}  # of “will not”, “can not”
NEGATIONS = {
    "not", "no", "never", "without", "didnt", "dont", "doesnt", "wasnt", "isnt", "werent",
    "arent", "havent", "hasnt", "hadnt", "nobody", "barely", "instead", "nearly", "almost",
    "wanted", "want", "wants", "wanting", "promised",
}  # fmt: skip
# What people put before a word to make it stronger, and what it means is not changed by.
INTENSIFIERS = {
    "bloody", "fucking", "fuckin", "effing", "freaking", "frickin", "fricking", "frigging",
    "flipping", "damn", "goddamn", "bleeding", "feckin", "fecking", "af",
}  # fmt: skip
# Small words that may stand between a “not” and what it denies.
SMALL = INTENSIFIERS | {
    "a", "an", "the", "my", "our", "some", "just", "really", "so", "very", "too", "all", "then",
    "even", "still", "only", "again", "little", "bit", "quite", "had", "to", "it", "me", "us",
    "up", "that", "this", "been", "be", "being", "got", "getting", "is", "was", "quickly",
    "slowly", "gently", "big", "with", "on", "of", "about", "actually", "finally", "at", "own",
    "best", "favourite", "favorite", "and",
}  # fmt: skip
ME = {"i", "im", "ive", "id", "ill", "we", "weve", "myself"}
THEY = {"she", "he", "they", "hes", "shes", "theyre", "shed", "hed", "theyd"}
_CHILDREN = {
    "baby", "bub", "babe", "toddler", "kid", "kids", "child", "children", "boy", "girl", "boys",
    "girls", "son", "daughter", "twins", "twin", "one", "newborn", "teen", "teenager", "eldest",
    "youngest", "middle", "bubs", "brother", "sister", "kiddo", "lo", "bean", "monkey", "madam",
}  # fmt: skip
_ADULTS = {
    "daddy", "dad", "mummy", "mum", "mommy", "mom", "mama", "papa", "husband", "wife", "partner",
    "grandma", "grandpa", "nana", "granny", "grandad", "granddad", "teacher", "nanny", "auntie",
    "uncle", "aunt", "hubby", "babysitter", "sitter", "gran", "nan", "nani", "stepdad", "stepmum",
    "stepmom", "stepfather", "stepmother", "coach", "neighbour", "neighbor", "ex", "boyfriend",
    "girlfriend", "carer", "childminder", "minder", "midwife", "doctor", "dentist", "nurse", "opa",
    "oma", "grandmother", "grandfather", "mother", "father", "mam", "inlaw", "headteacher", "man",
    "woman", "stranger", "bf", "gf", "fella", "fiance", "fiancé", "hubs", "da", "mil", "fil",
    "missus", "staff", "keyworker", "tutor", "counsellor", "counselor",
}  # fmt: skip
_NO_CARERS = {
    "midwife", "doctor", "dentist", "nurse", "headteacher", "man", "woman", "stranger", "coach",
    "neighbour", "neighbor", "staff", "counsellor", "counselor",
}  # fmt: skip
JOINING = {
    "and", "but", "then", "so", "because", "when", "after", "while", "until", "till", "before",
    "that", "as", "if", "since", "though", "why", "what", "how", "cause", "plus", "where", "who",
}  # fmt: skip
_TO = {
    "to", "with", "for", "at", "of", "from", "on", "by", "in", "past", "about", "into", "onto",
    "after", "re", "over", "without", "around", "round", "like", "gave", "give", "told", "tell",
}  # fmt: skip
_ARTICLES = {"the", "my", "our", "little", "poor", "both", "a", "big"}
_OWNERS = {"his", "her", "their"}
_BEFORE_A_SUBJECT = JOINING | _ARTICLES | {"today", "tonight"}
_HELPERS = {
    "was", "were", "is", "am", "are", "have", "had", "has", "did", "then", "just", "also",
    "really", "so", "too", "got", "get", "felt", "feel", "feeling", "been", "being", "totally",
    "completely", "still", "even", "almost", "nearly", "again", "all", "a", "very", "both",
    "suddenly", "actually", "only", "bit", "little", "out", "kept", "started", "keep", "keeps",
    "to", "went", "going", "pretty", "super", "me", "finally", "gently", "slowly",
}  # fmt: skip
# What may follow “his” and “her” where the child is meant, and no thing of theirs.
_OF_A_CHILD = SMALL | _TO | JOINING | {
    "hand", "hands", "arm", "arms", "leg", "legs", "bum", "bottom", "face", "head", "back",
    "wrist", "shoulder", "shoulders", "cheek", "ear", "ears", "mouth", "finger", "fingers",
    "foot", "feet", "thigh", "hair", "hard", "down", "out", "away", "off", "yes", "partly", "y",
    "n", "no", "today", "yesterday", "once", "twice", "thrice", "across", "already", "anyway",
    "instead", "this", "last", "more", "one", "two", "three", "several", "many", "tonight",
}  # fmt: skip
_MANNERS = {
    "lightly", "gently", "softly", "quickly", "suddenly", "repeatedly", "roughly", "firmly",
    "violently", "accidentally", "deliberately", "badly", "sharply", "angrily", "properly",
}  # fmt: skip
# Beside these an “ill” without its apostrophe is no “I’ll”.
_BEFORE_ILL = {
    "was", "were", "is", "are", "am", "im", "been", "being", "be", "felt", "feel", "feeling",
    "feels", "fell", "so", "very", "really", "quite", "bit", "still", "hes", "shes", "theyre",
    "looks", "looked", "mentally", "seriously", "too",
}  # fmt: skip
_BEHIND_ILL = {
    "with", "from", "again", "today", "yesterday", "tonight", "all", "since", "child", "kid",
    "baby", "toddler", "kids", "children", "and", "this", "last", "for",
}  # fmt: skip
_SUFFERING = {"was", "were", "is", "got", "get", "gets", "getting", "been", "being"}
# Whom children hit, bite and push, where nobody says who did it.
_PEERS = {
    "brother", "sister", "brothers", "sisters", "friend", "friends", "cousin", "cat", "dog",
    "teacher", "classmate", "twin",
}  # fmt: skip
_BARE_CHILDREN = {"kid", "boy", "girl", "kids", "boys", "girls", "classmate", "classmates"}
_OF_PEERS = {"older", "little", "big", "younger", "best", "wee", "baby", "twin"}
# What is still to be done, or wasn't: “will hug”, “have to make up”, “not yet made up”.
_WITH_TO = {
    "need", "needs", "have", "has", "plan", "hope", "ought", "meant", "forgot", "supposed",
    "hoped", "hoping", "planned", "planning", "promised", "promise", "intended", "intend",
    "refused", "remember",
}  # fmt: skip
_PLANNING = _WITH_TO | {"wouldve", "will", "going", "should", "must", "yet", "shouldve", "couldve"}
_IN_A_PLAN = {
    "to",
    "have",
    "of",
    "be",
    "just",
    "really",
    "also",
    "still",
    "now",
    "probably",
    "loved",
}
_SAYING = {
    "told", "tell", "tells", "telling", "said", "say", "says", "saying", "explained", "explain",
    "admitted", "asked", "reckons", "reckon", "thinks", "promised",
}  # fmt: skip
_SEEING = {"see", "sees", "saw", "seen", "hear", "hears", "heard", "watch", "watched"}
_SOMEBODY = {"somebody", "someone"}
_INDEFINITE = {"a", "an", "another", "some", "other", "older", "bigger", "big"}
# What begins a plan: “next time we breathe”, “from now on I listen”.
_LATER = {("next", "time"), ("now", "on"), ("in", "future")}
_ANYBODY = {"anyone", "anybody", "everyone", "everybody", "whoever"}
_VEHICLES = {"car", "bike", "lorry", "truck", "bus", "van", "train", "tram", "scooter", "cyclist"}
_WOULD_OR_MAY = {"would", "could", "might", "may", "ever", "id"}
_RULES = {"may", "can", "should", "must", "ever", "gets", "is"}
_GOING_ON = {"and", "so", "but", "then", "because", "until", "till", "when", "after"}
_FEARING = {"afraid", "scared", "worried", "terrified", "fear", "frightened", "thought", "think"}
_DREAMING = {"dreamed", "dreamt", "dream", "dreams", "imagined"}
_STORIES = {"film", "movie", "news", "documentary", "book", "story", "programme"}
_ABOUT_IT = {"where", "who", "about", "which"}
_WOULD = {"would", "could", "id"}  # before a “have”: it did not happen
_WOULD_HAVE = {"wouldve", "couldve", "woulda", "coulda"}
_SUPPOSING = {"if", "unless", "whenever"}
# What denies a verb and the next one, too; “want” denies its own alone.
_DENYING = {"not", "never", "didnt", "dont", "doesnt", "wont", "wouldnt", "couldnt", "without"}
_SAME_IN_THE_PAST = {"read", "put", "let", "hit", "hurt", "cut", "set", "shut"}
_NOT_THERE = {"one", "time", "chance", "energy", "strength"}  # “no one”, “no time to read”
_FAR = 5  # words before an “and” in which a “didn’t” concerns the verb behind it
_BESIDE = {"of", "front", "while", "with", "when"}  # before a child who is there, too
_BACKGROUND = {"after", "for"}
_CAUSING = {"about", "over", "for", "because", "re", "when", "after", "at"}
# What a note to oneself begins with, in the form that tells nobody’s past.
_ERRANDS = {
    "buy", "order", "email", "pay", "renew", "collect", "bring", "remember", "remind", "swap",
    "cancel", "send", "post", "reschedule", "confirm", "defrost", "todo", "arrange", "organise",
    "organize", "rsvp", "label", "charge", "refill", "print", "research",
}  # fmt: skip
_PERHAPS_ERRANDS = {
    "book", "call", "check", "pick", "ask", "text", "ring", "sign", "fill", "phone", "get", "take",
    "find", "return", "wash", "pack", "put", "need", "must", "dont", "give", "make", "move",
}  # fmt: skip
_AFTER_AN_ERRAND = {
    "the",
    "a",
    "an",
    "up",
    "in",
    "for",
    "forget",
    "new",
    "more",
    "to",
    "some",
    "gp",
}
_HIT_ON = {"on", "in", "over", "across", "around", "round", "upside", "with", "hard"}
# Acts that hurt or frighten a child to whom they are done, in any form.
_FORCE = {
    "hit", "shake", "slap", "smack", "spank", "punch", "kick", "beat", "choke", "strangle", "throw",
    "throttle", "shove", "drag", "yank", "grab", "squeeze", "pinch", "bite", "whip", "flog", "slam",
    "whack", "thump", "wallop", "clout", "clatter", "backhand", "cuff", "push", "hurt",
    "terrify", "burn", "burnt", "headbutt", "belt",
}  # fmt: skip
_ASKING = {"was", "did", "is", "should", "could", "were", "does"}
_ASKED = {"that", "i", "it", "this"}
_GREETED = {"morning", "night", "afternoon", "evening", "bye"}
_LETTING = {
    "told", "tell", "made", "make", "asked", "ask", "get", "got", "helped", "teach", "wanted",
}  # fmt: skip
_SORRY = {"sorry", "apologise", "apologised", "apologize", "apologized", "apology", "apologises"}
_THEN = {"then", "later", "afterwards", "afterward", "eventually"}
_NEAR_THEN = 3  # words between a “then” and what was done
_WEEKLY = {f"{day}s" for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
_PLACING = {"in", "at", "on", "from", "into", "onto", "behind", "near", "under", "to", "through"}
# Words by which who does what is read; none of them is a slip of another.
KNOWN = frozenset(
    SMALL | ME | THEY | NEGATIONS | JOINING | _HELPERS | _TO | _CHILDREN | _ADULTS | _PEERS
    | _PLANNING | _SAYING | _AUXILIARIES | _SOMEBODY | _BEFORE_A_SUBJECT
    | {"there", "them", "their", "they", "then", "than", "these", "those", "here", "your", "yours",
       "from", "home", "ages", "hours", "hour", "minutes", "minute", "time", "times", "thing",
       "things", "which", "every", "each", "other", "others", "today", "tonight", "first", "second",
       "week", "weeks", "month", "year", "years", "days", "more", "most", "much", "many", "next",
       "also", "ever", "anyway", "maybe", "later", "before", "place", "whole", "quite", "though",
       "through", "where", "while", "tried", "trying", "try", "thirty", "twenty", "three", "four",
       "five", "think", "thought", "because", "house", "room", "great", "being"}
)  # fmt: skip
_MOST_DAYS, _MOST_MONTHS = 31, 12
_NO_DATE_AFTER = {
    "at", "around", "about", "by", "paid", "cost", "costs", "spent", "for", "owed", "was", "is",
    "scored", "page",
}  # fmt: skip
_REACH = 3  # words before a piece in which a “not” or an “after” concerns it


class Who:
    """Who did something, as far as the line says. No Enum, as what stands in taken.py."""

    ME = "me"
    CHILD = "child"
    OTHER = "other"
    OPEN = "open"


class Token:
    """A word of the line.

    Attributes:
        said: as typed.
        word: in plain letters.
        clause: the number of stops before it.
        child: the nickname, where it is a known child's.
        caregiver: the nickname, where it is a known caregiver's.
    """

    __slots__ = ("caregiver", "child", "clause", "said", "word")

    def __init__(
        self, said: str, word: str, clause: int, child: str | None, caregiver: str | None
    ) -> None:
        self.said, self.word, self.clause = said, word, clause
        self.child, self.caregiver = child, caregiver


class Line:
    """A line in words.

    Attributes:
        text: as typed.
        tokens: the words.
        used: the places of words that are a time or a rating, and part of no phrase.
        timed: those that are a time, which is no evidence of what happened.
    """

    def __init__(
        self, text: str, children: Iterable[str] = (), caregivers: Iterable[str] = ()
    ) -> None:
        self.text = text
        self.used: set[int] = set()
        self.timed: set[int] = set()
        self.tokens: list[Token] = []
        kids = {key_of(name): name for name in children}
        others = {key_of(name): name for name in caregivers}
        clause = 0
        pieces = list(_split(text.replace("_", " ").replace("&", " and ")))
        while pieces and pieces[-1] == _BREAK:
            pieces.pop()
        for number, piece in enumerate(pieces):
            if piece == _BREAK:
                clause += 1
                continue
            said = piece
            word = said.casefold().translate(_NO_APOSTROPHES)
            if not word:  # an apostrophe alone
                continue
            is_alone = word == "n" and number == len(pieces) - 1  # “n” is a rating there
            last = self.tokens[-1] if self.tokens else None
            if word == "not" and last and last.word in _AUXILIARIES and last.clause == clause:
                self.tokens.pop()
                said, word = f"{last.said} {said}", f"{last.word}nt"
                word = _SHORT.get(word, word)
            word = word if is_alone else _SAID_OTHERWISE.get(word, word)
            child = _named(said, kids)
            by = None if child else _named(said, others)
            self.tokens.append(Token(said, word, clause, child, by))
        for n, token in enumerate(self.tokens):
            if token.said.casefold() == "ill" and self._is_of_health(n):
                token.word = "unwell"  # and no “I’ll”

    def _is_of_health(self, n: int) -> bool:
        """Whether an “ill” says how somebody was: “he was ill”, “child ill with fever”."""
        before = self.tokens[n - 1].word if n else ""
        return (
            self.is_at_end(n + 1)
            or before in _BEFORE_ILL
            or (self.tokens[n + 1].word in _BEHIND_ILL)
        )

    @cached_property
    def nouns(self) -> dict[int, int]:
        """Return where a noun names a child, and where its words begin: “my little boy”."""
        found: dict[int, int] = {}
        for _, clause in groupby(enumerate(self.tokens), key=lambda one: one[1].clause):
            (first, _), *_ = several = list(clause)
            words, said = [t.word for _, t in several], [t.said for _, t in several]
            named = children_named(words, said).items()
            found |= {first + n: first + beginning for n, beginning in named}
        return found

    @cached_property
    def describing(self) -> set[int]:
        """Return the places of words that only describe a child: “my little” of “my little boy”."""
        return {n for end, first in self.nouns.items() for n in range(first, end)}

    def is_child(self, n: int) -> bool:
        """Whether a word names a child, as an object or an owner: a nickname, “him”, “the baby”."""
        token = self.tokens[n]
        return token.child is not None or plain(token.word) == THEM or n in self.nouns

    def said(self, first: int, end: int) -> str:
        """Return the words from a place to before another, as typed."""
        return " ".join(token.said for token in self.tokens[first:end])

    def last_clause(self) -> int:
        """Return the place at which the last clause begins; the line has a word."""
        clause = self.tokens[-1].clause
        return next(n for n, token in enumerate(self.tokens) if token.clause == clause)

    def is_same_clause(self, one: int, other: int) -> bool:
        """Whether no stop is between two places."""
        return self.tokens[one].clause == self.tokens[other].clause

    def is_at_end(self, end: int) -> bool:
        """Whether a clause ends before this place."""
        return end >= len(self.tokens) or self.tokens[end].clause != self.tokens[end - 1].clause

    def who(self, place: int) -> tuple[str, bool]:
        """Return who is the subject of what begins here, and whether that stands right before."""
        is_near = True
        for n in range(place - 1, -1, -1):
            if self.tokens[n].clause != self.tokens[place].clause:
                break
            who = self._subject(n)
            if who is Who.OTHER and self._is_behind_me(n):
                who = Who.ME
            if who is not Who.OPEN:
                return who, is_near
            is_near = is_near and self.tokens[n].word in _HELPERS
        return Who.OPEN, False

    def carried(self, place: int) -> str:
        """Return the subject of the clauses before, the nearest first."""
        clause = self.tokens[place].clause
        for n in range(place - 1, -1, -1):
            if self.tokens[n].clause < clause and (who := self._subject(n)) is not Who.OPEN:
                return who
        return Who.OPEN

    def _subject(self, n: int) -> str:
        """Return whom a word names, where it is the subject of a clause."""
        token = self.tokens[n]
        if token.word in ME or (token.word == "me" and self._is_first_or_joined(n)):
            return Who.ME
        if token.word in THEY:
            return Who.CHILD
        is_child = token.child is not None or token.word in _CHILDREN
        if not (is_child or token.caregiver or token.word in _ADULTS) or not self._opens(n):
            return Who.OPEN
        return Who.OTHER if token.caregiver or not is_child else Who.CHILD

    def _is_behind_me(self, n: int) -> bool:
        """Whether an “I and” or “me and my” stands before a noun."""
        before = n - 1
        while before >= 0 and self.tokens[before].word in _ARTICLES:
            before -= 1
        is_joint = before > 0 and self.tokens[before].word == "and"
        return is_joint and self.tokens[before - 1].word in ME | {"me"}

    def _is_first_or_joined(self, n: int) -> bool:
        """Whether a clause begins here, or goes on behind an “and”: “me hollering”, “jo and me”."""
        before = self.tokens[n - 1] if n else None
        return not before or before.clause != self.tokens[n].clause or before.word == "and"

    def _opens(self, n: int) -> bool:
        """Whether a noun stands where a subject does, and not behind a verb or a preposition."""
        if n == 0 or self.tokens[n - 1].clause != self.tokens[n].clause or n - 1 in self.used:
            return True
        if self._is_who_it_was(n):
            return True
        if self.tokens[n - 1].word in _OWNERS:  # “her nan told her off”, “so his dad yelled”
            first = n - 1
            is_edge = first == 0 or self.tokens[first - 1].clause != self.tokens[n].clause
            return is_edge or self.tokens[first - 1].word in JOINING
        if self.tokens[n - 1].word not in _BEFORE_A_SUBJECT:
            return False
        before = n - 1
        while before >= 0 and self.tokens[before].word in _ARTICLES:
            before -= 1
        return before < 0 or self.tokens[before].word not in _TO - {"after"}

    def _is_who_it_was(self, n: int) -> bool:
        """Whether a noun is told apart as the doer: “it was jo who held him”."""
        before = [token.word for token in self.tokens[max(0, n - 2) : n]]
        after = [token.word for token in self.tokens[n + 1 : n + 2]]
        return before == ["it", "was"] and after in (["who"], ["that"])

    def is_quoted_rule(self, place: int) -> bool:
        """Whether what begins here was only spoken of: “said no hitting”, “it was wrong to hit”."""
        before = self.tokens[place - 1].word if place else ""
        # “said no hit her” is a no, and then a hit
        is_rule = before == "to" or (before == "no" and self.tokens[place].word.endswith("ing"))
        return is_rule and self.is_reported(place) and self.who(place)[0] is not Who.ME

    def is_said_without_me(self, first: int) -> bool:
        """Whether it is what somebody said, and not of themselves: “told him it was wrong”."""
        n = self._saying(first)
        if n is None:
            return False
        clause = self.tokens[first].clause
        said = {token.word for token in self.tokens[n + 1 :] if token.clause == clause}
        return said.isdisjoint(ME | _ADULTS | {"me", "my", "mine", "our", "sorry", "fault", "_"})

    def has_no_subject(self, first: int, end: int) -> bool:
        """Whether nobody is named, and nothing joined, between two places."""
        between = range(first, end)
        is_open = all(self._subject(n) is Who.OPEN for n in between)
        return is_open and (not end or self.tokens[end - 1].word not in JOINING)

    def by_caregiver(self, place: int) -> str | None:
        """Return the nearest caregiver who is named before a place."""
        names = (token.caregiver for token in reversed(self.tokens[:place]))
        return next((name for name in names if name), None)

    def forget_roles(self) -> None:
        """Let a caregiver who is called “dad” be no sign that somebody missed their dad."""
        for token in self.tokens:
            if token.caregiver and token.word in _ADULTS:
                token.word = "_"  # which nothing was learnt of

    def by_grown_up(self, place: int) -> str | None:
        """Return the nearest of family, or who cares for a child, named before a place."""
        carers = _ADULTS - _NO_CARERS
        words = (token.said for token in reversed(self.tokens[:place]) if token.word in carers)
        return next(words, None)

    def has_object(self, first: int, end: int) -> bool:
        """Whether a child is the object of a piece: “held her”, “hugged mia”, “hit his hand”."""
        n = first + 1
        while n < len(self.tokens) and self.tokens[n].clause == self.tokens[first].clause:
            if n in self.describing:
                n, end = n + 1, end + (n >= end)
                continue
            if n > end:
                return False
            if self.is_child(n):
                is_owner = self._is_owner(n) and not self.is_at_end(n + 1)
                return not is_owner or _is_of_child(self.tokens[n + 1].word)
            n += 1
        return False

    def _is_owner(self, n: int) -> bool:
        token = self.tokens[n]
        is_noun = n in self.nouns and token.said[-2:-1] in _APOSTROPHES
        is_thing = not self.is_at_end(n + 1) and self.tokens[n + 1].word not in _HIT_ON
        return is_noun or token.word in {"his", "their"} or (token.word == "her" and is_thing)

    def is_done_to_me(self, end: int) -> bool:
        """Whether the caregiver is the object of what ends before this place: “shouted at me”."""
        return not self.is_at_end(end) and self.tokens[end].word in {"me", "us"}

    def is_suffered(self, place: int) -> bool:
        """Whether a verb tells what was done to its subject: “got smacked”, “was then kicked”."""
        verb = self.tokens[place]
        before = [token.word for token in self.tokens[:place] if token.clause == verb.clause]
        while before and before[-1] in _MANNERS | {"just", "then", "also", "nearly"}:
            before.pop()
        return bool(before) and before[-1] in _SUFFERING and not verb.word.endswith("ing")

    def is_by_me(self, end: int) -> bool:
        """Whether the caregiver did what ends before this place: “was scolded by me”."""
        by = [token.word for token in self.tokens[end : end + 2]]
        return by[:1] == ["by"] and by[-1] in {"me", "us"}

    def is_reported(self, place: int) -> bool:
        """Whether what begins here is what somebody said: “told her that I was out of line”."""
        return self._saying(place) is not None

    def is_in_a_report(self, place: int) -> bool:
        """Whether it belongs to what was said: “told him we go on friday”, not “told me friday”."""
        n = self._saying(place)
        if n is None:
            return False
        told = [one for one in self.tokens[n + 1 : place] if plain(one.word) not in {THEM, "me"}]
        return bool(told) and told[0].word != "off" and not all(one.child for one in told)

    def is_reported_by_child(self, place: int) -> bool:
        """Whether a child said what begins here: “mia says we love the baby more”."""
        n = self._saying(place)
        return n is not None and self.who(n)[0] is Who.CHILD

    def _saying(self, place: int) -> int | None:
        """Return where the verb of saying stands that what begins here depends on."""
        clause = self.tokens[place].clause
        for n in range(place - 1, -1, -1):
            token = self.tokens[n]
            if token.clause != clause or token.word in {"then", "but", "so"}:
                return None
            if token.word in _SAYING:
                return n
            if token.word == "no" and self._is_answer(n, place):
                return None
            if token.word == "and" and not self._goes_on(n):
                return None
        return None

    def _goes_on(self, n: int) -> bool:
        """Whether an “and” goes on with what is said: “told her I was tired and it was bad”."""
        return n + 1 < len(self.tokens) and self.tokens[n + 1].word in ME | {"it", "that", "this"}

    def is_at_me(self, first: int, end: int) -> bool:
        """Whether the caregiver is the object, in a piece or right behind it: “hits me”."""
        words = {self.tokens[n].word for n in range(first + 1, end) if n not in self.describing}
        return self.is_done_to_me(end) or not words.isdisjoint({"me", "us", "my"})

    def is_at_a_noun(self, place: int) -> bool:
        """Whether a noun for a child stands right behind a verb: “smacked our girl”."""
        behind = next((n for n in range(place + 1, len(self.tokens)) if n in self.nouns), None)
        if behind is None or self.nouns[behind] != place + 1:
            return False
        words = {token.word for token in self.tokens[place + 1 : behind]}
        return not words.isdisjoint({"my", "our", "the", "both"})

    def is_at_a_child(self, end: int) -> bool:
        """Whether a child stands behind this place, of the own or not: “hit a boy in my class”."""
        words = [token.word for token in self.tokens[end : end + 1]]
        return words in (["a"], ["an"], ["another"]) and end + 1 in self.nouns

    def is_force(self, n: int) -> bool:
        """Whether an act of force against a child stands here: “shook my son”, “hit her”."""
        verbs = bases(self.tokens[n].word)
        if "lash" in verbs:
            return self.has_object(n, n + len(("lashed", "out", "at")))
        return not _FORCE.isdisjoint(verbs) and self.has_object(n, n + 1)

    def is_hit_on(self, first: int) -> bool:
        """Whether a child is what a verb is done to, and where is said: “hit him on the head”."""
        for n in range(first + 1, len(self.tokens) - 1):
            if self.is_child(n):
                return not self._is_owner(n) and self.tokens[n + 1].word in _HIT_ON
            if n not in self.describing:
                return False
        return False

    def is_of_another(self, place: int) -> bool:
        """Whether a “he”, “she” or “somebody” before this place is none of the children named.

        A child who is named later, or who sees it, is somebody else: “he hit me, ada saw it”.
        """
        clause = self.tokens[place].clause
        before = {t.word for t in self.tokens[:place] if t.clause == clause}
        if not before.isdisjoint(_SOMEBODY):
            return True
        if before.isdisjoint(THEY):
            return False
        named = [n for n, token in enumerate(self.tokens) if token.child]
        return bool(named) and (named[0] > place or any(map(self._is_beside, named)))

    def is_done_to_named(self, first: int, end: int) -> bool:
        """Whether a known child is the object of a piece: “hit ada”."""
        return any(token.child for token in self.tokens[first + 1 : end + 1])

    def _is_beside(self, n: int) -> bool:
        """Whether a child who is named here is there while something happens."""
        before = self.tokens[n - 1].word if n else ""
        after = self.tokens[n + 1].word if n + 1 < len(self.tokens) else ""
        return before in _BESIDE or after in _SEEING

    def is_done_to_peer(self, end: int) -> bool:
        """Whether another child or a pet is the object of what ends before this place."""
        after = self.tokens[end : end + _REACH]
        clause = self.tokens[end - 1].clause
        return any(token.word in _PEERS for token in after if token.clause == clause)

    def is_denied(self, place: int) -> bool:
        """Whether a “not” before it concerns what begins here, also past an “and” or an “or”."""
        return self._is_under_not(place) or self._is_denied_with_another(place)

    def _is_denied_with_another(self, place: int) -> bool:
        """Whether a verb shares the “didn’t” of the one before: “didn’t hug and hold her”."""
        joint = self.tokens[place - 1].word if place else ""
        is_plain = bases(self.tokens[place].word)[0] == self.tokens[place].word and not (
            self.tokens[place].word.endswith("ed")
        )
        if joint not in {"or", "nor"} and not (joint == "and" and is_plain):
            return False
        clause = self.tokens[place].clause
        for n in range(place - 2, max(-1, place - 2 - _FAR), -1):
            token = self.tokens[n]
            if token.clause != clause or self._subject(n) is not Who.OPEN:
                return False
            if token.word in _DENYING:
                return True
            if token.word in NEGATIONS or token.word in JOINING:
                return False
        return False

    def _is_under_not(self, place: int) -> bool:
        for n in range(place - 1, max(-1, place - 1 - _REACH), -1):
            token = self.tokens[n]
            if token.clause != self.tokens[place].clause or n in self.used:
                return False
            if token.word in NEGATIONS:
                return not (token.word == "no" and self._is_answer(n, place))
            if self._is_kept_from(n):
                return True
            if token.word not in SMALL and plain(token.word) != THEM and not token.child:
                return False
        return False

    def _is_kept_from(self, n: int) -> bool:
        """Whether a word ends a “no time to”, a “too tired to” or a “didn’t get round to”."""
        before, word = self.tokens[n - 1].word if n else "", self.tokens[n].word
        if before == "get" and word in {"round", "around"}:
            return any(one.word in NEGATIONS for one in self.tokens[max(0, n - 2) : n - 1])
        is_too = before == "too" and self.tokens[n + 1].word == "to"
        return is_too or (before == "no" and word in _NOT_THERE)

    def _is_answer(self, n: int, place: int) -> bool:
        """Whether a “no” is what a child was told, and a deed follows: “told no yelled”."""
        before = n - 1
        while before > 0 and (self.tokens[before].child or plain(self.tokens[before].word) == THEM):
            before -= 1
        deed = self.tokens[place].word
        is_past = deed.endswith("ed") or bases(deed)[0] != deed
        return before >= 0 and is_past and self.tokens[before].word in _SAYING

    def is_wished(self, place: int) -> bool:
        """Whether somebody wishes what begins here: “wish I’d stayed”."""
        clause, behind = self.tokens[place].clause, ""
        for n in range(place - 1, -1, -1):
            token = self.tokens[n]
            if token.clause != clause or token.word in {"but", "then", "so", "because"}:
                return False
            if token.word in {"wish", "wished", "wishing"}:
                return behind in ME | THEY
            behind = token.word
        return False

    def is_short_of_will(self, n: int) -> bool:
        """Whether it is an “I’ll” or “we’ll”, and no “ill” or “well”."""
        token = self.tokens[n]
        return token.word in {"ill", "well"} and not token.said.isalpha()

    def is_planned(self, place: int) -> bool:
        """Whether what begins here isn't done: “will say sorry”, “should have hugged”."""
        return self._is_for_later(place) or self._is_under_plan(place)

    def _is_under_plan(self, place: int) -> bool:
        """Whether a “will”, a “should” and the like before it concern what begins here."""
        clause, behind = self.tokens[place].clause, set[str]()
        for n in range(place - 1, -1, -1):
            token = self.tokens[n]
            if token.clause != clause:
                return False
            if token.word in _PLANNING and (token.word not in _WITH_TO or "to" in behind):
                return token.word != "yet" or (n > 0 and self.tokens[n - 1].word == "not")
            is_short = self.is_short_of_will(n) or self._is_short_of_would(n, place)
            if is_short or (token.word == "could" and "have" in behind):
                return True
            is_mine = n > 0 and self.tokens[n - 1].word in ME
            if token.word == "would" and ("have" in behind or is_mine):
                return True
            if token.word not in _IN_A_PLAN | INTENSIFIERS:
                return False
            behind.add(token.word)
        return False

    def _is_for_later(self, place: int) -> bool:
        """Whether a clause begins with a time to come, and a verb in no past stands here."""
        clause = self.tokens[place].clause
        words = [token.word for token in self.tokens[:place] if token.clause == clause]
        verb = self.tokens[place].word
        is_past = bases(verb)[0] != verb or verb.endswith("ed") or verb in _SAME_IN_THE_PAST
        pairs = {*pairwise(words[:_REACH])}
        is_later = not pairs.isdisjoint(_LATER) and words[0] not in {"the", "this"}
        return not is_past and (is_later or words[:1] == ["tomorrow"])

    def _is_short_of_would(self, n: int, place: int) -> bool:
        """Whether it is an “I’d” before a verb that is in no past: “said I’d play later”."""
        token, verb = self.tokens[n], self.tokens[place].word
        is_plain = bases(verb)[0] == verb and not verb.endswith("ed")
        is_plain = is_plain and verb not in _SAME_IN_THE_PAST
        return is_plain and token.word in {"id", "wed"} and not token.said.isalpha()

    def is_question(self, first: int) -> bool:
        """Whether what begins here asks how it was: “was that right?”."""
        words = [token.word for token in self.tokens[first : first + 2]]
        return words[0] in _ASKING and words[-1] in _ASKED

    def praises_nothing(self, first: int) -> bool:
        """Whether it asks from here on, or a “good” is of “good night” and the like."""
        words = [token.word for token in self.tokens[first:]]
        is_greeting = any(a == "good" and b in _GREETED for a, b in pairwise(words))
        return is_greeting or self.is_question(first)

    def is_small(self, n: int) -> bool:
        """Whether a word is no name: one that says who, how or when, or a number."""
        word = self.tokens[n].word
        return word in KNOWN or _is_of_child(word) or not word.isalpha()

    def is_noun(self, n: int) -> bool:
        """Whether a word may name a thing or somebody who isn't known: no person, no small word."""
        token = self.tokens[n]
        if n in self.used or token.clause != self.tokens[n + 1].clause or token.child:
            return False
        small = ME | THEY | SMALL | NEGATIONS | JOINING | _HELPERS | _TO | _CHILDREN | _ADULTS
        return not (token.caregiver or token.word in small | _SOMEBODY or token.word.isdigit())

    def is_at_start(self, place: int) -> bool:
        """Whether a clause begins here, or a part of one behind an “and”."""
        if place == 0 or place - 1 in self.used:
            return True
        before = self.tokens[place - 1]
        return before.clause != self.tokens[place].clause or before.word in {"and", "then"}

    def is_clause(self, first: int, end: int) -> bool:
        """Whether words are all that stands between two stops, or behind a “but”."""
        before = self.tokens[first - 1] if first else None
        is_start = not before or before.clause != self.tokens[first].clause or before.word == "but"
        return is_start and self.is_at_end(end)

    def is_bare(self, place: int) -> bool:
        """Whether nothing but small words stands before this place in its clause."""
        clause = self.tokens[place].clause
        before = (t for t in self.tokens[:place] if t.clause == clause)
        return all(token.word in SMALL | _HELPERS for token in before)

    def is_told_as_past(self, place: int) -> bool:
        """Whether what begins here is said of a time before: “woke from her nap frightened”."""
        return self.tokens[place].word in {"woke", "from", "after", "since"}

    def is_supposed(self, place: int) -> bool:
        """Whether it is only supposed: “if she hits me”, “would have hit”; no “asked if”."""
        clause = self.tokens[place].clause
        start = next(n for n, token in enumerate(self.tokens) if token.clause == clause)
        before = [token.word for token in self.tokens[max(start, place - _REACH) : place]]
        is_past = any(
            one in _WOULD and not {"have", "of"}.isdisjoint(before[n + 1 :])
            for n, one in enumerate(before)
        )
        is_if = before[-1:] == ["id"] and any(one.word == "if" for one in self.tokens[place:])
        is_if = is_if or self._is_imagined(place)
        is_said = self.tokens[start].word in _SUPPOSING or not _WOULD_HAVE.isdisjoint(before)
        is_said = is_said or ("would" in before and not _ANYBODY.isdisjoint(before))
        return is_said or is_past or is_if

    def _is_imagined(self, place: int) -> bool:
        """Whether it is a question, a dream or a story: “if I would ever hit him”, “a dream”."""
        clause, words = self.tokens[place].clause, list[str]()
        for token in self.tokens[:place]:  # “asked if he would stop and I shook him” is told
            is_over = token.clause != clause or token.word in _GOING_ON
            words = [] if is_over else [*words, token.word]
        is_asked = "if" in words and not _WOULD_OR_MAY.isdisjoint(words[words.index("if") :])
        is_what_if = ("what", "if") in pairwise(words)
        is_fear = words[-1:] == ["ill"] and not _FEARING.isdisjoint(words)  # “afraid ill hurt him”
        is_dream = is_fear or any(
            a in _DREAMING and b in ME | THEY | {"that"} for a, b in pairwise(words)
        )
        is_told = not _STORIES.isdisjoint(words) and not _ABOUT_IT.isdisjoint(words)
        is_story = is_told and self.who(place)[0] is not Who.ME  # “during the film I slapped her”
        return is_asked or is_what_if or is_dream or is_story

    def is_of_nobody(self, place: int) -> bool:
        """Whether a rule denies it of everybody: “nobody may hit her”, “no one should”."""
        words = [token.word for token in self.tokens[max(0, place - _REACH) : place]]
        return not _RULES.isdisjoint(words) and (
            "nobody" in words or ("no", "one") in pairwise(words)
        )

    def is_by_a_thing(self, place: int) -> bool:
        """Whether a thing, or somebody whom no word names, is the subject: “the bike hit”."""
        article, noun = place - 2, place - 1
        if article < 0 or not self.is_same_clause(article, place):
            return False
        return self.tokens[article].word in {"the", "a", "an"} and self.is_noun(noun)

    def is_by_accident(self) -> bool:
        """Whether a line says that somebody didn’t want it: “by mistake”, “accidentally”."""
        words = [token.word for token in self.tokens]
        is_by = ("by", "mistake") in pairwise(words) or ("by", "accident") in pairwise(words)
        return is_by or "accidentally" in words

    def is_by_child(self, first: int, end: int) -> bool:
        """Whether a child did what is suffered: “got my hand bitten by my own son”."""
        for n in range(first + 1, min(end + 1, len(self.tokens) - 1)):
            if self.tokens[n].word == "by":
                behind = next((m for m in range(n + 1, len(self.tokens)) if self.is_child(m)), None)
                return behind is not None and behind in {n + 1, *self._behind_words(n)}
        return False

    def _behind_words(self, n: int) -> set[int]:
        """Return where a noun for a child stands whose words begin behind a place."""
        return {end for end, first in self.nouns.items() if first - 1 in {n, n + 1}}

    def is_at_a_thing(self, end: int) -> bool:
        """Whether a thing stands behind a verb: “dragged the mattress”."""
        if self.is_at_end(end) or self.is_child(end) or end in self.describing:
            return False
        if not self.is_at_end(end + 1) and self.tokens[end + 1].word in _CHILDREN:
            return False
        return self.tokens[end].word in {"the", "a", "an", "some", "myself"}

    def is_before_a_vehicle(self, place: int) -> bool:
        """Whether a car and the like comes behind this place: “grabbed her because a car came”."""
        words = [token.word for token in self.tokens[place:]]
        return any(
            one in {"because", "before", "as", "when", "from"}
            and not _VEHICLES.isdisjoint(words[n : n + 4])
            for n, one in enumerate(words)
        )

    def is_tried(self, place: int) -> bool:
        """Whether somebody only tried to do what begins here: “I tried to hug her”."""
        before = [token.word for token in self.tokens[max(0, place - _REACH) : place]]
        while before and before[-1] in {"to", "and", "just"}:
            before.pop()
        return bool(before) and before[-1] in {"tried", "trying", "try", "tries"}

    def is_by_somebody_else(self, place: int) -> bool:
        """Whether the subject is a child who is none of the family: “a boy”, “somebody”."""
        clause = self.tokens[place].clause
        for n in range(place - 1, -1, -1):
            token = self.tokens[n]
            if token.clause != clause or token.word in ME | THEY or token.child:
                return False
            if token.word in _SOMEBODY:
                return True
            if token.word in _CHILDREN | _PEERS:
                return n > 0 and self.tokens[n - 1].word in _INDEFINITE
        return False

    def is_by_a_peer(self, place: int) -> bool:
        """Whether a brother, a friend or another child is the subject: “ada’s friend hit her”."""
        noun = place - 1
        while noun > 0 and self.tokens[noun].word in _HELPERS:
            noun -= 1
        if noun < 0 or self.tokens[noun].clause != self.tokens[place].clause:
            return False
        if self.tokens[noun].word not in _PEERS | _BARE_CHILDREN:
            return False
        owner = noun - 1
        while owner >= 0 and self.tokens[owner].word in _OF_PEERS:
            owner -= 1
        is_owned = owner >= 0 and self._is_owner(owner)
        is_owned = is_owned or self.tokens[max(0, owner)].child is not None
        is_start = owner < 0 or self.tokens[owner].clause != self.tokens[noun].clause
        is_start = is_start or self.tokens[owner].word in JOINING
        return is_start or (is_owned and self.tokens[noun].word in _PEERS)

    def is_by_another(self, verb: int) -> bool:
        """Whether another child did what begins here: “punched by a boy at school”."""
        by = [token.word for token in self.tokens[verb + 1 : verb + 4]]
        if by[:1] != ["by"] or len(by) == 1:
            return False
        return by[1] in _SOMEBODY | _INDEFINITE | _BARE_CHILDREN or by[-1] in _PEERS

    def is_where(self, place: int) -> bool:
        """Whether what begins here is where something happened: “screamed in the car”."""
        before = place - 1
        while before >= 0 and self.tokens[before].word in _ARTICLES | {"his", "her", "their"}:
            before -= 1
        clause = self.tokens[place].clause
        is_here = before >= 0 and self.tokens[before].clause == clause
        return is_here and self.tokens[before].word in _PLACING

    def is_threatened(self, place: int) -> bool:
        """Whether what begins here is what somebody threatened with: “threatened to cancel it”."""
        for n in range(place - 1, -1, -1):
            token = self.tokens[n]
            if token.clause != self.tokens[place].clause or token.word in _CAUSING | JOINING:
                return False
            if token.word in {"threatened", "threaten", "threatening", "threat"}:
                return True
        return False

    def is_answered_by_me(self, end: int) -> bool:
        """Whether a thing stands behind this place, and a later clause says what I did then."""
        if self.is_at_end(end):
            return False
        pairs = zip(self.tokens[end - 1 :], self.tokens[end:], strict=False)
        return any(
            b.word == "i" and (a.clause != b.clause or a.word in {"and", "so"}) for a, b in pairs
        )

    def is_not_my_sorry(self) -> bool:
        """Whether a child, or nobody, says sorry: “she said sorry”, “he wouldn’t say sorry”."""
        places = [n for n, token in enumerate(self.tokens) if token.word in _SORRY]
        return bool(places) and all(
            self.who(n)[0] is Who.CHILD or self.is_denied(n) or self._is_asked_for(n)
            for n in places
        )

    def _is_asked_for(self, n: int) -> bool:
        """Whether a child was to say it: “told her to say sorry”."""
        clause = self.tokens[n].clause
        before = [m for m in range(n) if self.tokens[m].clause == clause]
        is_said = self.tokens[n].word.startswith("apolog")
        while before and self.tokens[before[-1]].word in {"say", "saying", "to"}:
            is_said = is_said or self.tokens[before.pop()].word != "to"
            before = before[:-1] if before and self.tokens[before[-1]].word == "to" else before
        who = before[-1:] if before and self.is_child(before[-1]) else []
        return is_said and bool(who) and self.tokens[who[0] - 1].word in _LETTING

    def says_no_reason(self, n: int) -> bool:
        """Whether a noun is the child itself, or none: “boy cried”, “slammed it back”."""
        word, before = self.tokens[n].word, self.tokens[n - 1].word if n else ""
        return word in _CHILDREN or (word == "back" and before not in _OWNERS | _ARTICLES | {"my"})

    def is_told_as_later(self, place: int) -> bool:
        """Whether words of its clause say that it came later: “then i listened”."""
        clause = self.tokens[place].clause
        before = self.tokens[max(0, place - _NEAR_THEN) : place + 1]
        return any(token.word in _THEN and token.clause == clause for token in before)

    def is_errand(self) -> bool:
        """Whether a clause is a note of what is to be done: “buy wipes”, “ring the garage”."""
        for n, token in enumerate(self.tokens):
            if token.word in _WEEKLY:
                return True
            if n and self.tokens[n - 1].clause == token.clause:
                continue
            after = self.tokens[n + 1 : n + 2]
            is_same = bool(after) and after[0].clause == token.clause
            if is_same and token.word in _ERRANDS:
                return True
            if is_same and token.word in _PERHAPS_ERRANDS and after[0].word in _AFTER_AN_ERRAND:
                return True
        return False

    def is_background(self, place: int) -> bool:
        """Whether what begins here is told as what came before: “after i shouted”."""
        before = self.tokens[max(0, place - _REACH) : place]
        clause = self.tokens[place].clause
        return any(t.word in _BACKGROUND for t in before if t.clause == clause)


def _split(text: str) -> Iterator[str]:
    """Yield the words of a text as typed, and a break where a clause ends between two.

    Times such as “17:30” and words such as “don’t” are one; a dash is a break where it joins none.
    Nothing is compiled for it: that takes longer than reading a line.
    """
    end, size, is_break = 0, len(text), False
    while end < size:
        start = end
        while end < size and (text[end].isalnum() or _is_joined(text, start, end)):
            end += 1
        if end > start:
            if is_break:
                yield _BREAK
            is_break = False
            end += _is_date(text, start, end)
            yield text[start:end]
        if end < size:
            is_dash = text[end] == "-" and not (_is_word(text, end - 1) or _is_word(text, end + 1))
            is_break = is_break or is_dash or text[end] in _STOPS
            end += 1
    if is_break:
        yield _BREAK


def _is_date(text: str, start: int, end: int) -> bool:
    """Whether a point behind “24.11” belongs to it, as it does in a date: no end of a sentence."""
    day, sign, month = text[start:end].partition(".")
    if not (sign and day.isdigit() and month.isdigit() and text[end : end + 1] == "."):
        return False
    is_other = not _NO_DATE_AFTER.isdisjoint(text[:start].casefold().split()[-1:])
    return 0 < int(day) <= _MOST_DAYS and 0 < int(month) <= _MOST_MONTHS and not is_other


def _is_of_child(word: str) -> bool:
    """Whether a word behind “his” or “her” names no thing of theirs: “slapped her lightly”."""
    return word in _OF_A_CHILD or word in _MANNERS


def _is_word(text: str, n: int) -> bool:
    return 0 <= n < len(text) and text[n].isalnum()


def _is_joined(text: str, start: int, n: int) -> bool:
    """Whether a sign belongs to the word that began before it."""
    if n == start or not _is_word(text, n + 1):
        return False
    if text[n] in _APOSTROPHES:
        return True
    is_hour = text[n] in _IN_A_CLOCK and n - start <= len("12") and text[start:n].isdigit()
    minutes = text[n + 1 : n + 3]
    behind = text[n + 3 : n + 5] if text[n + 3 : n + 5].casefold() in {"am", "pm"} else ""
    is_end = not _is_word(text, n + 3 + len(behind))
    return is_hour and len(minutes) == len("30") and minutes.isdigit() and is_end


def _named(said: str, known: Mapping[str, str]) -> str | None:
    """Return the nickname that a word is, also as an owner: “mia’s”, “mias”."""
    is_owner = said[-2:-1] in _APOSTROPHES and said.endswith("s")
    key = key_of(said[:-2] if is_owner else said)
    return known.get(key) or (known.get(key[:-1]) if key.endswith("s") else None)
