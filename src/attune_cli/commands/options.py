"""Options that several verbs share, so that they read and behave alike; and the run they get."""

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

import typer

from attune_cli import errors
from attune_cli.commands.complete import complete_caregiver, complete_child, complete_span
from attune_cli.context import Attune
from attune_cli.core.people import key_of, names_in, near_names, read_name
from attune_cli.core.vocabulary import Vocabulary, vocabulary
from attune_cli.errors import AttuneError
from attune_cli.render.output import is_dumb


def or_as_set(ctx: typer.Context, asked: bool) -> bool:
    """Return whether a page is plain: because of the option, or because of the settings."""
    if asked or ctx.resilient_parsing or not sys.stdout.isatty():
        return asked
    run = ctx.find_object(Attune)  # none where nothing is needed
    return run is not None and run.is_plain


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
AsJsonLines = Annotated[bool, typer.Option("--json", help="Print a JSON object a line.")]
Plain = Annotated[
    bool,
    typer.Option("--plain", callback=or_as_set, help="No colour and no chart, in a terminal too."),
]
More = Annotated[bool, typer.Option("--more", help="All of it, where a screen shows less.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don’t ask first.")]
OfChild = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Only moments with this child.", autocompletion=complete_child
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Only this caregiver’s moments.", autocompletion=complete_caregiver
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DATE",
        help="The first day: '2026-11-20', '3 weeks ago', …",
        autocompletion=complete_span,
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="DATE",
        help="The last day; a month or week counts to its end.",
        autocompletion=complete_span,
    ),
]


def grouped(verb: Callable[..., None]) -> Callable[..., None]:
    """Let a verb take several options as one parameter, whose type is a NamedTuple of options.

    Typer reads options from a function's signature and has no groups of its own, so the signature
    that it sees has the fields in the place of the group.
    """
    flat: list[Parameter] = []
    groups: dict[str, Any] = {}
    for parameter in signature(verb).parameters.values():
        group: Any = parameter.annotation
        if not hasattr(group, "_fields"):
            flat.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))
            continue
        groups[parameter.name] = group
        flat += [
            Parameter(name, Parameter.KEYWORD_ONLY, annotation=type_, default=default)
            for (name, type_), default in zip(
                group.__annotations__.items(), group._field_defaults.values(), strict=True
            )
        ]

    @wraps(verb)
    def ungrouped(**typed: Any) -> None:
        made = {name: group(*map(typed.pop, group._fields)) for name, group in groups.items()}
        verb(**typed, **made)

    ungrouped.__signature__ = Signature(flat)  # type: ignore[attr-defined]
    return ungrouped


def run_of(ctx: typer.Context) -> Attune:
    """Return the run that the door or a test put into the context."""
    run = ctx.find_object(Attune)
    assert run is not None  # noqa: S101 app.py always puts one
    return run


def can_ask(*, as_json: bool) -> bool:
    """Whether somebody is there to answer: in a terminal, where no JSON is asked for.

    A dumb one, as of an editor's shell, can’t show a list to choose from.
    """
    return not as_json and sys.stdin.isatty() and sys.stdout.isatty() and not is_dumb()


def known_to(run: Attune | None) -> Vocabulary:
    """Return the words where nothing may be refused: attune's alone, if the settings are broken.

    Args:
        run: None where the door has made none yet.
    """
    try:
        return (run or Attune.from_environment()).vocabulary
    except AttuneError:
        return vocabulary()


def known_name(role: str, typed: str, known: list[str], *, is_new: bool = True) -> str:
    """Return the stored nickname for a typed one.

    Args:
        role: "child" or "caregiver".
        typed: the nickname.
        known: those of the journal.
        is_new: whether it makes sense to add somebody of that name.

    Raises:
        UnknownPerson: the journal has nobody of that name.
        OneOfThem: they are several.
        UnreadableName: it is empty, or nobody can be named so.
    """
    if not key_of(typed):
        raise errors.usage.UnreadableName(typed)
    same = [name for name in known if key_of(name) == key_of(typed)]
    found = typed if typed in same else next(iter(same), None)
    if found is None:
        if len(names := list(names_in([typed]))) > 1 and {*map(key_of, names)} & {
            *map(key_of, known)
        }:
            raise errors.people.OneOfThem(role, names)
        near = near_names(typed, known)
        if is_new and not near:
            read_name(typed)  # nobody is offered who would be refused then
        raise errors.people.UnknownPerson(role, typed, known, near, is_new=is_new)
    return found


def near(typed: str, known: Iterable[str]) -> list[str]:
    """Return the two words at most that somebody perhaps meant."""
    from difflib import get_close_matches  # noqa: PLC0415 only a typo needs it

    return get_close_matches(typed, list(known), 2)
