"""`attune tips`: find ideas, and keep or hide one."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from shlex import quote
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import CompletionItem  # type: ignore[attr-defined]

from attune_cli import errors
from attune_cli.commands.complete import (
    complete_band,
    complete_child,
    complete_logged,
    offers,
    one_of,
    words_of,
)
from attune_cli.commands.options import AsJson, More, Plain, can_ask, near, run_of
from attune_cli.commands.tips.add import add
from attune_cli.commands.tips.ideas import Aim, aimed, library
from attune_cli.commands.tips.query import Wanted, wanted_of
from attune_cli.context import Attune
from attune_cli.core.crisis import OF_HURTING, Concern, concern_named, concern_of
from attune_cli.core.folding import fold
from attune_cli.core.low_mood import LOW, low_mood
from attune_cli.core.people import BANDS, Child, read_age, shown
from attune_cli.core.time.period import week_of
from attune_cli.core.tips.choice import (
    OF_ITS_AGE,
    Mark,
    Offer,
    after_one_other,
    choose,
    for_now,
    led_by,
    listed,
    told_of,
    visible,
    with_first,
)
from attune_cli.core.tips.library import (
    TIP_KINDS,
    TIP_VOCABULARIES,
    Tip,
    TipFilter,
    read_kind,
    read_text,
    read_tip_word,
    read_tips,
)
from attune_cli.core.tips.reasons import About, Reason, is_low, recent_fear
from attune_cli.core.vocabulary import FRIGHTEN
from attune_cli.errors import AttuneError
from attune_cli.render.help import HelpedGroup
from attune_cli.render.json import print_json, tip_mark_json, tips_json
from attune_cli.render.output import is_styled, show, tell_wrapped
from attune_cli.render.pager import show_paged
from attune_cli.render.people import child_line
from attune_cli.render.screens import rows_of, show_by_screens
from attune_cli.render.short import room
from attune_cli.render.text import page_width
from attune_cli.render.tips import (
    Shown,
    Subject,
    because,
    looked_for_lines,
    marked,
    marks_page,
    tips_overview,
    tips_page,
    unmarked,
)
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.tip_marks import Noted, marks, noted

A_FEW = 5
REASONS = {Mark.KEPT: "because you kept it", Mark.HIDDEN: "because you hid it"}
AGE_IN_WORDS = {
    "infant": "a baby, under 1", "toddler": "a toddler, 1 or 2", "preschooler": "3 to 5",
    "school-age": "school age, 6 to 11", "teen": "a teen, 12 or older",
}  # fmt: skip
WORDS = "attune.tips.words"  # where a run keeps the words behind `tips`
VERBS = ("keep", "hide", "unmark", "kept", "hidden", "add")


class Asked(NamedTuple):
    """What was asked for, and how it is to be shown."""

    sought: TipFilter
    child: str | None
    everything: bool
    more: bool
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
    is_asked = aim.band is None and not (asked.sought.is_narrow or asked.everything)
    if is_asked:
        aim = _asked_for(found, aim, asked, today)
        name = aim.child.name if aim.child and aim.child.band_at(today) else None
        of_age = None if name else aim.band
        asked = asked._replace(child=name, sought=asked.sought._replace(band=of_age))
    sought = asked.sought._replace(band=aim.band)
    leading = concern.tips if concern else ()
    fits_age = TipFilter(aim.band)
    fitting = [
        tip
        for tip in library(run)
        if sought.matches(tip) or (tip.id in leading and fits_age.matches(tip))
    ]
    offers: Sequence[Offer]
    if asked.everything or sought.is_narrow:
        offers = _looked_for(fitting, asked, found, today, leading)
    else:
        offers = _of_today(run, fitting, found, aim, today)
    bands = (aim.band,) if aim.band else tuple(BANDS)
    rows = [
        Shown(tip, because(reason, bands, run.vocabulary, today), found.marks.get(tip.id))
        for tip, reason in offers
    ]
    # Many a day is low; below its tips there stands where to turn, too.
    pointer = looked_for_lines(concern) if concern and sought.word != LOW else []
    if asked.as_json:
        print_json(tips_json(rows, [line.text for line in pointer if line.text]))
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
    if pointer:  # where to turn stands first, and stays there
        show_by_screens(rows_of(tips_page(rows, subject, why=asked.why), sys.stdout))
    elif _is_short(run, asked) and not subject.fear:
        show_paged(tips_overview(rows, subject, page_width(), room()), plain=asked.plain)
    else:
        show_paged(tips_page(rows, subject, why=asked.why), plain=asked.plain)
    if is_asked and aim.child and aim.band and not asked.child:
        _offer_to_note(run, aim.child, aim.band)


def _is_short(run: Attune, asked: Asked) -> bool:
    """Whether the page is to be that of one screen."""
    if asked.more or asked.why or asked.everything:
        return False
    return run.settings.pages.is_short(in_terminal=is_styled(plain=asked.plain))


def _asked_for(found: Noted, aim: Aim, asked: Asked, today: date) -> Aim:
    """Ask for whom tips are, in a terminal: for which child, or else for which age.

    Raises:
        AgeUnknown: nobody can be asked.
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    name = aim.child.name if aim.child else None
    if not can_ask(as_json=asked.as_json):
        known = [child.name for child in found.children if child.band_at(today)]
        raise errors.people.AgeUnknown(name, known, BANDS)
    from attune_cli.commands.prompts import Option, pick  # noqa: PLC0415 prompt_toolkit

    try:
        if found.children and not name:
            children = [
                Option(child.name, shown(child.name), child.name) for child in found.children
            ]
            name = pick("For whom?", [*children, Option(None, "another age", "another")])
            aim = aimed(found, today, name, aim.band)
        if aim.band:
            return aim
        ages = [Option(band, said, band) for band, said in AGE_IN_WORDS.items()]
        band = pick(f"How old is {shown(name)}?" if name else "For which age?", ages)
        return aimed(found, today, name, band)
    except EOFError:
        raise KeyboardInterrupt from None


def _offer_to_note(run: Attune, child: Child, band: str) -> None:
    """Offer to note an age that was asked for, so that it is asked no more.

    Raises:
        AttuneError: the journal cannot be written.
    """
    from attune_cli.commands.prompts import agree  # noqa: PLC0415 prompt_toolkit

    try:
        is_to_be_noted = agree(f"Keep that age for {shown(child.name)}?", default=True)
    except (EOFError, KeyboardInterrupt):
        return
    if is_to_be_noted:
        noted_child, now = child._replace(band=band), run.clock()
        with journal(run.home) as opened:
            opened.edit_child(child.name, noted_child, now)
        tell_wrapped(f"Kept: {child_line(noted_child, now.date())}")


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
        if asked.sought.text is None:
            fitting = told_of(fitting, found.moments, found.marks)
        tips = listed(fitting, found.marks, today)
        if not leading:
            tips = after_one_other(tips, found.moments, found.marks, today)
        tips = led_by(tips, leading)[: max(A_FEW, len(leading))]
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


def complete_tip(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of tips that begin so, with their titles."""
    run = ctx.find_object(Attune) or Attune.from_environment()
    try:
        tips = library(run)
    except AttuneError:
        tips = read_tips()
    return offers(((tip.id, tip.title) for tip in tips), incomplete)


Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="As in the brackets below a tip, or a part of it: toddler-get-low, balloon.",
        autocompletion=complete_tip,
    ),
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


def kept(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """List the tips that you kept."""
    _show_marked(run_of(ctx), Mark.KEPT, as_json=as_json, plain=plain)


def hidden(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """List the tips that you hid."""
    _show_marked(run_of(ctx), Mark.HIDDEN, as_json=as_json, plain=plain)


def _show_marked(run: Attune, mark: Mark, *, as_json: bool, plain: bool) -> None:
    """List the tips that bear a mark, in the order in which they got it.

    Raises:
        AttuneError: the own tips or the journal cannot be read.
    """
    with reading(run.home) as connection:
        ids = [id_ for id_, its in marks(connection).items() if its is mark]
    tips = {tip.id: tip for tip in library(run)}
    if as_json:
        print_json(tips_json((tips[id_], REASONS[mark], mark) for id_ in ids if id_ in tips))
        return
    titles = {id_: tips[id_].title if id_ in tips else "" for id_ in ids}
    width = page_width() if is_styled(plain=plain) else None
    show_paged(marks_page(titles, mark, width), plain=plain)


def _mark(run: Attune, typed: str, mark: Mark | None, *, as_json: bool) -> None:
    """Say something of a tip, or take it back.

    Raises:
        UnknownTip: none has that name, nor has a mark been given to it.
        SeveralTips: several have it as a part of theirs.
        AttuneError: the own tips or the journal cannot be used.
    """
    with reading(run.home) as connection:
        known_marks = marks(connection)
    titles = {tip.id: tip.title for tip in library(run)}
    gone = [id_ for id_ in known_marks if mark is None and id_ not in titles]
    id_ = _known(typed, titles | dict.fromkeys(gone, ""))
    before = known_marks.get(id_)
    if mark is not before:
        with journal(run.home) as opened:
            opened.mark_tip(id_, mark, run.clock())
        run.is_done = True
    if as_json:
        print_json(tip_mark_json(id_, mark))
    else:
        title = titles.get(id_, id_)
        tell_wrapped(marked(id_, title, mark, before) if mark else unmarked(title, before))


def _known(typed: str, titles: Mapping[str, str]) -> str:
    """Return the id of a tip by its name, or by a part of its name or title that only it has."""
    sought = fold(typed).strip().strip("[]")
    if sought in titles:
        return sought
    fitting = [id_ for id_, title in titles.items() if sought in fold(f"{id_}\n{title}")]
    if len(fitting) == 1 and sought:
        return fitting[0]
    if sought and fitting:
        raise errors.files.SeveralTips(typed, fitting)
    raise errors.files.UnknownTip(typed, near(sought, titles))


class TipsGroup(HelpedGroup):
    """`tips` and what else it does; other words in the place of that narrow the ideas."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Keep the words, between options or after them, where the first one is nothing it does."""
        _, rest, _ = self.make_parser(ctx).parse_args([*args])
        if ctx.resilient_parsing or not rest or rest[0] in self.commands:
            return super().parse_args(ctx, args)
        ctx.allow_interspersed_args = True
        super().parse_args(ctx, args)
        ctx.meta[WORDS] = [*ctx._protected_args, *ctx.args]  # noqa: SLF001 Typer’s own Click keeps them there
        ctx._protected_args, ctx.args = [], []  # noqa: SLF001 so that no verb is looked for
        return ctx.args

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> list[Any]:  # type: ignore[override]
        """Offer what it does, and what narrows the ideas: ages, kinds, words and names."""
        found = [*super().shell_complete(ctx, incomplete)]
        if not incomplete.startswith("-"):
            ages = [*one_of([*BANDS, *TIP_KINDS])(ctx, incomplete)]
            words = complete_logged(ctx, incomplete)
            found += [CompletionItem(value, help=help_) for value, help_ in [*ages, *words]]
        return found


app = typer.Typer(
    cls=TipsGroup,
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
    subcommand_metavar="[WORDS]... | COMMAND",
)
for command in (keep, hide, unmark, kept, hidden, add):
    app.command()(command)

Age = Annotated[
    str | None,
    typer.Option(metavar="|".join(BANDS), help="For which age.", autocompletion=complete_band),
]
ForChild = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="For a child of the journal.", autocompletion=complete_child),
]
Fitting = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="WORD",
        help="That go with a word, such as told_no or tired.",
        autocompletion=words_of(*TIP_VOCABULARIES),
    ),
]
OfKind = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(TIP_KINDS), help="Of one kind.", autocompletion=one_of(TIP_KINDS)
    ),
]
WithText = Annotated[str | None, typer.Option(metavar="TEXT", help="That say something.")]
Everything = Annotated[bool, typer.Option("--all", help="Every one, the hidden ones too.")]
Why = Annotated[bool, typer.Option("--why", help="Say why, and where each comes from.")]


@app.callback(epilog="Example: attune tips toddler told_no")
def tips(
    ctx: typer.Context,
    age: Age = None,
    child: ForChild = None,
    word: Fitting = None,
    kind: OfKind = None,
    search: WithText = None,
    everything: Everything = False,
    more: More = False,
    why: Why = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Find ideas: for when they are upset, calm times, coming back, and yourself.

    Without options: three for today, by your child's age and what was logged lately.
    Words do as options: attune tips toddler told_no.
    """
    if ctx.invoked_subcommand is not None:
        return
    run = run_of(ctx)
    wanted = Wanted(age, child, word, kind, search)
    age, child, word, kind, search = wanted_of(ctx, ctx.meta.get(WORDS, ()), wanted, VERBS)
    sought = TipFilter(
        band=None if age is None else read_age(age, run.clock().date()).band,
        kind=None if kind is None else read_kind(kind),
        word=None if word is None else read_tip_word(word, run.vocabulary),
        text=None if search is None else read_text(search),
    )
    show_tips(run, Asked(sought, child, everything, more, why, as_json, plain))
