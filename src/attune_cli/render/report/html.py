"""HTML by construction: what is not `Html` is text, and is escaped."""

from html import escape

from attune_cli.render.page import MARK, UNMARK, clean, marked

VOID = {"meta", "path", "rect"}
INLINE = {"bdi", "strong", "span", "path", "rect", "svg"}
_ISOLATED = str.maketrans({MARK: "\u2068", UNMARK: "\u2069"})


class Html(str):
    """A piece of a page that is escaped already."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | int | None) -> Html:
    """Return an element.

    Args:
        name: its tag.
        children: what stands in it; a plain text is escaped.
        attributes: with _ for -, and one at the end that is left off; None leaves one out.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    after = "" if name in INLINE else "\n"
    if name in VOID:
        return Html(f"<{name}{said}>{after}" if name == "meta" else f"<{name}{said}/>")
    return Html(f"<{name}{said}>{joined(*children)}</{name}>{after}")


def joined(*children: str) -> Html:
    """Return pieces one after the other; a plain text is escaped."""
    return Html("".join(one if isinstance(one, Html) else text(one) for one in children))


def text(said: str) -> Html:
    """Return a text; what `isolated` marked keeps its direction to itself."""
    safe = escape(clean(said).replace(" %", "\u00a0%"), quote=False)
    return Html(safe.replace(MARK, "<bdi>").replace(UNMARK, "</bdi>"))


def isolated(written: str) -> str:
    """Return what a person wrote, marked as such inside a text."""
    return marked(written, [(0, len(written))])


def plain(said: str) -> Html:
    """Return a text where no element may stand; signs keep the direction of what is marked."""
    return Html(escape(clean(said).translate(_ISOLATED), quote=False))
