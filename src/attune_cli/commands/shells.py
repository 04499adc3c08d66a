"""Completion by shell: what bash, zsh, fish and PowerShell ask, how they are answered, scripts.

A shell runs attune with `_ATTUNE_COMPLETE=complete_SHELL` and the line up to the cursor. The names
of the variables, and the answers, are those of Typer, so that its scripts work here, too; those in
data/completion offer files only for a path, and leave an @ or = in a word alone.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import typer
from typer.completion import (  # type: ignore[attr-defined]
    Shells,
    _get_shell_name,
    get_completion_script,
    install,
    shell_completion,
)

from attune_cli import errors
from attune_cli.clock import drop_unknown_zone
from attune_cli.commands.complete import PATH, Offer
from attune_cli.context import Attune
from attune_cli.render.output import tell
from attune_cli.render.page import clean

PROGRAM, VARIABLE = "attune", "_ATTUNE_COMPLETE"
PATH_WANTED = 3  # the exit code that leaves it to the shell to offer files
SCRIPTS = Path(__file__).parent.parent / "data" / "completion"
_ENDINGS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1", "pwsh": "ps1"}
SHELLS = tuple(_ENDINGS)
_LISTING = {"9", "33", "63", "64"}  # COMP_TYPE where bash shows what there is, and inserts no more
_END = "x"  # stands at the end of a line, so that an empty word there is one
_PLAIN_IN_BASH = r"[\w@%+=:,./-]"
_PLAIN_IN_POWERSHELL = r"[\w+=:./-]+"


class Asked(NamedTuple):
    """What a shell asks.

    Attributes:
        words: those before the one that is completed, without quotes and without the program.
        begun: what stands of that one, without quotes.
        part: the end of `begun` that the shell replaces.
        quote: the quotation mark that is open around it; empty where none is.
        columns: of the terminal, where the shell lists what there is; 0 where it only inserts.
    """

    words: list[str]
    begun: str
    part: str
    quote: str = ""
    columns: int = 0


class Answer(NamedTuple):
    """What a shell is told on standard output, and by the exit code."""

    text: str
    exit_code: int = 0


class _Completion(shell_completion.ShellComplete):
    """Typer's way from the words of a line to what offers something; shells are seen to here."""

    def get_completion_args(self) -> tuple[list[str], str]:
        raise NotImplementedError

    def source_vars(self) -> dict[str, Any]:
        raise NotImplementedError

    def format_completion(self, item: Any) -> str:
        raise NotImplementedError


def complete(environment: Mapping[str, str], program: Any, run: Attune | None) -> int:
    """Answer a shell, and return the exit code. Whatever goes wrong, there is less to offer.

    Args:
        environment: of this process.
        program: the command of attune itself.
        run: the run of a test; None for that of the environment.
    """
    drop_unknown_zone()
    try:
        answer = answer_to(environment, program, run)
    except Exception:
        if environment.get("ATTUNE_TRACEBACK"):
            raise
        return 0
    if answer.text:
        with suppress(OSError):  # the shell listens no more
            tell(answer.text)
    return answer.exit_code


def answer_to(environment: Mapping[str, str], program: Any, run: Attune | None) -> Answer:
    """Return what a shell is answered.

    Raises:
        Exception: it asks for something else, or what it asks for means nothing.
    """
    kind, _, shell = environment[VARIABLE].partition("_")
    if kind == "source":
        return Answer(script(shell))
    asked = _asked(environment, shell)
    completion = _Completion(program, {"obj": run}, PROGRAM, VARIABLE)
    items = completion.get_completions([*asked.words], asked.begun)
    if any(item.help == PATH for item in items):
        return _for_path(shell, asked)
    # What stands before a value in its word: --age= of --age=toddler.
    lead = re.match(r"--[\w-]+=", asked.begun)
    offers = {
        f"{lead[0] if lead else ''}{item.value}": " ".join(clean(item.help or "").split())
        for item in items
        if item.value.isprintable()
    }
    if environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":  # a script of Typer asks first
        return Answer("")  # 0: no files, whether there is anything else or not
    return Answer(FORMS[shell](asked, [*offers.items()]))


def _asked(environment: Mapping[str, str], shell: str) -> Asked:
    if shell != "bash":
        return _of_line(environment.get("_TYPER_COMPLETE_ARGS", ""))
    if "_ATTUNE_LINE" in environment:
        asked = _of_line(environment["_ATTUNE_LINE"], environment.get("_ATTUNE_PART", ""))
        is_listed = environment.get("_ATTUNE_TYPE") in _LISTING
        return asked._replace(columns=int(environment.get("COLUMNS") or 0) if is_listed else 0)
    line = environment.get("COMP_WORDS", "")
    apart = "\n" if "\n" in line else " "
    words, place = _joined(line.split(apart), int(environment["COMP_CWORD"]))
    asked = _of_line(" ".join(words[: place + 1]))
    return asked._replace(part=asked.begun)


def _joined(words: Sequence[str], place: int) -> tuple[list[str], int]:
    """Put @ and the name behind it together again: bash takes them for two words.

    Args:
        words: of the line.
        place: of the one that is completed.
    """
    joined: list[str] = []
    moved = place
    for number, word in enumerate(words):
        if joined and joined[-1] == "@":
            joined[-1] += word
            moved -= number <= place
        else:
            joined.append(word)
    return joined, moved


def _of_line(line: str, part: str | None = None) -> Asked:
    """Read a line up to the cursor.

    Args:
        line: with quotes, the program first.
        part: the end of it that bash replaces, without the quotation mark before it, if there is
            one; None where the whole word is replaced.
    """
    words = shell_completion.split_arg_string(line + _END)
    begun = words[-1].removesuffix(_END)
    if part is None:
        return Asked(words[1:-1], begun, begun)
    before = line.removesuffix(part)[-1:]
    quote = before if before in {"'", '"'} else ""
    plain = part if quote else re.sub(r"\\(.)", r"\1", part)
    return Asked(words[1:-1], begun, plain if begun.endswith(plain) else begun, quote)


def _for_path(shell: str, asked: Asked) -> Answer:
    """Leave it to the shell to complete a path, itself or a value behind --output=."""
    if shell == "zsh":
        is_value = asked.begun.startswith("--") and "=" in asked.begun
        return Answer("compset -P '*='; _files" if is_value else "_files")
    return Answer("", PATH_WANTED)


def _in_bash(asked: Asked, offers: Sequence[Offer]) -> str:
    """Return the ends of words that bash puts in; with their labels where it only lists them."""
    kept = len(asked.begun) - len(asked.part)
    rows = [(_quoted_in_bash(value[kept:], asked.quote), help_) for value, help_ in offers]
    width = max((len(value) for value, _ in rows), default=0)
    room = asked.columns - width - len("  () ")
    if len(rows) == 1 or room <= 0:
        return "\n".join(value for value, _ in rows)
    return "\n".join(
        f"{value:<{width}}  ({_cut(help_, room)})" if help_ else value for value, help_ in rows
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _quoted_in_bash(text: str, quote: str) -> str:
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote:
        return re.sub(r'(["$`\\])', r"\\\1", text)
    return re.sub(rf"(?!{_PLAIN_IN_BASH})(.)", r"\\\1", text)


def _in_zsh(asked: Asked, offers: Sequence[Offer]) -> str:  # noqa: ARG001 as the others
    """Return a command for eval, in one line; quoted, so that nothing of it is run."""
    if not offers:
        return ""

    def row(value: str, help_: str) -> str:
        text = re.sub(r"([:\\])", r"\\\1", value) + (f":{help_}" if help_ else "")
        return "'" + text.replace("'", "'\\''") + "'"

    rows = " ".join(row(*offer) for offer in offers)
    return f"local -a _attune_offers; _attune_offers=({rows}); _describe -V attune _attune_offers"


def _in_fish(asked: Asked, offers: Sequence[Offer]) -> str:  # noqa: ARG001 as the others
    """Return a value a line, with its label behind a tab."""
    return "\n".join(f"{value}\t{help_}" if help_ else value for value, help_ in offers)


def _in_powershell(asked: Asked, offers: Sequence[Offer]) -> str:  # noqa: ARG001 as the others
    """Return a value a line, quoted where it has to be, with its label behind three colons."""

    def row(value: str, help_: str) -> str:
        is_plain = re.fullmatch(_PLAIN_IN_POWERSHELL, value)
        quoted = value if is_plain else "'" + value.replace("'", "''") + "'"
        return f"{quoted}:::{help_ or value}"  # it refuses an empty label

    return "\n".join(row(*offer) for offer in offers)


FORMS: Mapping[str, Callable[[Asked, Sequence[Offer]], str]] = {
    "bash": _in_bash,
    "zsh": _in_zsh,
    "fish": _in_fish,
    "powershell": _in_powershell,
    "pwsh": _in_powershell,
}


def script(shell: str) -> str:
    """Return the script that a shell reads once, by the shell's name."""
    return (SCRIPTS / f"attune.{_ENDINGS[shell]}").read_text("utf-8").rstrip("\n")


def show_completion(option: str, shell: str | None) -> None:
    """Print or install the completion of a shell.

    Args:
        option: `--show-completion` or `--install-completion`.
        shell: its name; None for the shell that attune was started by.

    Raises:
        NotAChoice: there is none for that shell.
    """
    shells = [one.value for one in Shells]
    shell = shell or _get_shell_name() or ""
    if shell not in shells:
        raise errors.arguments.NotAChoice(option, shell, shells)
    if option == "--show-completion":
        typer.echo(script(shell))
        return
    _, path = install(shell, PROGRAM, VARIABLE)
    others = get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell)
    text = path.read_text("utf-8")
    path.write_text(text.replace(others, script(shell)), encoding="utf-8")
    typer.echo(f"The completion of {shell} is in {path}. It works in the next terminal.")
