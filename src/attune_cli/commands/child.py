"""`attune child`: the children of the journal, by nickname."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from attune_cli.commands.options import AsJson, known_name, run_of
from attune_cli.commands.parting import Confirmed, part_from
from attune_cli.context import Attune
from attune_cli.core.people import BANDS, Child, read_band, read_born, read_name
from attune_cli.errors.usage import WordsClash, WordsMissing
from attune_cli.render.people import child_line, children_page
from attune_cli.render.plain import show, tell
from attune_cli.store import quick
from attune_cli.store.opening import reading

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="The children: add, list, edit, remove.",
    no_args_is_help=True,
)


Born = Annotated[
    str | None, typer.Option(metavar="YYYY-MM[-DD]", help="Birth date, or only its month.")
]
Band = Annotated[
    str | None, typer.Option(metavar="|".join(BANDS), help="Stated age, before any date.")
]
EARLY = typer.Option("--early", metavar="WEEKS", min=0, max=20, help="Born early by weeks.")


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname; the real name isn’t needed.")],
    born: Born = None,
    band: Band = None,
    weeks_early: Annotated[int, EARLY] = 0,
    as_json: AsJson = False,
) -> None:
    """Add a child: attune child add ada --born 2024-08."""
    from attune_cli.store.journal import journal  # noqa: PLC0415 `child --help` needs no SQLModel

    run = run_of(ctx)
    now = run.clock()
    child = Child(
        name=read_name(name),
        born=read_born(born, now.date()) if born else None,
        band=read_band(band) if band else None,
        weeks_early=weeks_early,
    )
    with journal(run.home) as opened:
        opened.add_child(child, now)
    _answer("Added", child, now.date(), as_json=as_json)


@app.command(name="list")
def list_children(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the children."""
    run = run_of(ctx)
    today = run.clock().date()
    with reading(run.home) as connection:
        children = quick.people(connection).children.values()
    if as_json:
        from attune_cli.render.as_json import children_face, print_json  # noqa: PLC0415 if asked for

        print_json(children_face(children, today))
    else:
        show(children_page(children, today))


@app.command()
def edit(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The nickname till now.")],
    new_name: Annotated[
        str | None, typer.Option("--name", metavar="NEW", help="Another nickname.")
    ] = None,
    born: Born = None,
    no_born: Annotated[bool, typer.Option("--no-born", help="Forget the birth date.")] = False,
    band: Band = None,
    no_band: Annotated[bool, typer.Option("--no-band", help="Go by the birth date again.")] = False,
    weeks_early: Annotated[int | None, EARLY] = None,
    as_json: AsJson = False,
) -> None:
    """Change a child; only what is named: attune child edit ada --name ada-lou."""
    run = run_of(ctx)
    now = run.clock()
    for option, is_said, other in (("--born", born, no_born), ("--band", band, no_band)):
        if is_said is not None and other:
            raise WordsClash(option, f"--no-{option[2:]}", "keep one of them.")
    said: dict[str, Any] = {}
    if new_name is not None:
        said["name"] = read_name(new_name)
    if born is not None or no_born:
        said["born"] = None if born is None else read_born(born, now.date())
    if band is not None or no_band:
        said["band"] = None if band is None else read_band(band)
    if weeks_early is not None:
        said["weeks_early"] = weeks_early
    if not said:
        raise WordsMissing(
            "Say what is to change: --name, --born, --no-born, --band, --no-band or --early."
        )
    child, is_changed = _edit(run, name, said, now)
    _answer("Changed" if is_changed else "As before", child, now.date(), as_json=as_json)


@app.command()
def remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname.")],
    to: Annotated[
        str | None, typer.Option(metavar="NAME", help="With whom the moments are from then on.")
    ] = None,
    yes: Confirmed = False,
    as_json: AsJson = False,
) -> None:
    """Remove a child. Moments with them move to another one, or nothing is removed."""
    part_from(run_of(ctx), "child", name, to, yes=yes, as_json=as_json)


def _edit(run: Attune, typed: str, said: dict[str, Any], now: datetime) -> tuple[Child, bool]:
    """Change what is said, and return the child, and whether it was something else before.

    Raises:
        UnknownPerson: the journal has no child of that name.
        PersonExists: the new nickname is somebody else’s.
    """
    from attune_cli.store.journal import journal  # noqa: PLC0415 `child --help` needs no SQLModel

    with reading(run.home) as connection:
        known = quick.people(connection)
    name = known_name("child", typed, known.names_of_children)
    child = next(one for one in known.children.values() if one.name == name)._replace(**said)
    with journal(run.home) as opened:
        return child, opened.edit_child(name, child, now)


def _answer(what: str, child: Child, today: date, *, as_json: bool) -> None:
    if as_json:
        from attune_cli.render.as_json import children_face, print_json  # noqa: PLC0415 if asked for

        print_json(children_face([child], today))
    else:
        tell(f"{what}: {child_line(child, today)}")
