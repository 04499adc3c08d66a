"""`attune help`: all that attune can do, or what one verb can do."""

from typing import Annotated, Any

import typer

from attune_cli import errors
from attune_cli.commands.complete import Offer, offers
from attune_cli.commands.options import Plain, near
from attune_cli.errors import AttuneError
from attune_cli.render.help import show_help

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
    asked: Any = ctx.parent
    try:
        for word in ctx.params.get("which") or ():
            asked = _below(asked, word)
    except AttuneError:
        return []
    if not hasattr(asked.command, "resolve_command"):  # a verb without verbs of its own
        return []
    verbs = asked.command.shell_complete(asked, incomplete)
    return offers(((verb.value, verb.help) for verb in verbs), incomplete)


Which = Annotated[
    list[str] | None,
    typer.Argument(metavar="[VERB]...", help="Such as: log.", autocompletion=_complete),
]


@app.command("help", epilog="Example: attune help log, which is attune log --help.")
def help_(ctx: typer.Context, which: Which = None, plain: Plain = False) -> None:
    """Show all that attune can do, or what one verb can do."""
    group: Any = ctx.parent
    asked = group
    for word in which or ():
        asked = _below(asked, word)
    page = group.command.whole_help(group) if asked is group else asked.get_help()
    show_help(page, plain=plain)


def _below(asked: Any, word: str) -> Any:
    """Return the context of a verb, or of a part of one.

    Raises:
        UnknownVerb: attune has no such verb.
        UnknownPart: the verb has no such part.
        TooManyWords: the verb has no parts.
    """
    if not hasattr(asked.command, "resolve_command"):
        verb = asked.command_path.partition(" ")[2]
        raise errors.arguments.TooManyWords(
            word, "help", f"All that it says of that verb: attune help {verb}"
        )
    name, command, _ = asked.command.resolve_command(asked, [word])
    if command is None:
        raise errors.arguments.UnknownPart(
            word, asked.info_name, near(word, asked.command.commands)
        )
    return command.make_context(name, [], parent=asked, resilient_parsing=True)
