"""The bar: in a terminal alone, from the first second on, and gone at the end."""

from io import StringIO

import pytest

from attune_cli.render.progress import bar


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "seconds", "is_shown"),
    [
        (Terminal(), (0.0, 0.5, 0.9), False),
        (Terminal(), (0.0, 0.5, 1.5), True),
        (StringIO(), (0.0, 0.5, 1.5), False),
    ],
)
@pytest.mark.parametrize("total", [10, None])
def test_a_bar_is_shown_in_a_terminal_from_one_second_on(
    stream, seconds, is_shown, total, monkeypatch
):
    monkeypatch.setenv("TERM", "xterm")
    clock = iter(seconds)
    with bar("Reading", total, stream, lambda: next(clock)) as shown:
        shown.update(3)
        shown.update(6)
    assert is_shown == ("Reading" in stream.getvalue())
    stream.truncate(0)
