"""How big a file is, in words."""

from attune_cli.render.page import several

KILO, MEGA = 10**3, 10**6


def size_of(size: int) -> str:
    """Say how many bytes, KB or MB."""
    if size < KILO:
        return several(size, "byte")
    return f"{size / KILO:,.0f} KB" if size < MEGA else f"{size / MEGA:,.1f} MB"
