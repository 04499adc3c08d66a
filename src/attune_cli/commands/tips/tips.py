"""`attune tips`: find ideas, and keep or hide one."""

from collections.abc import Sequence
from datetime import date
from shlex import quote
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from attune_cli.commands.options import AsJson, Plain, known_to, near, run_of
from attune_cli.commands.tips.add import add
from attune_cli.commands.tips.ideas import Aim, aimed, library
from attune_cli.context import Attune
from attune_cli.core.crisis import OF_HURTING, Concern, concern_named, concern_of
from attune_cli.core.low_mood import LOW, low_mood
from attune_cli.core.people import BANDS, read_band
from attune_cli.core.time.period import week_of
from attune_cli.core.tips.choice import (
    OF_ITS_AGE,
    Mark,
    Offer,
    choose,
    for_now,
    led_by,
    listed,
    visible,
    with_first,
)
from attune_cli.core.tips.library import (
    TIP_KINDS,
    Tip,
    TipFilter,
    read_kind,
    read_text,
    read_tip_word,
)
from attune_cli.core.tips.reasons import About, Reason, is_low, recent_fear
from attune_cli.core.vocabulary import FRIGHTEN
from attune_cli.errors import AttuneError
from attune_cli.errors.files import UnknownTip
from attune_cli.errors.people import AgeUnknown
from attune_cli.errors.usage import UnknownTipsVerb
from attune_cli.render.json import print_json, tip_mark_json, tips_json
from attune_cli.render.output import show, tell_wrapped
from attune_cli.render.tips import (
    Shown,
    Subject,
    because,
    looked_for_lines,
    marked,
    tips_page,
    unmarked,
)
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.tip_marks import Noted, marks, noted

A_FEW = 5


class Asked(NamedTuple):
    """What was asked for, and how it is to be shown."""

    sought: TipFilter
    child: str | None
    everything: bool
    why: bool
    as_json: bool
    plain: bool


def show_tips(run: Attune, asked: Asked) -> None:
    """Show three tips for today, or some of those that are looked for, or all of them.

    Raises:
        AttuneError: nothing tells the age, or the journal or the own tips cannot be read.
    """
    concern = _concern(asked.sought)
    try:
        _show_tips(run, asked, concern)
    except AttuneError:
        if concern and not asked.as_json:  # whatever is broken, whoever looks for help gets it
            show(looked_for_lines(concern), plain=asked.plain)
        raise


def _show_tips(run: Attune, asked: Asked, concern: Concern | None) -> None:
    today = run.clock().date()
    with reading(run.home) as connection:
        found = noted(connection, today, run.settings.caregiver)
    aim = aimed(found, today, asked.child, asked.sought.band)
    if aim.band is None and not (asked.sought.is_narrow or asked.everything):
        known = [one.name for one in found.children]
        raise AgeUnknown(aim.child.name if aim.child else None, known, BANDS)
    sought = asked.sought._replace(band=aim.band)
    leading = concern.tips if concern else ()
    of_age = TipFilter(aim.band)
    fitting = [
        tip
        for tip in library(run)
        if sought.matches(tip) or (tip.id in leading and of_age.matches(tip))
    ]
    offers: Sequence[Offer]
    if asked.everything or sought.is_narrow:
        offers = _looked_for(fitting, asked, found, today, leading)
    else:
        offers = _of_today(run, fitting, found, aim, today)
    bands = (aim.band,) if aim.band else tuple(BANDS)
    shown = [
        Shown(tip, because(reason, bands, run.vocabulary, today), found.marks.get(tip.id))
        for tip, reason in offers
    ]
    # Many a day is low; below its tips there stands where to turn, too.
    pointer = looked_for_lines(concern) if concern and sought.word != LOW else []
    if asked.as_json:
        print_json(tips_json(shown, [line.text for line in pointer if line.text]))
        return
    more = 0 if asked.everything else len(visible(fitting, found.marks)) - len(offers)
    subject = Subject(
        tip_filter=sought,
        label=run.vocabulary.label(sought.word) if sought.word else None,
        child=aim.child.name if aim.child and len(found.children) > 1 else None,
        again=_again(asked),
        more=more,
        fear=None if sought.is_narrow else recent_fear(aim.moments, today),
        pointer=pointer,
    )
    show(tips_page(shown, subject, why=asked.why), plain=asked.plain)


def _of_today(
    run: Attune, fitting: Sequence[Tip], found: Noted, aim: Aim, today: date
) -> Sequence[Offer]:
    """Return the three tips of the day; on one day of a week the first answers low days."""
    for_day = for_now(fitting, aim.moments, found.marks, today)
    parts = run.settings.parts_of_day
    offers = choose(for_day, aim.moments, found.marks, today, parts)
    week = week_of(today, run.settings.first_weekday)
    low = low_mood({m.local_day for m in found.moments if is_low(m)}, week)
    if low and low.first == today:
        return with_first(offers, fitting, found.marks, Reason(About.LOW))
    return offers


def _looked_for(
    fitting: Sequence[Tip], asked: Asked, found: Noted, today: date, leading: Sequence[str]
) -> list[Offer]:
    """Return the tips that were looked for, first those that a concern leads to."""
    if asked.everything:
        tips = led_by(sorted(fitting, key=lambda tip: TIP_KINDS.index(tip.kind)), leading)
    else:
        tips = led_by(listed(fitting, found.marks, today), leading)[: max(A_FEW, len(leading))]
    word = asked.sought.word
    reason = Reason(About.WORD, word) if word else OF_ITS_AGE
    return [Offer(tip, reason) for tip in tips]


def _concern(sought: TipFilter) -> Concern | None:
    """Return the concern that somebody looks for help with, if they do."""
    by_word = {FRIGHTEN: OF_HURTING, LOW: LOW}
    if sought.word in by_word:
        return concern_named(by_word[sought.word])
    return concern_of(sought.text) if sought.text else None


def _again(asked: Asked) -> str:
    """Return the command that was given."""
    sought = asked.sought
    given = {
        "--age": sought.band, "--child": asked.child, "--for": sought.word, "--kind": sought.kind,
        "--search": sought.text,
    }  # fmt: skip
    options = [f"{name} {quote(text)}" for name, text in given.items() if text is not None]
    return " ".join(["attune tips", *options])


Name = Annotated[
    str, typer.Argument(metavar="NAME", help="As in the brackets below a tip: toddler-get-low.")
]


def keep(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Keep a tip: it comes back now and then, and stands first in lists."""
    _mark(run_of(ctx), name, Mark.KEPT, as_json=as_json)


def hide(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Hide a tip: it is not shown again, except with --all."""
    _mark(run_of(ctx), name, Mark.HIDDEN, as_json=as_json)


def unmark(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Take back a keep or a hide."""
    _mark(run_of(ctx), name, None, as_json=as_json)


def _mark(run: Attune, typed: str, mark: Mark | None, *, as_json: bool) -> None:
    """Say something of a tip, or take it back.

    Raises:
        UnknownTip: none has that id, nor has a mark been given to it.
        AttuneError: the own tips or the journal cannot be used.
    """
    with reading(run.home) as connection:
        known_marks = marks(connection)
    titles = {tip.id: tip.title for tip in library(run)}
    id_ = _known(
        typed, [*titles, *(id_ for id_ in known_marks if mark is None and id_ not in titles)]
    )
    before = known_marks.get(id_)
    if mark is not before:
        with journal(run.home) as opened:
            opened.mark_tip(id_, mark, run.clock())
        run.is_done = True
    if as_json:
        print_json(tip_mark_json(id_, mark))
    else:
        title = titles.get(id_, id_)
        tell_wrapped(marked(title, mark, before) if mark else unmarked(title, before))


def _known(typed: str, ids: list[str]) -> str:
    found_id = typed.strip().strip("[]").casefold()
    if found_id not in ids:
        raise UnknownTip(typed, near(found_id, ids))
    return found_id


class TipsGroup(TyperGroup):
    """`tips` and what else it does; a word in the place of that is answered."""

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find what it is to do, or say what was perhaps meant."""
        typed = args[0]
        if typed not in self.commands and not typed.startswith("-"):
            raise UnknownTipsVerb(
                typed,
                near(typed, self.commands),
                is_word=known_to(run_of(ctx)).find(typed) is not None,
                in_need=concern_of(" ".join(args)) is not None,
            )
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=TipsGroup, rich_markup_mode=None, add_completion=False, invoke_without_command=True
)
for command in (keep, hide, unmark, add):
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
    """Find ideas: for when they are upset, calm times, coming back, and yourself.

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
