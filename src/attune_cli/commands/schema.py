"""`attune schema`: what the JSON that attune prints and exports looks like, for programs."""

from typing import Annotated

import typer

from attune_cli import errors
from attune_cli.commands.complete import Offer, offers
from attune_cli.commands.options import Plain
from attune_cli.core.schemas import find_schema, near_schemas, schema_lines, short
from attune_cli.render.output import show, tell
from attune_cli.render.page import Line

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _complete(ctx: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001 Typer's way
    is_whole = incomplete.startswith("attune.")
    names = ((line.name if is_whole else short(line.name), line.title) for line in schema_lines())
    return offers(names, incomplete)


@app.command(epilog="What a moment looks like: attune schema moment")
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="As “schema” has it, or in short.", autocompletion=_complete
        ),
    ] = None,
    plain: Plain = False,
) -> None:
    """Print the JSON Schema of what attune prints or exports; without a name, list them."""
    if name is None:
        every = (Line(f"{line.name} · {line.title}", hang=4) for line in schema_lines())
        show(every, plain=plain)
        return
    found = find_schema(name)
    if found is None:
        raise errors.usage.UnknownSchema(name, near_schemas(name))
    tell(found.rstrip("\n"))
