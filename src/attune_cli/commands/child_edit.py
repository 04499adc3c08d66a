"""`attune child edit`: what is known of a child, and which child is meant where none is named."""

from datetime import datetime
from typing import Annotated, Any

import typer

from attune_cli.commands.options import AsJson, known_name, run_of
from attune_cli.commands.usual import Usual, follow, set_usual
from attune_cli.context import Attune
from attune_cli.core.people import BANDS, Child, read_band, read_born, read_name
from attune_cli.errors.usage import WordsClash, WordsMissing
from attune_cli.render.people import child_line
from attune_cli.render.plain import tell
from attune_cli.store.database import reading
from attune_cli.store.people import read_people

Born = Annotated[
    str | None, typer.Option(metavar="YYYY-MM[-DD]", help="Birth date, or only its month.")
]
Band = Annotated[
    str | None, typer.Option(metavar="|".join(BANDS), help="Stated age, before any date.")
]
EARLY = typer.Option("--early", metavar="WEEKS", min=0, max=20, help="Born early by weeks.")


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
    usual: Usual = None,
    as_json: AsJson = False,
) -> None:
    """Change a child: attune child edit ada --name lou."""
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
    if not said and usual is None:
        raise WordsMissing(
            "Say what is to change: --name, --born, --no-born, --band, --no-band, --early, "
            "--default or --no-default."
        )
    child, is_changed = _edit(run, name, said, now, usual=usual)
    answer(run, "Changed" if is_changed else "As before", child, as_json=as_json)


def _edit(
    run: Attune, typed: str, said: dict[str, Any], now: datetime, *, usual: bool | None
) -> tuple[Child, bool]:
    """Change what is said, and return the child, and whether it was something else before.

    Raises:
        UnknownPerson: the journal has no child of that name.
        PersonExists: the new nickname is somebody else’s.
    """
    from attune_cli.store.journal import journal  # noqa: PLC0415 `--help` needs no journal

    with reading(run.home) as connection:
        known = read_people(connection)
    name = known_name("child", typed, known.names_of_children, is_new=False)
    child = next(one for one in known.children.values() if one.name == name)._replace(**said)
    before = set_usual(run, "child")
    with journal(run.home) as opened:
        is_changed = opened.edit_child(name, child, now)
    follow(run, "child", name, child.name, wanted=usual)
    return child, is_changed or before != set_usual(run, "child")


def answer(run: Attune, what: str, child: Child, *, as_json: bool) -> None:
    """Show a child that was added or edited."""
    today, usual = run.clock().date(), set_usual(run, "child")
    if as_json:
        from attune_cli.render.as_json import children_face, print_json  # noqa: PLC0415 if asked for

        print_json(children_face([child], today, usual))
    else:
        tell(f"{what}: {child_line(child, today, usual)}")
