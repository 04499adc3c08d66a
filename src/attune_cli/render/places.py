"""The view of where everything is kept."""

from collections.abc import Iterable
from typing import Any

from attune_cli.render.page import Line, clean
from attune_cli.render.sizes import size_of
from attune_cli.store.home import Home
from attune_cli.store.places import Place


def places_page(found: Iterable[Place]) -> list[Line]:
    """Return two lines a place, the path alone on the second, to be copied."""
    page = []
    for place in found:
        much = "not there" if place.size is None else size_of(place.size)
        page.append(Line(f"{place.name} · {much}"))
        page.append(Line(clean(str(place.path)), "command", 2))
    return page


def places_face(home: Home, found: Iterable[Place]) -> dict[str, Any]:
    """Return `attune.where/1`; `bytes` is null where nothing is there."""
    rows = [{"name": one.name, "path": str(one.path), "bytes": one.size} for one in found]
    return {
        "schema": "attune.where/1",
        "data": str(home.data),
        "config": str(home.config),
        "places": rows,
    }
