"""What Typer's parser of options refuses, said as attune says things."""

import re
from collections.abc import Sequence
from datetime import datetime
from shlex import quote
from typing import Any

from attune_cli import errors
from attune_cli.commands.options import near
from attune_cli.context import Attune
from attune_cli.core.people import key_of
from attune_cli.core.query import is_days

WHOLE_NUMBERS = {"int range", "int"}  # as Typer names these types
OF_MOMENTS = {"list", "show", "edit", "rate", "back", "delete"}  # verbs that take numbers
LONGEST_CURED = 40  # signs of what is repeated in a command
OF_TEXT = {"search", "log", "plan", "words"}  # verbs behind which a text may begin with a dash
_EXTRA = "unexpected extra argument"
_NO_PART = r"No such command '(.*?)'\."
_NO_CHOICE = r"(['\"])(.*)\1 is not one of"
_EXAMPLES = {
    "--child": "ada", "--caregiver": "grandpa", "--cue": "hurt", "--response": "comfort",
    "--activity": "floor", "--step": "sorry", "--state": "tired", "--after": "settled",
    "--sensitive": "yes", "--came-back": "later", "--tag": "park", "--kind": "distress",
    "--from": "monday", "--to": "yesterday", "--of": "yesterday", "--at": "17:30", "--limit": "20",
    "--age": "toddler", "--band": "toddler", "--for": "told_no", "--born": "2024-08",
    "--name": "lou", "--search": "bedtime", "--by": "month", "--repairs": "last",
    "--before": "2025", "--days": "mon,wed,fri",
}  # fmt: skip
# What people type for an option, with the options that may be meant: the first that the verb has.
_DAYS, _TIME, _MANY = ("--from", "--of", "--at"), ("--at", "--of", "--from"), ("--limit",)
_LAST_DAY, _OUT = ("--to", "--before", "--of"), ("--output",)
_MEANT = {
    **dict.fromkeys(("--when", "--time", "--date", "--day", "--on", "-d", "-t"), _TIME),
    **dict.fromkeys(("--since", "--begin", "--start", "--days"), _DAYS),
    **dict.fromkeys(("--until", "--till", "--end"), _LAST_DAY),
    **dict.fromkeys(("--month", "--week"), ("--of", "--by", "--from")),
    **dict.fromkeys(("-n", "--number", "--count", "--max", "--most", "--top", "--lines"), _MANY),
    **dict.fromkeys(("--message", "--text", "--comment", "--memo"), ("--note", "--notes")),
    **dict.fromkeys(("--kid", "--baby", "--with", "--who", "--name", "-c"), ("--child",)),
    **dict.fromkeys(("--parent", "--carer", "--person", "--by"), ("--caregiver",)),
    **dict.fromkeys(("--rating", "--rate", "--rated", "--sensitivity"), ("--sensitive",)),
    **dict.fromkeys(("--feeling", "--mood", "--feel"), ("--state", "--after")),
    **dict.fromkeys(("--reason", "--trigger"), ("--cue",)),
    **dict.fromkeys(("--did", "--action"), ("--response", "--activity", "--step")),
    **dict.fromkeys(("--tags", "--label"), ("--tag",)),
    **dict.fromkeys(("--out", "--file"), _OUT),
    **dict.fromkeys(("--all", "--full", "--verbose", "-a", "-v"), ("--more", "--limit 0", "--all")),
    **dict.fromkeys(("--colour", "--color", "--no-color", "--no-colour"), ("--plain",)),
    **dict.fromkeys(("--force", "-f"), ("--yes", "--force")),
    **dict.fromkeys(("--months", "--years", "--old", "--age"), ("--age", "--band")),
    **dict.fromkeys(("--birthday", "--birth", "--birthdate"), ("--born",)),
    **dict.fromkeys(("--open", "--unfinished"), ("--not-yet",)),
}
# What people type for a verb, with the verbs that may be meant.
_VERBS_MEANT = {
    **dict.fromkeys(("add", "new", "note", "record", "write", "entry", "moment"), ("log",)),
    **dict.fromkeys(("remove", "erase"), ("delete", "forget")),
    **dict.fromkeys(("change", "modify", "correct", "fix"), ("edit",)),
    **dict.fromkeys(("find", "grep", "lookup"), ("search",)),
    **dict.fromkeys(("history", "all", "moments", "log-book", "journal", "diary"), ("list",)),
    **dict.fromkeys(("stats", "summary", "review", "statistics", "overview"), ("week", "trend")),
    **dict.fromkeys(("chart", "graph", "progress"), ("trend",)),
    **dict.fromkeys(("settings", "set", "options", "preferences"), ("config",)),
    **dict.fromkeys(("kid", "kids", "children", "baby"), ("child",)),
    **dict.fromkeys(("parent", "parents", "caregivers", "carer"), ("caregiver",)),
    **dict.fromkeys(("ideas", "idea", "advice", "suggest"), ("tips",)),
    **dict.fromkeys(("remind", "reminder", "schedule"), ("plan",)),
    **dict.fromkeys(("print", "pdf", "share"), ("report", "export")),
    **dict.fromkeys(("save", "copy"), ("backup",)),
    **dict.fromkeys(("back-up", "recover"), ("backup", "restore")),
    **dict.fromkeys(("version", "about"), ("--version",)),
    **dict.fromkeys(("now", "me", "sos", "emergency", "crisis", "panic", "urgent"), ("help-now",)),
}
_MORE_IN = {
    "undo": "It takes back the last change; to take back one more, run it again.",
    "redo": "It does the last one again; for one more, run it again.",
    "today": "For the moments of today: attune list today",
}


def unknown_verb(typed: str, known: Sequence[str], now: datetime) -> tuple[list[str], str]:
    """Return what may be meant by a word in the place of a verb, and the sentence that helps.

    Args:
        typed: the word.
        known: the verbs.
        now: the present.
    """
    first, *more = typed.split() or [""]
    if more and first.casefold() in known and len(typed) <= LONGEST_CURED:
        return [], f"Leave the quotation marks out: attune {typed}"
    if len(typed) <= LONGEST_CURED and is_days(typed, now):
        return [], f"For the moments of those days: attune list {typed}"
    return [*_VERBS_MEANT.get(typed.casefold(), ())] or near(typed, known), ""


def kinder(wrong: Any, typed: Sequence[str]) -> Exception:
    """Return a refusal of attune in the place of one of Typer; that one where there is none.

    Args:
        wrong: a UsageError of Typer.
        typed: all that was typed behind `attune`.
    """
    ctx, param = wrong.ctx, getattr(wrong, "param", None)
    verb = ctx.command_path.partition(" ")[2] if ctx else ""
    found: Exception | None
    if param is not None:
        found = _of_value(wrong, param, verb)
    elif hasattr(wrong, "possibilities"):
        found = _no_option(wrong, typed, verb)
    elif hasattr(wrong, "option_name"):
        is_flag = "does not take" in wrong.message
        example = _EXAMPLES.get(wrong.option_name, "")
        found = errors.arguments.ValueMissing(wrong.option_name, example, is_flag=is_flag)
    elif _EXTRA in wrong.message:
        found = _too_many(ctx, wrong.message, verb)
    elif part := re.search(_NO_PART, wrong.message, re.DOTALL):
        close = near(part[1], ctx.command.commands)
        found = errors.arguments.UnknownPart(part[1], verb, close, _to_add(part[1], verb))
    else:
        found = None
    return found or wrong


def _are_days(words: str, ctx: Any) -> bool:
    run = ctx.find_object(Attune)
    return run is not None and is_days(words, run.clock())


def _of_value(wrong: Any, param: Any, verb: str) -> Exception | None:
    """Return the refusal of a value that is missing, or cannot be read."""
    if param.param_type_name == "argument":
        named = param.metavar or param.human_readable_name.upper()
        more = f"“attune {verb}” needs {named} behind it. “attune {verb} --help” says more."
        return errors.usage.missing_argument(verb) or errors.usage.MissingArgument(more)
    name, kind = param.opts[0], param.type
    if kind.name in WHOLE_NUMBERS:
        return errors.usage.NotInRange(name, getattr(kind, "min", None), getattr(kind, "max", None))
    choice = re.match(_NO_CHOICE, wrong.message, re.DOTALL)
    if choice and hasattr(kind, "choices"):
        choices = [getattr(one, "value", one) for one in kind.choices]
        return errors.arguments.NotAChoice(name, choice[2], choices)
    return None


def _no_option(wrong: Any, typed: Sequence[str], verb: str) -> Exception:
    option = _token(wrong.option_name, typed)
    if re.fullmatch(r"-\d+", option, re.ASCII) and verb in OF_MOMENTS:
        return errors.arguments.NotByThatNumber(option, verb)
    bare = option.lstrip("-")  # two dashes alone make no two options alike
    offered = [one for one in wrong.possibilities or () if one != "--help"]
    close = [one for one in offered if near(bare, [one.lstrip("-")])]
    options = {one for param in wrong.ctx.command.params for one in param.opts}
    meant = next((one for one in _MEANT.get(option, ()) if one.split()[0] in options), None)
    if meant:
        return errors.arguments.NoSuchOption(option, verb, [meant])
    cure = ""
    if verb in OF_TEXT and len(option) <= LONGEST_CURED:
        cure = f"If it is no option, put -- before it: attune {verb} -- {quote(option)}"
    return errors.arguments.NoSuchOption(option, verb, close, cure)


def _token(option: str, typed: Sequence[str]) -> str:
    """Return what an option was typed in: the parser names only the letter that it stopped at."""
    if option.startswith("--"):
        return option
    short = [one for one in typed if one.startswith("-") and not one.startswith("--")]
    fitting = [one for one in short if one.startswith(option)]
    fitting += [one for one in short if option[1:] in one]
    return next(iter(fitting), option)


def _to_add(typed: str, verb: str) -> str:
    """Return how somebody is added, where a name stands behind the verb alone."""
    if verb not in {"child", "caregiver"} or not key_of(typed) or len(typed) > LONGEST_CURED:
        return ""
    return f"To add somebody: attune {verb} add {quote(typed.removeprefix('@'))}"


def _too_many(ctx: Any, message: str, verb: str) -> Exception:
    """Return the refusal of words behind a verb that takes none, with the option that does."""
    words = message[message.index("(", message.index(_EXTRA) + len(_EXTRA) + 3) + 1 : -1]
    options = {option for param in ctx.command.params for option in param.opts}
    first = words.split(" ")[0]
    cure = _MORE_IN.get(verb) or f"“attune {verb} --help” says what it takes."
    if f"--{first}" in options:
        cure = f"As an option: attune {verb} --{first}"
    elif "--child" in options and first.startswith("@") and key_of(first):
        cure = f"For a child: attune {verb} --child {quote(first[1:])}"
    elif verb == "forget" and words.isdecimal():
        cure = f"For one moment: attune delete {words}"
    elif verb == "forget":
        cure = f"For a child: attune forget --child {quote(first)}"
    elif _are_days(words, ctx) and "--from" in options:
        cure = f"For days: attune {verb} --from {quote(words)}"
    elif _are_days(words, ctx) and "--of" in options:
        cure = f"For other days: attune {verb} --of {quote(words)}"
    elif verb == "reflect":
        cure = f"As an answer: attune reflect -m {quote(words)}"
    elif verb == "child add":
        cure = "An age stands behind an option: attune child add ada --born 2024-08"
    if len(words) > LONGEST_CURED:
        cure = f"“attune {verb} --help” says what it takes."
    return errors.arguments.TooManyWords(words, verb, cure)
