"""`attune tips`: three ideas for a day, or those that are looked for."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from attune_cli.commands import tip_adding, tip_marks
from attune_cli.commands.finding import Asked, show_tips
from attune_cli.commands.options import AsJson, Plain, known_to, run_of
from attune_cli.core.people import BANDS, read_band
from attune_cli.core.tips.library import TIP_KINDS, TipFilter, read_kind, read_text, read_tip_word
from attune_cli.errors.files import UnknownTipsVerb


class TipsGroup(TyperGroup):
    """`tips` and what else it does; a word in the place of that is answered."""

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find what it is to do, or say what was perhaps meant."""
        typed = args[0]
        if typed not in self.commands and not typed.startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 only a typo needs it

            near = get_close_matches(typed, self.commands, 2)
            raise UnknownTipsVerb(
                typed, near, is_word=known_to(run_of(ctx)).find(typed) is not None
            )
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=TipsGroup, rich_markup_mode=None, add_completion=False, invoke_without_command=True
)
for command in (tip_marks.keep, tip_marks.hide, tip_marks.unmark, tip_adding.add):
    app.command()(command)

Age = Annotated[str | None, typer.Option(metavar="|".join(BANDS), help="For which age.")]
ForChild = Annotated[str | None, typer.Option(metavar="NAME", help="For a child of the journal.")]
Fitting = Annotated[
    str | None,
    typer.Option("--for", metavar="WORD", help="That go with a word, such as told_no or tired."),
]
OfKind = Annotated[str | None, typer.Option(metavar="|".join(TIP_KINDS), help="Of one kind.")]
WithText = Annotated[str | None, typer.Option(metavar="TEXT", help="That say something.")]
Everything = Annotated[bool, typer.Option("--all", help="Every one, the hidden ones too.")]
Why = Annotated[bool, typer.Option("--why", help="Say why, and where each comes from.")]


@app.callback(epilog="Example: attune tips --for told_no --age toddler")
def tips(
    ctx: typer.Context,
    age: Age = None,
    child: ForChild = None,
    word: Fitting = None,
    kind: OfKind = None,
    search: WithText = None,
    everything: Everything = False,
    why: Why = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Find ideas: for distress, calm, repair and yourself.

    Without options: three for today, by your child's age and what was logged lately.
    """
    if ctx.invoked_subcommand is not None:
        return
    run = run_of(ctx)
    sought = TipFilter(
        band=None if age is None else read_band(age),
        kind=None if kind is None else read_kind(kind),
        word=None if word is None else read_tip_word(word, run.vocabulary),
        text=None if search is None else read_text(search),
    )
    show_tips(run, Asked(sought, child, everything, why, as_json, plain))
