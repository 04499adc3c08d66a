"""Bars inside the rows of tables: each part has a pattern of its own, in any colour or none.

Colours are attributes, for a printer of PDF ignores CSS in SVG. They stand out on a light and on a
dark page.
"""

from collections.abc import Callable, Iterator, Sequence

from attune_cli.render.report.html import Html, element

COLOUR = "#4f81b4"  # 4.1 : 1 on white, 4.4 : 1 on the dark page
WIDTH, HEIGHT, INSET = 160, 12, 1
_STEP = 4  # between two stripes


def bar(parts: Sequence[int], longest: int) -> Html:
    """Return a bar whose parts are as long as they count.

    Args:
        parts: how many are full, striped, empty and crossed.
        longest: how many the longest bar of the table has.
    """
    shapes, x = [], 0.0
    for count, fill in zip(parts, FILLS, strict=False):
        width = count * WIDTH / max(longest, 1)
        if count:
            shapes += [fill(x + INSET, max(width - 2 * INSET, INSET))]
        x += width
    return _drawn(shapes, WIDTH)


def key(place: int) -> Html:
    """Return one of the four patterns, small, for the key of a table."""
    return _drawn([FILLS[place](INSET, 2 * HEIGHT - 2 * INSET)], 2 * HEIGHT)


def share(k: int, n: int) -> Html:
    """Return a bar that is full for k of n, and empty for the rest."""
    return bar([k, 0, n - k], n)


def _drawn(shapes: Sequence[Html], width: int) -> Html:
    """Return the image of shapes; the numbers stand beside it, so nobody has it read aloud."""
    return element(
        "svg",
        *shapes,
        width=width,
        height=HEIGHT,
        viewBox=f"0 0 {width} {HEIGHT}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )


def _full(x: float, width: float) -> Html:
    return _box(x, width, COLOUR)


def _empty(x: float, width: float) -> Html:
    return _box(x, width, "none")


def _striped(x: float, width: float) -> Html:
    ends = _stripes(x, width)
    lines = "".join(f"M{_short(at)} {INSET}V{HEIGHT - INSET}" for at in ends)
    return Html(_empty(x, width) + _lines(lines))


def _crossed(x: float, width: float) -> Html:
    """Return a box with one cross for every so many stripes, and at least one."""
    many = max(1, round(width / HEIGHT))
    step, low = width / many, HEIGHT - INSET
    crosses = "".join(
        f"M{_short(x + step * i)} {INSET}L{_short(x + step * (i + 1))} {low}"
        f"M{_short(x + step * i)} {low}L{_short(x + step * (i + 1))} {INSET}"
        for i in range(many)
    )
    return Html(_empty(x, width) + _lines(crosses))


def _stripes(x: float, width: float) -> Iterator[float]:
    """Yield where the stripes of a box stand; a narrow one has one in its middle."""
    many = int(width / _STEP)
    for turn in range(1, max(many, 2)):
        yield x + turn * width / max(many, 2)


def _box(x: float, width: float, fill: str) -> Html:
    return element(
        "rect",
        x=_short(x),
        y=INSET,
        width=_short(width),
        height=HEIGHT - 2 * INSET,
        fill=fill,
        stroke=COLOUR,
        stroke_width=1,
    )


def _lines(way: str) -> Html:
    return element("path", d=way, fill="none", stroke=COLOUR, stroke_width=1)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


FILLS: tuple[Callable[[float, float], Html], ...] = (_full, _striped, _empty, _crossed)
