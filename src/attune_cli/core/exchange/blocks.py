"""A block of attune inside a file that is somebody’s own: what stands around it stays."""

import re

BEGIN = "<!-- attune begins: “attune export” writes this part anew; write above or below it -->"
END = "<!-- attune ends -->"
_begins = re.compile(r"\s*<!-- attune begins\b.*-->\s*").fullmatch
_ends = re.compile(r"\s*<!-- attune ends\b.*-->\s*").fullmatch


class BlockBroken(ValueError):
    """A mark that stands alone, or twice, so nobody can tell what is whose."""


def with_block(text: str, lines: list[str] | None) -> str:
    """Return a text with the block in it: in its place, or at the end if there is none yet.

    Args:
        text: as it is; lines end as it has them.
        lines: of the block, without its marks; None takes the block out.

    Raises:
        BlockBroken: the marks that are there are no pair.
    """
    parts = text.splitlines(keepends=True)
    begun = [place for place, line in enumerate(parts) if _begins(line)]
    ended = [place for place, line in enumerate(parts) if _ends(line)]
    if len(begun) != len(ended) or len(begun) > 1 or begun > ended:
        raise BlockBroken
    ends = parts[begun[0]] if begun else text  # a lone \r before a block is no end of a line in it
    end = "\r\n" if "\r\n" in ends else "\n"
    block = "" if lines is None else "".join(f"{line}{end}" for line in (BEGIN, *lines, END))
    if begun:
        before, after = parts[: begun[0]], parts[ended[0] + 1 :]
        return "".join((*before, block, *after))
    if not block or not text:
        return text + block
    between = "" if text.endswith(("\n", "\r")) else end
    return f"{text}{between}{end}{block}"


def has_block(text: str) -> bool:
    """Whether there is a mark of a block."""
    return any(_begins(line) or _ends(line) for line in text.splitlines())
