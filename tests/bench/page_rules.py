"""What no page may say, each rule as a function: a page in, the offending lines out.

The rules read what is printed and know the journal behind it, but not how a page is made, so that
they hold whatever the sentences are.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache, cached_property
from typing import Final

from attune_cli.core.moment import Kind, Moment, Sensitivity
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import FRIGHTEN, vocabulary
from bench.drawn import LOW, OTHER, Drawn

GAMES = r"\bstreaks?\b|\bgrades?\b|\bbadges?\b|\bpoints? lost\b"
CHANGES = r"\bimprov\w+|\bgot worse\b|\bgetting (?:worse|better)\b"
TIPS_MAY = {GAMES, CHANGES}  # speak of the grades of a school, and of what gets better
# What no page says anywhere, each with the reason.
FORBIDDEN = {
    r"\bshould(?:n.t)?\b|\bmust(?:n.t)?\b|\bought to\b": "orders a tired person about",
    r"\bfail\w*": "calls a moment a failure",
    GAMES: "makes a game of it",
    r"\bscores?\b(?! (?:interval|difference))": "scores a person",
    r"\b(?:good|bad|better|worse) (?:parent|mother|father|mum|mom|dad|caregiver)s?\b": "judges",
    r"\bwell done\b|\bcongrat\w*|\bgreat job\b|\bproud\b|\bbravo\b": "marks a person, kindly",
    r"\byou (?:always|never)\b": "judges the person, not the moment",
    r"\bharder times\b|\bwill (?:get|be) (?:harder|worse|better)\b": "prophesies",
    r"don.t make up for|never make up": "has no sure source, and shames",
    r"\bat risk\b|\bdamag\w+|\btrauma\w*|\bdiagnos\w+|\babnormal\b": "diagnoses",
    r"\bthe average (?:parent|child|family)\b|\bmost (?:parents|children|families)\b": "a norm",
    r"\bonly \d+ of\b|\bjust \d+ of\b|\bmerely\b": "belittles a count",
    CHANGES: "judges a change",
    r"\b(?:your|the) mothers?\b": "a mother as the default",
}
MOST_WORDS = 25
CONSOLES = re.compile(
    r"kind to yourself|as you would (?:be )?to a friend|\b[Aa] hard (?:week|month|day|time)\b"
    r"|[Yy]ou took the time|[Yy]ou looked at a hard moment"
)
VERDICT = re.compile(
    r"\bclearly (?:more|fewer)\b|\bleaning\b|\b(?:more|fewer|less) than half\b|\baround half\b"
    r"|\btoo close to tell\b|\b(?:larger|smaller) share\b|\bno clear change\b|\bis usual\b"
    r"|\busual\?|\bvery likely\b|\bprobably\b|\bsince you began\b",
    re.IGNORECASE,
)
COUNT = re.compile(r"(?<![\d.])(\d+) of (\d+)\b(?!\.\d)")
HELP = re.compile(r"help-now|findahelpline|emergency number")
CALL = re.compile(r"\bdoctor\b|\bcall\b|\btalk to (?:somebody|someone)\b|help-now", re.IGNORECASE)
LOW_DAYS, LOW_WITHIN = 4, 14
LABEL = re.compile(r"^(?:Well|Upset|Calm|Back) +(?:[●◐○◇]+ *)?")  # of a page of one screen
DOTS = re.compile(r"^ *[^\w\s](?:[^\w]*●[^\w]*)+$|^ *●[^\w]*$")


class Page:
    """A page that was drawn.

    Attributes:
        drawn: the journal behind it.
        name: what it is, such as “week”.
        arguments: what was typed.
        text: what was printed.
        width: its columns in a terminal; None in a pipe.
        window: the days that its figures are of; None where it is about no figures.
        caregiver: whose moments alone; None for everybody's.
    """

    def __init__(
        self,
        drawn: Drawn,
        name: str,
        arguments: Sequence[str],
        text: str,
        width: int | None,
        window: Period | None,
    ) -> None:
        self.drawn: Final = drawn
        self.name: Final = name
        self.arguments: Final = tuple(arguments)
        self.text: Final = text
        self.width: Final = width
        self.window: Final = window
        self.caregiver: Final = OTHER if OTHER in arguments else None

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The moments that its figures are of."""
        if self.window is None:
            return ()
        known = self.drawn.moments
        return tuple(
            m for m in known if m.local_day in self.window and m.is_of(None, self.caregiver)
        )

    @property
    def upset(self) -> list[Moment]:
        """Those of them when the child was upset."""
        return [moment for moment in self.moments if moment.kind is Kind.DISTRESS]

    @property
    def has_fear(self) -> bool:
        """Whether a response of them scared or hurt the child."""
        return any(FRIGHTEN in moment.responses for moment in self.upset)

    @property
    def sensitive(self) -> int:
        """How many count as sensitive."""
        return sum(
            m.sensitivity is Sensitivity.YES and FRIGHTEN not in m.responses for m in self.upset
        )

    @property
    def is_anothers(self) -> bool:
        """Whether all of it is by another caregiver than the reader."""
        by = {moment.caregiver for moment in self.moments}
        return self.caregiver is not None or by == {OTHER}

    @property
    def has_own_in_four_weeks(self) -> bool:
        """Whether a moment of the four weeks up to its end is the reader's, and may stand on it."""
        if self.window is None or self.caregiver is not None:
            return False
        four_weeks = Period(self.window.end - timedelta(days=28), self.window.end)
        own = (m.local_day for m in self.drawn.moments if m.caregiver == DEFAULT_CAREGIVER)
        return any(day in four_weeks for day in own)

    @cached_property
    def paragraphs(self) -> list[str]:
        """Its texts with their lines joined; commands and rows of tables are left out."""
        columns, texts, previous = self.width or 80, list[str](), ""
        for line in self.text.splitlines():
            bare = LABEL.sub("", line).strip()
            first = len(found[0]) if (found := re.match(r"\d+ %\S*|\S+", bare)) else 0
            is_wrapped = bool(bare and previous) and columns - first <= len(previous) <= columns
            is_prose = bare and not bare.startswith("attune ") and not _is_row(bare)
            if not (is_wrapped or is_prose):
                previous = ""
                continue
            if is_wrapped:
                texts[-1] += f" {bare}"
            else:
                texts.append(bare)
            previous = line
        return texts

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences, in order."""
        return [
            sentence
            for text in self.paragraphs
            for sentence in re.split(r"(?<=[.!?…”])\s+(?=[A-Z“#·→\d]|because )", text)
        ]


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table, dots, or the beginning of a moment in a list."""
    return bool(re.search(r"\S {2,}\S", line)) or not re.search(r"[^\W\d_]{2}", line)


Rule = Callable[[Page], Iterator[str]]


def forbidden(page: Page) -> Iterator[str]:
    """Yield what shames, orders, prophesies, diagnoses or compares."""
    for pattern, reason in FORBIDDEN.items():
        if page.name == "tips" and pattern in TIPS_MAY:
            continue
        for sentence in page.sentences:
            if found := re.search(pattern, sentence, re.IGNORECASE):
                yield f"“{found[0]}” {reason}: {sentence}"


def unlabelled(page: Page) -> Iterator[str]:
    """Yield stored words that stand where a label belongs."""
    pattern = _codes()
    for sentence in page.sentences:
        said = re.sub(r"attune .*|“\w+”|\[[\w-]+\]|\(\w+\)|--\w+", "", sentence)
        if found := pattern.search(said):
            yield f"“{found[0]}”: {sentence}"
        elif said.startswith(("#", "Logged last")):
            parts = {part.strip() for part in re.split(r"[·→;:,]", said)}
            yield from (f"“{code}”: {sentence}" for code in parts & _labelled())


@cache
def _codes() -> re.Pattern[str]:
    codes = [w.word for w in vocabulary().words.values() if "_" in w.word]
    codes += ["distress", "connection", "minimise", FRIGHTEN, "takeover"]
    return re.compile(rf"\b(?:{'|'.join(codes)})\b")


@cache
def _labelled() -> frozenset[str]:
    words = vocabulary().words.values()
    return frozenset(w.word for w in words if w.label != w.word) - {"calm"}  # a kind, too


def contradiction(page: Page) -> Iterator[str]:
    """Yield a verdict on the other side of half than the count beside it."""
    before = ""
    for sentence in page.sentences:
        said = re.sub(r"“[^”]*”", "", sentence)
        # A page has the count in the sentence before; an explanation reckons with others.
        is_alone = page.name == "explain" or "none rated yes" in said
        counts = COUNT.findall(said) or COUNT.findall("" if is_alone else before)
        more = re.search(r"\bmore than half\b", said, re.IGNORECASE)
        fewer = re.search(r"\b(?:fewer|less) than half\b", said, re.IGNORECASE)
        if counts and bool(more) != bool(fewer) and not re.search(r"\bnot\b|\?", said):
            k, n = map(int, counts[-1])
            if (more and 2 * k <= n) or (fewer and 2 * k >= n):
                yield f"{k} of {n}: {sentence}"
        before = said


def verdict_with_fear(page: Page) -> Iterator[str]:
    """Yield a verdict that is spoken while a response of the window scared or hurt a child."""
    if page.has_fear:
        yield from _verdicts(page)


def verdict_on_another(page: Page) -> Iterator[str]:
    """Yield a verdict on another caregiver's moments; a short week speaks of four weeks."""
    if page.is_anothers and not (page.name == "week" and page.has_own_in_four_weeks):
        yield from _verdicts(page)


def _verdicts(page: Page) -> Iterator[str]:
    if page.name == "today":
        return
    for sentence in page.sentences:
        if VERDICT.search(re.sub(r"“[^”]*”", "", sentence)):
            yield sentence


def consoles_another(page: Page) -> Iterator[str]:
    """Yield what consoles the reader beside another's moments alone."""
    if page.is_anothers:
        yield from (sentence for sentence in page.sentences if CONSOLES.search(sentence))


def you_for_another(page: Page) -> Iterator[str]:
    """Yield “you …” for what another caregiver did or felt."""
    if not page.is_anothers:
        return
    words = vocabulary()
    labels = [w.label for name in ("response", "step") for w in words.of(name)]
    labels += [f"were {w.label}" for w in words.of("state")] + ["came back"]
    said = "|".join(map(re.escape, labels))
    pattern = re.compile(
        rf"\byou (?:{said})|\bhow you were\b|\bwhat you did\b|· you: ", re.IGNORECASE
    )
    yield from (sentence for sentence in page.sentences if pattern.search(sentence))


def percent_without_n(page: Page) -> Iterator[str]:
    """Yield a percentage with no count in its sentence, nor in those beside it."""
    said = ["", "", *page.sentences, ""]
    for place, sentence in enumerate(page.sentences):
        is_general = re.search(
            r"\b(?:80|95) % (?:range|score)|An 80 % range|may lie \(80 %\)", sentence
        )
        near = " ".join(said[place : place + 4])  # two before it, and the next
        has_n = COUNT.search(near) or re.search(r"\d+ (?:rated\b|moments?\b)", near)
        if re.search(r"\d %", sentence) and not has_n and not is_general:
            yield sentence
    for line in page.text.splitlines():
        if _is_row(line) and re.search(r"\d %", line) and not COUNT.search(line):
            yield line


def long_sentence(page: Page) -> Iterator[str]:
    """Yield sentences that are too long for a tired reader."""
    for sentence in page.sentences:
        # What stands in brackets, or in a list behind a colon, is looked through, not read.
        said = re.sub(r"\([^)]*\)|:(?:[^,;]*[,;]){3,}.*", "", sentence)
        words = [word for word in said.split() if re.search(r"[^\W_]", word)]
        is_list = said.startswith(("#", "Source:", "Examples written", "Logged last"))
        if len(words) > MOST_WORDS and not is_list:
            yield f"{len(words)} words: {sentence}"


def wide_line(page: Page) -> Iterator[str]:
    """Yield lines that are wider than the terminal; commands stay whole, to be copied."""
    if page.width is None:
        return
    for line in page.text.splitlines():
        if len(line) > page.width and not line.strip().startswith("attune "):
            yield f"{len(line)} columns: {line}"


def none_of(page: Page) -> Iterator[str]:
    """Yield “0 of N” in a sentence, which rubs it in; in a table it is a number."""
    if page.name != "explain":
        yield from (said for said in page.sentences if re.search(r"\b0 of [1-9]", said))


def fear_counted(page: Page) -> Iterator[str]:
    """Yield a count, or dots, that take a moment of fear for a sensitive one."""
    if not page.has_fear or page.name not in {"week", "month", "look"}:
        return
    for line in page.text.partition("In calm times")[0].splitlines():
        if (found := re.search(r"(\d+) of \d+ sensitive", line)) and int(found[1]) > page.sensitive:
            yield f"{page.sensitive} are: {line}"
        dots = re.sub(r"^(?:Upset|Back) +", "", line).partition("  ")[0]
        is_dots = re.fullmatch(r"[ ●◐○◌◍◎⚑×!▲△◆◇]+", dots)
        rated = sum(moment.sensitivity is not None for moment in page.upset)
        if is_dots and len(dots.strip()) == rated and dots.count("●") > page.sensitive:
            yield f"{page.sensitive} are: {line}"


def fear_went_well(page: Page) -> Iterator[str]:
    """Yield what went well where it was a moment of fear, or speaks of it."""
    if not page.has_fear or page.name not in {"week", "month", "look"}:
        return
    if "What went well" in page.text:
        section = page.text.partition("What went well")[2].strip("\n").partition("\n\n")[0]
    else:  # on one screen
        section = page.text.partition("\nWell")[2].partition("\nUpset")[0]
    for line in section.splitlines():
        counted = re.search(r"(\d+) moments? (?:was|were) sensitive|and kind, (\d+) times", line)
        if "scared or hurt" in line or (counted and int(counted[1] or counted[2]) > page.sensitive):
            yield line


def fear_without_help(page: Page) -> Iterator[str]:
    """Yield the title of a page with fear in it that does not say where to turn."""
    if page.has_fear and not HELP.search(page.text):
        yield page.text.splitlines()[0]


def low_without_a_word(page: Page) -> Iterator[str]:
    """Yield the title of a week or month that says nothing of a call where low days add up.

    It has to have a low day itself: what is not marked is not spoken of.
    """
    if page.name not in {"week", "month"} or page.window is None or "--last" in page.arguments:
        return
    today = page.drawn.now.date()
    mine = [m for m in page.drawn.moments if m.caregiver == DEFAULT_CAREGIVER and LOW in m.states]
    days = {m.local_day for m in mine if 0 <= (today - m.local_day).days < LOW_WITHIN}
    has_one = page.caregiver is None and any(m in mine for m in page.moments)
    if has_one and len(days) >= LOW_DAYS and not CALL.search(page.text):
        yield page.text.splitlines()[0]


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        forbidden, unlabelled, contradiction, verdict_with_fear, verdict_on_another,
        consoles_another, you_for_another, percent_without_n, long_sentence, wide_line, none_of,
        fear_counted, fear_went_well, fear_without_help, low_without_a_word,
    )
}  # fmt: skip
