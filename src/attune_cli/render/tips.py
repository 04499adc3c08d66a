"""The view of tips: what to do, an example, why, and where it comes from."""

from collections.abc import Sequence

from attune_cli.core.tips import TIP_KINDS, Tip
from attune_cli.render.moment import support
from attune_cli.render.page import Line, heading

HEADINGS = {
    "distress": "When they are upset",
    "connection": "In calm times",
    "repair": "After a conflict",
    "self": "For yourself",
}
OF_AGE = {
    "infant": "an infant", "toddler": "a toddler", "preschooler": "a preschooler",
    "school-age": "a school-age child", "teen": "a teen",
}  # fmt: skip


def tips_page(tips: Sequence[Tip], band: str, more: int) -> list[Line]:
    """Return the page of some tips for one age.

    Args:
        tips: those to show.
        band: the age.
        more: how many others there are for it.
    """
    page = [Line(f"Ideas for life with {OF_AGE[band]}", "title")]
    for kind in TIP_KINDS:
        of_kind = [tip for tip in tips if tip.kind == kind]
        if of_kind:
            page += heading(HEADINGS[kind])
        for number, tip in enumerate(of_kind):
            page += [Line()] if number else []
            page += _tip(tip)
    page += support() if any(tip.support for tip in tips) else [Line()]
    if more:
        page.append(Line(f"{more} more for this age, and others tomorrow:"))
        page.append(Line(f"attune tips --age {band} --all", "command", 2))
    return [*page, Line("Ideas, not instructions. Take what fits, leave the rest.", "quiet")]


def _tip(tip: Tip) -> list[Line]:
    source = (
        "An idea, with no study behind it." if tip.source == "idea" else f"Source: {tip.source}"
    )
    return [
        Line(tip.title, "title", 2),
        Line(tip.do, indent=2),
        Line(f"→ {tip.example}", indent=2, hang=2),
        Line(f"Why: {tip.why}", indent=2),
        Line(source, "quiet", 2),
    ]
