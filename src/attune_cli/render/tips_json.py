"""JSON of tips, and of what is said of one; the keys are documented and stay."""

from collections.abc import Iterable
from typing import Any

from attune_cli.core.choice import Mark
from attune_cli.core.tips import Tip


def tips_face(tips: Iterable[tuple[Tip, str, Mark | None]]) -> dict[str, Any]:
    """Return `attune.tips/1`, of tips, why each is shown, and what was said of it."""
    rows = [{**_tip(tip), "because": because, "mark": mark} for tip, because, mark in tips]
    return {"schema": "attune.tips/1", "tips": rows}


def tip_mark_face(tip: str, mark: Mark | None) -> dict[str, Any]:
    """Return `attune.tip-mark/1`: what is said of a tip now."""
    return {"schema": "attune.tip-mark/1", "tip": tip, "mark": mark}


def _tip(tip: Tip) -> dict[str, Any]:
    face = tip._asdict()
    return {("for" if name == "fits" else name): part for name, part in face.items()}
