"""How a line rates the response: “yes”, “not my best”, “wasn’t perfect but ok”.

A rating is a clause of its own, or ends one. What is no phrase of synonyms.toml is weighed: a
clause that holds words of praise or of regret, and small words beside them, and nothing else.
"""

from attune_cli.core.speech.lexicon import SAME, THEM, Lexicon, fits, plain
from attune_cli.core.speech.line import Line
from attune_cli.core.vocabulary import Vocabulary, Word

_RATINGS = {"yes", "no", "partly"}
_LONGEST_RATING = 6
_LONGEST_WEIGHED = 8  # words of a clause that is weighed
_ONLY_ALONE = {"half", "mixed", "ish"}  # they rate as a clause of their own
_SAYING = {"say", "tell", "answer", "mean"}  # “said no” and “told her no” are no ratings
_CALLING = {"scream", "shout", "yell"}  # “screamed no” is none; “yelled at her no” is
_YES, _PARTLY, _NO = "yes", "partly", "no"
_FINE, _MIDDLING, _POOR, _SHARP = "{fine}", "{middling}", "{poor}", "{sharp}"
_OK = {"ok", "okay", "fine", "alright", "okish", "okayish"}  # alone it is how the child was then
_NOT = {
    "not", "wasnt", "isnt", "didnt", "no", "never", "hardly", "nae", "wasnae", "couldnt", "cant",
    "nothing", "far",
}  # fmt: skip
_NOT_QUITE = {
    "quite", "fully", "entirely", "completely", "totally", "perfect", "perfectly", "ideal",
    "exactly", "always", "wholly", "flawless", "100", "textbook", "smooth",
}  # fmt: skip
_HEDGES = {
    "fairly", "mostly", "mainly", "nearly", "almost", "partly", "kinda", "kind", "sort", "sorta",
    "half", "ish", "somewhat", "reasonably", "partially", "moderately", "semi", "slightly", "maybe",
    "probably", "passably",
}  # fmt: skip
_SLIGHTLY = {"bit", "little", "slightly", "somewhat", "tad", "touch", "wee", "kinda", "fairly"}
_WISHING = {"could", "couldve", "should", "shouldve", "might", "can", "must"}
_BETTER = {
    "better", "kinder", "gentler", "warmer", "softer", "calmer", "quicker", "sooner", "faster",
    "earlier", "slower", "nicer", "worse", "more",
}  # fmt: skip
_MANNERS = {"patient", "gentle", "present", "there", "kind", "warm", "calm", "soft", "sensitive"}
_HOW = {"did", "do", "done", "went", "go", "handled", "managed", "coped", "job", "work"}
# What may stand beside a word that is weighed.
_SMALL = (
    "a about absolutely actually all am an and as at attempt be been being believe best big "
    "bloody but by call certainly dad definitely effort end enough even feel felt finest first "
    "flipping for from grade great guess had handling have honestly hope hour how i id if ill "
    "im imo in is it its ive just know last lot mam mark marks me mom moment much mum my myself "
    "nice now of on one or our out overall parent parenting part performance pretty proud rate "
    "rather rating reaction really reckon response say score self shout showing side so still "
    "suppose tbh than that thats the then there think this though thought time to "
    "today tonight too truly usual verdict very was way we well were what with"
)
_BESIDE = {
    *_SMALL.split(), *_NOT, *_NOT_QUITE, *_HEDGES, *_SLIGHTLY, *_WISHING, *_BETTER, *_HOW,
}  # fmt: skip
_LAST = {"yes": _YES, "yeah": _YES, "yep": _YES, "aye": _YES, "no": _NO, "nah": _NO, "nope": _NO}
_SHOULD_NOT = {"shouldnt", "shouldnae", "oughtnt", "shouldntve"}
_OKAY_BESIDE = _HOW | _HEDGES | _NOT | {"guess", "just", "ish", "suppose", "only", "but"}
_GRADES = {"a": _YES, "b": _YES, "c": _PARTLY, "d": _NO, "e": _NO, "f": _NO}  # “a minus”
_PLAIN = {"yes", "partly"}  # these rate at the end of any clause; a “no” is often a limit
_DOUBLE = 2  # letters that a word may end in: “yess” and more is drawn out
_BEGIN_A_TIME = {
    "at",
    "around",
    "about",
    "this",
    "last",
    "today",
    "tonight",
    "yesterday",
    "before",
    "after",
    "on",
    "in",
}
_OF_MYSELF = {"myself", "mysel", "meself", "me"}
_WHOLES, _MOST, _SOME = (5, 10, 100), 0.8, 0.4  # “4/5”; from which share it is a yes, or partly one


def take_rating(line: Line, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[str, Word] | None:
    """Return the rating that ends a line, is its first clause, or plainly ends another one."""
    clauses: dict[int, list[int]] = {}
    for n, token in enumerate(line.tokens):
        if n not in line.used:
            clauses.setdefault(token.clause, []).append(n)
    if not clauses:
        return None
    first, *_, last = [*clauses.values(), *list(clauses.values())[-1:]]
    if len(last) == 1 and (share := _fraction(line, last[0])):
        last = share
    longest = min(_LONGEST_RATING, len(last))
    pieces = [last, *(last[-length:] for length in range(longest, 0, -1))]
    ends = [places[-1:] for places in clauses.values()]
    within = [one for one in ends if line.tokens[one[0]].word in _PLAIN]
    for places in [*pieces, *([first] if len(clauses) > 1 else []), *within]:
        is_none = _is_quoted(line, places) or _is_lacking(line, places) or _answers(line, places)
        is_none |= _is_of_a_report(line, places)
        is_none |= line.is_question(clauses[line.tokens[places[0]].clause][0])
        if len(places) > _LONGEST_WEIGHED or is_none:
            continue
        rating = _rating(line, places, lexicon, vocabulary)
        if rating and (places in (first, last) or line.tokens[places[0]].word not in _ONLY_ALONE):
            line.used.update(places)
            return line.said(places[0], places[-1] + 1), rating
    return None


def _is_lacking(line: Line, places: list[int]) -> bool:
    """Whether a “no” says what there was not: “no story tonight”, of which two words are a time."""
    last, after = line.tokens[places[-1]], line.tokens[places[-1] + 1 : places[-1] + 2]
    if last.word != _NO or not after or after[0].clause != last.clause:
        return False
    return after[0].word.isalpha() and after[0].word not in _BEGIN_A_TIME


def _answers(line: Line, places: list[int]) -> bool:
    """Whether a “no” at the start answers, as what follows says what there was not, too."""
    if places != [0] or line.tokens[0].word != _NO:
        return False
    behind = [token.word for token in line.tokens[1:] if token.clause == line.tokens[1].clause]
    return not _NOT.isdisjoint(behind)


def _is_of_a_report(line: Line, places: list[int]) -> bool:
    """Whether it ends what was said to somebody: “told him losing is rubbish”."""
    is_plain = line.tokens[places[-1]].word in {*_LAST, *_RATINGS, "y", "n"}
    return not is_plain and line.is_in_a_report(places[0])


def _is_quoted(line: Line, places: list[int]) -> bool:
    """Whether a “yes” or “no” is what somebody said: “she screamed no”, “said to her no”."""
    first, clause = places[0], line.tokens[places[0]].clause
    if len(places) > 1 or line.tokens[first].word not in {"yes", "no"}:
        return False
    before = [t for t in line.tokens[:first] if t.clause == clause]
    if any(token.word == "answer" for token in before):
        return True
    if before and any(fits(before[-1].word, word) for word in _CALLING):
        return True
    while before and (
        before[-1].child or before[-1].word in {"to", "me", "us"} or plain(before[-1].word) == THEM
    ):
        before.pop()
    return bool(before) and any(fits(before[-1].word, word) for word in _SAYING)


def _rating(line: Line, places: list[int], lexicon: Lexicon, vocabulary: Vocabulary) -> Word | None:
    words = tuple(plain(line.tokens[n].word) for n in places)
    may_be = len(words) <= _LONGEST_RATING and lexicon.may_rate(words[0])
    means = lexicon.meaning(words) if may_be else {}
    said = [word for word, level in means.items() if level == SAME]
    rating = next((word for word in (*words[: len(words) == 1], *said) if word in _RATINGS), None)
    if words == ("p",) and line.is_clause(places[0], places[-1] + 1):
        rating = "partly"
    if rating is None and _is_whole(line, places):
        rating = _weighed(words, lexicon)
    return vocabulary.find(rating) if rating else None


def _fraction(line: Line, place: int) -> list[int] | None:
    """Return the places of “7/10”, whose slash parts two clauses."""
    said = [token.word for token in line.tokens[max(place - 1, 0) : place + 1]]
    is_one = len(said) > 1 and all(word.isascii() and word.isdigit() for word in said)
    return [place - 1, place] if is_one and place - 1 not in line.used else None


def _is_whole(line: Line, places: list[int]) -> bool:
    """Whether words are all of a clause, or what stands behind its “but”."""
    before = line.tokens[places[0] - 1] if places[0] else None
    is_start = (
        before is None
        or line.tokens[places[0]].word.isdigit()
        or places[0] - 1 in line.used
        or before.clause != line.tokens[places[0]].clause
        or before.word in {"but", "though", "tho"}
    )
    return is_start and (line.is_at_end(places[-1] + 1) or places[-1] + 1 in line.used)


def _weighed(words: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """Return what a clause of praise or regret says; None where it says anything else."""
    words = tuple(map(_short, words))
    if (tenths := _tenths(words)) is not None:
        return tenths
    if len(words) > 1 and set(words) <= _OK:
        return _PARTLY
    votes: list[str] = []
    is_not, some = False, set(words)
    if (
        len(words) > 1
        and (last := _LAST.get(words[-1]))
        and some <= _BESIDE | set(_LAST) | {"or", "less"}
    ):
        return last  # “yeah nah yes”, “more or less no”
    if words[0] in _SHOULD_NOT and some <= _BESIDE | _SHOULD_NOT:
        return _NO
    for n, word in enumerate(words):
        groups = _groups(word, some, lexicon)
        vote = _vote(word, groups, some)
        if vote is None and word not in _BESIDE and word not in _GRADES:
            return None
        if word == "but":
            is_not = False
        is_not = is_not or word in _NOT
        if vote is None:
            continue
        if is_not and word not in _NOT and vote != _PARTLY:
            is_near = vote == _NO or not _NOT_QUITE.isdisjoint(words[: n + 1])
            vote, is_not = (_PARTLY if is_near else _NO), False
        votes.append(vote)
    return _sum(votes, some)


def _groups(word: str, some: set[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the groups that a word is of; who is “disappointed” may be so in the child."""
    if word == "disappointed" and _OF_MYSELF.isdisjoint(some):
        return ()
    return lexicon.groups(word) or lexicon.groups(word.removesuffix("ly"))


def _vote(word: str, groups: tuple[str, ...], some: set[str]) -> str | None:
    """Return what one word of a clause says of the response."""
    if word in _RATINGS - {_NO} or (word == _NO and len(some) == 1):
        return word
    if word in {"minus", "plus"} and len(some) == len((word, "f")):
        return _GRADES.get(min(some, key=len))
    if word in _BETTER | _MANNERS | _OK | {"nice", "good"}:
        return _vote_beside(word, groups, some)
    if _SHARP in groups:
        is_slight = not _SLIGHTLY.isdisjoint(some)
        return _NO if "too" in some else (_PARTLY if is_slight else None)
    if word.endswith("ish") and len(word) > len("ish") + 1:
        return _PARTLY
    told = {_FINE: _YES, _MIDDLING: _PARTLY, _POOR: _NO}
    return next((told[group] for group in groups if group in told), None)


def _vote_beside(word: str, groups: tuple[str, ...], some: set[str]) -> str | None:
    """Return what a word says that rates in some company only: “could be kinder”, “did ok”."""
    if word in _BETTER | _MANNERS:
        is_wish = not _WISHING.isdisjoint(some) and not _BETTER.isdisjoint(some)
        return _PARTLY if is_wish else (_YES if _FINE in groups else None)
    if word in _OK:
        return _PARTLY if len(some) > 1 and not _OKAY_BESIDE.isdisjoint(some) else None
    if word == "nice":
        return None if _NOT.isdisjoint(some) else _YES
    return _YES if len(some) > 1 else None  # a bare “good” is perhaps how it went for the child


def _sum(votes: list[str], some: set[str]) -> str | None:
    """Return what the votes of a clause say together."""
    if not votes:
        return _YES if some == {"enough"} else None
    if len(set(votes)) > 1:
        return _PARTLY
    if votes[0] == _YES and "enough" not in some and not _HEDGES.isdisjoint(some):
        return _PARTLY
    return votes[0]


def _short(word: str) -> str:
    """Return a word that is drawn out as it is written: “nooo” is “no”."""
    drawn = word.rstrip(word[-1])
    return drawn + word[-1] if len(word) - len(drawn) > _DOUBLE else word


def _tenths(words: tuple[str, ...]) -> str | None:
    """Return what “7 out of 10” or “8 10” says."""
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    rest = {word for word in words if not word.isdigit()}
    if len(numbers) != len(("score", "of")) or not rest <= _BESIDE or numbers[1] not in _WHOLES:
        return None
    share = numbers[0] / numbers[1]
    return _YES if share >= _MOST else (_PARTLY if share >= _SOME else _NO)
