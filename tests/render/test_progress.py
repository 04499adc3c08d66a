"""The bar: in a terminal alone, from the first second on, and gone at the end."""

from io import StringIO
from threading import Event

import pytest

from attune_cli.render.progress import bar, waiting


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


class Watched(Terminal):
    def __init__(self) -> None:
        super().__init__()
        self.is_written = Event()

    def write(self, text: str) -> int:
        self.is_written.set()
        return super().write(text)


def test_what_cannot_say_how_far_it_is_has_a_bar_too_which_is_gone_at_the_end(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = Watched()
    with waiting("Looking", stream=stream, patience=0):
        assert stream.is_written.wait(30)
    assert "Looking" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")  # the line is wiped


def test_of_two_waits_one_inside_the_other_there_is_one_bar(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    outer, inner = Watched(), Terminal()
    with (
        waiting("Looking", stream=outer, patience=0),
        waiting("Bringing your journal up to date", stream=inner, patience=0),
    ):
        assert outer.is_written.wait(30)
    after = Watched()
    with waiting("Looking", stream=after, patience=0):
        assert after.is_written.wait(30)
    assert "" == inner.getvalue()


@pytest.mark.parametrize(
    ("stream", "terminal", "plain"),
    [(StringIO(), "xterm", False), (Terminal(), "dumb", False), (Terminal(), "xterm", True)],
    ids=["pipe", "dumb", "plain"],
)
def test_no_bar_is_in_a_pipe_a_dumb_terminal_or_a_plain_page(stream, terminal, plain, monkeypatch):
    monkeypatch.setenv("TERM", terminal)
    with waiting("Looking", plain=plain, stream=stream, patience=0):
        pass
    assert "" == stream.getvalue()


def test_what_is_done_within_a_second_shows_no_bar(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with waiting("Looking", stream=stream, patience=1e6):
        pass
    assert "" == stream.getvalue()
