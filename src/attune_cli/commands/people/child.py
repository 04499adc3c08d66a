"""`attune child`: list, add, change and remove children."""

from datetime import datetime
from typing import Annotated, Any

import typer

from attune_cli import errors
from attune_cli.commands.complete import BIRTHS, complete_band, complete_child, one_of
from attune_cli.commands.options import AsJson, Plain, Yes, known_name, run_of
from attune_cli.commands.people.default import default_in_settings, follow_person, set_default
from attune_cli.commands.people.names import Default, NewNickname, Nickname, NicknameBefore
from attune_cli.commands.people.remove import remove_person
from attune_cli.context import Attune
from attune_cli.core.people import BANDS, Child, read_band, read_born, read_name
from attune_cli.render.help import HelpedGroup
from attune_cli.render.json import children_json, print_json
from attune_cli.render.output import show, tell
from attune_cli.render.people import child_line, children_page
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.people import read_people

Born = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="'2024-08-17', '2024-08', '2 weeks', 'newborn'.",
        autocompletion=one_of(BIRTHS),
    ),
]
Band = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(BANDS), help="Stated age, before any date.", autocompletion=complete_band
    ),
]
EARLY = typer.Option("--early", metavar="WEEKS", min=0, max=20, help="Born early by weeks.")


app = typer.Typer(
    cls=HelpedGroup, rich_markup_mode=None, add_completion=False, invoke_without_command=True
)


@app.callback(epilog="Example: attune child add ada --born 2024-08")
def child(ctx: typer.Context, as_json: AsJson = False) -> None:
    """The children, by nickname. Alone, it lists them."""
    if ctx.invoked_subcommand is None:
        list_children(ctx, as_json=as_json)


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A nickname; the real name isn’t needed.")],
    born: Born = None,
    band: Band = None,
    weeks_early: Annotated[int, EARLY] = 0,
    usual: Default = None,
    as_json: AsJson = False,
) -> None:
    """Add a child: attune child add ada --born 2024-08."""
    run, now = run_of(ctx), run_of(ctx).clock()
    child = Child(
        name=read_name(name),
        born=read_born(born, now.date()) if born else None,
        band=read_band(band) if band else None,
        weeks_early=weeks_early,
    )
    # Settings that are broken are refused before anything is kept.
    default_in_settings(run, "child")
    with journal(run.home) as opened:
        opened.add_child(child, now)
    run.is_done = True
    if usual:
        set_default(run, "child", child.name)
    answer(run, "Added", child, as_json=as_json)


@app.command(name="list")
def list_children(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """List the children."""
    run, today = run_of(ctx), run_of(ctx).clock().date()
    with reading(run.home) as connection:
        children = read_people(connection).children.values()
    if as_json:
        print_json(children_json(children, today, run.settings.child))
    else:
        show(children_page(children, today, run.settings.child), plain=plain)


@app.command()
def edit(
    ctx: typer.Context,
    name: NicknameBefore,
    new_name: NewNickname = None,
    born: Born = None,
    no_born: Annotated[bool, typer.Option("--no-born", help="Forget the birth date.")] = False,
    band: Band = None,
    no_band: Annotated[bool, typer.Option("--no-band", help="Go by the birth date again.")] = False,
    weeks_early: Annotated[int | None, EARLY] = None,
    usual: Default = None,
    as_json: AsJson = False,
) -> None:
    """Change a child: attune child edit ada --name lou."""
    run = run_of(ctx)
    now = run.clock()
    for option, given, other in (("--born", born, no_born), ("--band", band, no_band)):
        if given is not None and other:
            raise errors.usage.WordsClash(option, f"--no-{option[2:]}", "Keep one of them.")
    changes: dict[str, Any] = {}
    if new_name is not None:
        changes["name"] = read_name(new_name)
    if born is not None or no_born:
        changes["born"] = None if born is None else read_born(born, now.date())
    if band is not None or no_band:
        changes["band"] = None if band is None else read_band(band)
    if weeks_early is not None:
        changes["weeks_early"] = weeks_early
    if not changes and usual is None:
        raise errors.usage.WordsMissing(
            "Say what is to change: --name, --born, --no-born, --band, --no-band, --early, "
            "--default or --no-default."
        )
    child, is_changed = _edit(run, name, changes, now, usual=usual)
    answer(run, "Changed" if is_changed else "As before", child, as_json=as_json)


def _edit(
    run: Attune, typed: str, changes: dict[str, Any], now: datetime, *, usual: bool | None
) -> tuple[Child, bool]:
    """Change what is said, and return the child, and whether it was something else before.

    Raises:
        UnknownPerson: the journal has no child of that name.
        PersonExists: the new nickname is somebody else’s.
    """
    with reading(run.home) as connection:
        known = read_people(connection)
    name = known_name("child", typed, known.names_of_children, is_new=False)
    child = next(one for one in known.children.values() if one.name == name)._replace(**changes)
    before = default_in_settings(run, "child")
    with journal(run.home) as opened:
        is_changed = opened.edit_child(name, child, now)
    run.is_done = is_changed
    follow_person(run, "child", name, child.name, wanted=usual)
    return child, is_changed or before != default_in_settings(run, "child")


def answer(run: Attune, what: str, child: Child, *, as_json: bool) -> None:
    """Show a child that was added or edited."""
    today, usual = run.clock().date(), default_in_settings(run, "child")
    if as_json:
        print_json(children_json([child], today, usual))
    else:
        tell(f"{what}: {child_line(child, today, usual)}")


@app.command()
def remove(
    ctx: typer.Context,
    name: Nickname,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="With whom the moments are from then on.",
            autocompletion=complete_child,
        ),
    ] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Remove a child. Moments with them move to another one, or nothing is removed."""
    remove_person(run_of(ctx), "child", name, to, yes=yes, as_json=as_json)
