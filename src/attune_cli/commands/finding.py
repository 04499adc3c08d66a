"""Finding the tips that `attune tips` shows, and showing them."""

from collections.abc import Sequence
from datetime import date
from shlex import quote
from typing import NamedTuple

from attune_cli.commands.ideas import Aim, aimed, library
from attune_cli.context import Attune
from attune_cli.core.choice import OF_ITS_AGE, Offer, choose, for_now, listed, visible
from attune_cli.core.instant import PartsOfDay
from attune_cli.core.lately import About, Reason, lately
from attune_cli.core.people import BANDS
from attune_cli.core.sought import Sought
from attune_cli.core.tips import TIP_KINDS, Tip
from attune_cli.errors.people import AgeUnknown
from attune_cli.render.because import because
from attune_cli.render.plain import show
from attune_cli.render.tips import Shown, Subject, tips_page
from attune_cli.store.database import reading
from attune_cli.store.tips import Noted, noted

A_FEW = 5


class Asked(NamedTuple):
    """What was asked for, and how it is to be shown."""

    sought: Sought
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
    today = run.clock().date()
    with reading(run.home) as connection:
        found = noted(connection, today)
    aim = aimed(found, today, asked.child, asked.sought.band)
    if aim.band is None and not (asked.sought.is_narrow or asked.everything):
        known = [one.name for one in found.children]
        raise AgeUnknown(aim.child.name if aim.child else None, known, BANDS)
    sought = asked.sought._replace(band=aim.band)
    parts = run.settings.parts_of_day
    fitting = [tip for tip in library(run) if sought.finds(tip)]
    offers = _offers(fitting, sought, found, aim, today, parts, everything=asked.everything)
    bands = (aim.band,) if aim.band else tuple(BANDS)
    shown = [
        Shown(tip, because(reason, bands, run.vocabulary, today), found.marks.get(tip.id))
        for tip, reason in offers
    ]
    if asked.as_json:
        from attune_cli.render.as_json import print_json  # noqa: PLC0415 if asked for
        from attune_cli.render.tips_json import tips_face  # noqa: PLC0415 likewise

        print_json(tips_face(shown))
        return
    more = 0 if asked.everything else len(visible(fitting, found.marks)) - len(offers)
    subject = Subject(
        sought=sought,
        label=run.vocabulary.label(sought.word) if sought.word else None,
        child=aim.child.name if aim.child and len(found.children) > 1 else None,
        again=_again(asked),
        more=more,
        frightened=not sought.is_narrow and lately(aim.moments, today).fear is not None,
    )
    show(tips_page(shown, subject, why=asked.why), plain=asked.plain)


def _offers(
    fitting: Sequence[Tip],
    sought: Sought,
    found: Noted,
    aim: Aim,
    today: date,
    parts: PartsOfDay,
    *,
    everything: bool,
) -> Sequence[Offer]:
    if not everything and not sought.is_narrow:
        fitting = for_now(fitting, aim.moments, found.marks, today)
        return choose(fitting, aim.moments, found.marks, today, parts)
    if everything:
        tips = sorted(fitting, key=lambda tip: TIP_KINDS.index(tip.kind))
    else:
        tips = listed(fitting, found.marks, today)[:A_FEW]
    reason = Reason(About.WORD, sought.word) if sought.word else OF_ITS_AGE
    return [Offer(tip, reason) for tip in tips]


def _again(asked: Asked) -> str:
    """Return the command that was given."""
    sought = asked.sought
    given = {
        "--age": sought.band, "--child": asked.child, "--for": sought.word, "--kind": sought.kind,
        "--search": sought.text,
    }  # fmt: skip
    options = [f"{name} {quote(text)}" for name, text in given.items() if text is not None]
    return " ".join(["attune tips", *options])
