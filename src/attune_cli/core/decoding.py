"""Bytes that come from outside, as text: what is piped, typed, or saved by an editor.

UTF-8 is what they mostly are. Else a guess is made that loses no byte, and the person is told.
"""

import codecs
import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from typing import BinaryIO, NamedTuple

# With a mark at its beginning, a text says itself what it is. UTF-32 begins as UTF-16 does.
_MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_TWO_WIDE = 4  # bytes of two signs of UTF-16, no less than of any mark
WINDOWS = "cp1252"
_SUBSETS = {"ascii", "iso8859-1", "utf-8"}  # of Windows' code page, which others mean by them
# The five bytes that the code page leaves open stand for themselves, as browsers read them:
# https://encoding.spec.whatwg.org/#windows-1252
_OPEN = {0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_CUT_SHORT = "unexpected end of data"  # as Python says it, of UTF-8 that ends inside a sign
_AT_ONCE = 2**16  # bytes
_ESCAPED_BYTES = "[\udc80-\udcff]"  # PEP 383: a byte that could not be decoded


class Decoded(NamedTuple):
    """A text that came as bytes.

    Attributes:
        text: the text.
        encoding: by which it was read.
        is_guessed: whether it is neither UTF-8 nor says itself what it is.
    """

    text: str
    encoding: str = "utf-8"
    is_guessed: bool = False

    @property
    def is_converted(self) -> bool:
        """Whether it is no UTF-8, and that is to be said."""
        return self.is_guessed or self.encoding != "utf-8"


def decoded(raw: bytes, local: str | None = None) -> Decoded:
    """Read bytes as UTF-8, or as what they say they are, else as the locale says, else as cp1252.

    Args:
        raw: the bytes.
        local: the encoding of the locale; None asks for it, where it matters.
    """
    if encoding := _said_by(raw):
        try:
            return Decoded(raw.decode(encoding), encoding.removesuffix("-sig"))
        except UnicodeDecodeError:
            if encoding != "utf-8-sig":  # cut short: as cp1252 nothing of it could be read
                return Decoded(raw.decode(encoding, "replace"), encoding, is_guessed=True)
    try:
        return Decoded(raw.decode())
    except UnicodeDecodeError as problem:
        begun = raw[: problem.start]
        if problem.end == len(raw) and problem.reason == _CUT_SHORT and not begun.isascii():
            return Decoded(begun.decode() + _as_windows(raw[problem.start :]), is_guessed=True)
        return _guessed(raw, local)


def wide(raw: bytes) -> str | None:
    """Return the encoding that bytes tell at their beginning, where no sign is a single byte."""
    found = _said_by(raw)
    return None if found == "utf-8-sig" else found


def _said_by(raw: bytes) -> str | None:
    """Return the encoding that bytes name by a mark, or that two signs of ASCII tell."""
    marked = next((name for mark, name in _MARKED.items() if raw.startswith(mark)), None)
    if marked or len(raw) < _TWO_WIDE:
        return marked
    zeros = [byte == 0 for byte in raw[:_TWO_WIDE]]
    if zeros == [False, True, False, True]:
        return "utf-16-le"
    return "utf-16-be" if zeros == [True, False, True, False] else None


class Text:
    """A text that came as bytes in a file, read from its beginning as often as it is needed.

    What is UTF-8, or says itself what it is, is never in memory as a whole.

    Attributes:
        encoding: what it was read as.
        is_converted: whether it is no UTF-8, and that is to be said.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Look what the bytes are.

        Args:
            stream: which can be read again from its beginning.
        """
        self._stream, self._encoding = stream, "utf-8-sig"
        stream.seek(0)
        self._encoding = _said_by(stream.read(_TWO_WIDE)) or "utf-8"
        self.encoding = self._encoding.removesuffix("-sig")
        self.is_converted = self.encoding != "utf-8"
        try:
            for _ in self.lines():
                pass
        except UnicodeDecodeError:
            stream.seek(0)
            found = decoded(stream.read())
            self._stream, self._encoding = BytesIO(found.text.encode()), "utf-8"
            self.encoding, self.is_converted = found.encoding, found.is_converted

    def lines(self) -> Iterator[str]:
        """Yield the lines from the first one on, with their ends, and without a mark before it."""
        self._stream.seek(0)
        text = TextIOWrapper(self._stream, self._encoding, newline="")
        try:
            for number, line in enumerate(text):
                yield line if number else line.removeprefix("\ufeff")
        finally:
            text.detach()


def _guessed(raw: bytes, local: str | None) -> Decoded:
    if local is None:
        from locale import getencoding  # noqa: PLC0415 only what is no UTF-8 asks for it

        local = getencoding()
    try:
        encoding = codecs.lookup(local).name
        if encoding not in _SUBSETS:
            return Decoded(raw.decode(encoding), encoding, is_guessed=True)
    except (LookupError, UnicodeDecodeError):
        pass
    return Decoded(_as_windows(raw), WINDOWS, is_guessed=True)


def _as_windows(raw: bytes) -> str:
    return raw.decode(WINDOWS, "surrogateescape").translate(_OPEN)


def tidy(text: str) -> str | None:
    """Return a note as it is stored: valid text without the empty lines around it."""
    readable = text.encode("utf-8", "replace").decode("utf-8")
    return readable.strip("\r\n \t") or None


def escaped(text: str) -> str:
    r"""Return a text with `\xe9` for each byte that is no text, as in the name of a file."""
    if text.isascii():
        return text
    return re.sub(_ESCAPED_BYTES, lambda sign: f"\\x{ord(sign[0]) - 0xDC00:02x}", text)
