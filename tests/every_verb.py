"""What documents every verb: a page of the site and a manual page, made from `--help`."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from attune_cli import __version__
from attune_cli.app import VERBS, _program

HEAD = """# Every verb

As `attune VERB --help` says it. `attune` alone is `attune today`.
"""
ENDS = {
    "EXIT STATUS": [
        ("0", "It is done."),
        ("1", "A refusal that you can act on, or a “no”."),
        ("2", "Wrong usage."),
        ("141", "A pipe was closed before all was written."),
    ],
    "ENVIRONMENT": [
        ("ATTUNE_HOME", "A folder for all that attune keeps."),
        ("NO_COLOR", "No colour where it is set."),
        ("VISUAL, EDITOR", "What -e opens a note with."),
        ("PAGER", "What shows a long page."),
    ],
}


class Entry(NamedTuple):
    """A verb, or a verb of a verb.

    Attributes:
        name: as it is typed, after “attune”.
        command: the command.
        context: what its help is made in.
    """

    name: str
    command: Any
    context: Any


def entries() -> Iterator[Entry]:
    """Yield every verb, each followed by its own verbs."""
    program = _program()
    root = program.make_context("attune", [], resilient_parsing=True)
    root.terminal_width = 80
    for name in VERBS:
        command = program.get_command(root, name)
        context = type(root)(command, info_name=name, parent=root, terminal_width=80)
        yield Entry(name, command, context)
        for sub, below in getattr(command, "commands", {}).items():
            yield Entry(
                f"{name} {sub}",
                below,
                type(root)(below, info_name=sub, parent=context, terminal_width=80),
            )


def site_page() -> str:
    """Return the page of the site, in Markdown."""
    section, parts = "", [HEAD]
    for entry in entries():
        of = VERBS[entry.name.split()[0]].section
        if of != section:
            section = of
            parts.append(f"## {of}\n")
        level = "####" if " " in entry.name else "###"
        text = entry.command.get_help(entry.context).rstrip()
        parts.append(f"{level} attune {entry.name}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def manual_page() -> str:
    """Return the manual page, in the macros of man(7)."""
    lines = [
        f'.TH ATTUNE 1 "" "attune {__version__}" "User Commands"',
        ".SH NAME",
        "attune \\- a reflection journal for parents and other caregivers",
        ".SH SYNOPSIS",
        ".B attune",
        "[\\fIVERB\\fR] [\\fIOPTIONS\\fR] [\\fIWORDS\\fR]...",
        ".SH DESCRIPTION",
        *_paragraphs(_program().help),
        ".SH VERBS",
    ]
    for entry in entries():
        usage = " ".join(entry.command.collect_usage_pieces(entry.context))
        lines += [f".SS {_safe(f'attune {entry.name} {usage}')}", *_paragraphs(entry.command.help)]
        for parameter in entry.command.get_params(entry.context):
            if record := parameter.get_help_record(entry.context):
                lines += [".TP", f".B {_safe(record[0])}", _safe(record[1])]
        lines += [part for part in _paragraphs(entry.command.epilog) if part]
    for title, rows in ENDS.items():
        lines.append(f".SH {title}")
        for term, meaning in rows:
            lines += [".TP", f".B {_safe(term)}", _safe(meaning)]
    return "\n".join(lines) + "\n"


def _paragraphs(text: str | None) -> Iterator[str]:
    for part in (text or "").replace("\b", "").split("\n\n"):
        if said := " ".join(part.split()):
            yield ".PP"
            yield _safe(said)


def _safe(text: str) -> str:
    """Return a text that man reads as it stands."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe
