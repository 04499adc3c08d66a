"""What would tell who somebody is, in a text that goes out with a redacted report."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import category, decimal, east_asian_width

from attune_cli.core.folding import plain
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of
from attune_cli.core.time.days import MONTHS

# As they are written after a number in some languages, folded and without accents: a question is
# typed in the language of whoever asks.
_MONTHS = (
    *MONTHS,
    "januar", "janner", "februar", "feber", "marz", "mai", "juni", "juli", "oktober", "dezember",
    "janvier", "fevrier", "mars", "avril", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio",
    "agosto", "septiembre", "setiembre", "octubre", "noviembre", "diciembre", "gennaio",
    "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre",
    "janeiro", "fevereiro", "marco", "maio", "junho", "julho", "setembro", "outubro", "novembro",
    "dezembro", "januari", "februari", "maart", "mei", "augustus", "augusti", "maj", "stycznia",
    "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia",
    "pazdziernika", "listopada", "grudnia",
)  # fmt: skip
_SHORT = (
    *(month[:3] for month in MONTHS), "sept", "mrz", "okt", "dez", "janv", "fevr", "avr", "juil",
    "ene", "abr", "ago", "dic", "gen", "mag", "giu", "lug", "ott",
)  # fmt: skip
_MONTH = rf"(?:{'|'.join(sorted({*_MONTHS, *_SHORT}, key=len, reverse=True))})"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
    r"|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)"
)
_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|ein|eins|zwei|drei"
    r"|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf)"
)
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|thirtieth)"
)
_NTH = rf"(?:{_ORDINAL}|\d{{1,2}}(?:er|e|o|a|\.)?)"
_DAY, _MONTH_OF_YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_PART_OF_HOUR = r"(?:half|quarter|(?:\d{1,2}|five|ten|twenty|twenty[- ]five)(?: minutes)?)"
_LENGTH = r"(?:times|minutes|hours|days|weeks|months|years)"
# A day or an hour with a number in it; others, such as “last Monday”, tell less, and “week 3” is
# what the report itself calls it. What can be either a day and a share, such as 3/5, is taken for
# a day: to say it in other words costs less than to tell.
_WHEN = re.compile(
    "|".join(
        (
            r"\b\d{4}[-/. ]\d{1,2}(?:[-/. ]\d{1,2})?\b",
            r"\b(?:19|20)\d{6}\b",
            r"\b\d{4}-?w\d{1,2}\b|\bkw ?\d{1,2}\b",
            rf"\b{_NTH}[ \-./]*(?:of |de |di |d['’])?{_MONTH}\b(?:[ \-./,]*(?:de )?\d{{4}}\b)?",
            rf"\b{_MONTH}[ \-./,]*(?:the )?(?:{_ORDINAL}|['’]?\d{{1,4}})\b",
            rf"\b{_WEEKDAY}[.,]?(?: the| at| um| den| le| dem| el)? (?:{_ORDINAL}|\d{{1,2}}\b\.?)",
            rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)? {_WEEKDAY}\b",
            r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}\. ?\d{1,2}\. ?\d{2,4}\b",
            r"\b\d{1,2}[./]\d{1,2}[./]",
            rf"\b(?!(?:1/[234]|2/3|3/4)\b)(?:{_DAY}/{_MONTH_OF_YEAR}|{_MONTH_OF_YEAR}/{_DAY})\b",
            r"\b(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\b",
            r"\b(?:1[3-9]|2\d|3[01])-(?:0?[1-9]|1[0-2])\b",
            r"\b\d{1,2}(?::|[.h](?=[0-5]))\d{2}\b(?! ?(?:m|kg|cm|€|eur)\b)",
            rf"\b{_NUMBER} ?(?:[ap]\. ?m\b|[ap]m\b|o ?['’]? ?clock\b|uhr\b|uur\b)",
            rf"\b{_NUMBER} (?:in the|at) (?:morning|afternoon|evening|night)\b",
            rf"\b{_PART_OF_HOUR} (?:past|to) {_NUMBER}\b(?! {_LENGTH})",
            rf"\b(?:halb|viertel (?:vor|nach)) {_NUMBER}\b|\b(?:a|vers) \d{{1,2}} ?h\b",
            r"\b[0-2]\d[0-5]\d ?(?:hrs|hours|h)\b",
            r"\d{1,4} ?[年月日時时点號号]|\d{1,4} ?[년월일시](?!\w)",
            r"\b(?:19|20)\d\d\b",
        )
    )
)
_AFTER_WORD = re.compile(
    r"\b(?:on|since|from|until|till?|before|after|by|seit|vom|am|bis|ab|le|el|desde|dal) "
    rf"(?:the |den |dem )?(\d{{1,2}}(?:st|nd|rd|th)|{_DAY}[/.-]{_MONTH_OF_YEAR})\b"
)
_OF_SOMEBODY = "(?:’s|'s|s)?"
SHORTEST_PART = 3  # letters of a part of a name that tells of somebody by itself
_NO_PARTS = {"the", "and", "our", "der", "die", "das", "von", "van", "del", "los", "las", "und"}
_BETWEEN_PARTS = r"[ \-\u2010-\u2015'’.]*"


def telling(text: str, names: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    """Yield what in a text would tell who somebody is, as it stands there.

    Args:
        text: any text.
        names: nicknames; “me” is none, for everybody is that to themselves.
        words: tags and words of the person's own, and what they are called.
    """
    letters = _letters(text)
    people = [name for name in names if key_of(name) != DEFAULT_CAREGIVER]
    for name in people:
        yield from _of_name(_letters(name), letters)
    for word in words:
        sought = _letters(word)
        if sought and (found := re.search(_whole(re.escape(sought)), letters)):
            yield found[0]
    days = [found[0] for found in _WHEN.finditer(letters)]
    yield from days
    for found in _AFTER_WORD.finditer(letters):
        if not any(found[1] in day for day in days):
            yield found[1]


def _of_name(name: str, letters: str) -> Iterator[str]:
    """Yield a name that stands in a text, however its parts are joined; else those of its parts."""
    parts = re.findall(r"\w+", name)
    whole = _BETWEEN_PARTS.join(map(re.escape, parts))
    if whole and (found := re.search(_whole(whole), letters)):
        yield found[0]
        return
    for part in parts if len(parts) > 1 else ():
        is_one = len(part) >= SHORTEST_PART and part not in _NO_PARTS
        if is_one and (found := re.search(_whole(re.escape(part)), letters)):
            yield found[0]


def _letters(text: str) -> str:
    """Return a text as it is compared, with single spaces and without signs that nobody sees."""
    seen = "".join(_digit(sign) for sign in text if category(sign) != "Cf")
    return " ".join(plain(seen.replace("_", " ")).split())


def _digit(sign: str) -> str:
    """Return a digit of any script as 0 to 9, and any other sign as it is."""
    return str(decimal(sign)) if sign.isdecimal() else sign


def _whole(pattern: str) -> str:
    """Return the pattern of a whole word; where a script has no spaces, of its signs anywhere."""
    if any(east_asian_width(sign) in "WF" for sign in pattern):
        return pattern
    return rf"(?<!\w){pattern}{_OF_SOMEBODY}(?!\w)"
