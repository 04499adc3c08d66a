"""A bar on stderr, in a terminal, for what takes longer than a second."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TextIO

from attune_cli.clock import seconds as clock_seconds
from attune_cli.render.output import is_dumb

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0  # seconds without a bar
ACCENT = "cyan"  # where Rich has red
_IS_WAITING = ContextVar("is_waiting", default=False)  # one bar is enough


class Bar:
    """Shows how much is done, if that takes long and somebody looks."""

    def __init__(
        self,
        label: str,
        total: int | None,
        stream: TextIO,
        clock: Callable[[], float],
        patience: float = PATIENCE,
    ) -> None:
        self._label, self._total, self._stream, self._clock = label, total, stream, clock
        self._patience = patience
        self._begun = clock()
        self._shown: Progress | None = None

    def update(self, done: int) -> None:
        """Say how much is done, of the total."""
        if not self._stream.isatty() or self._clock() - self._begun < self._patience:
            return
        if self._shown is None and is_dumb():
            return
        if self._shown is None:
            from rich.console import Console  # noqa: PLC0415 only what takes long needs it
            from rich.progress import (  # noqa: PLC0415 likewise
                BarColumn,
                Progress,
                TextColumn,
                TimeElapsedColumn,
                TimeRemainingColumn,
            )

            is_open = self._total is None
            self._shown = Progress(
                TextColumn("{task.description}"),
                BarColumn(complete_style=ACCENT, finished_style=ACCENT, pulse_style=ACCENT),
                TimeElapsedColumn() if is_open else TimeRemainingColumn(),
                console=Console(file=self._stream),
                transient=True,
            )
            self._shown.start()
            self._shown.add_task(self._label, total=self._total)
        self._shown.update(self._shown.task_ids[0], completed=done)

    def end(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()


@contextmanager
def bar(
    label: str,
    total: int | None,
    stream: TextIO | None = None,
    clock: Callable[[], float] = clock_seconds,
) -> Iterator[Bar]:
    """Yield a bar, which is gone at the end of the block.

    Args:
        label: what is done.
        total: how much there is to do; None where that is not known.
        stream: where it is shown, on stderr if nothing else is said.
        clock: returns seconds.
    """
    shown = Bar(label, total, stream or sys.stderr, clock)
    try:
        yield shown
    finally:
        shown.end()


@contextmanager
def waiting(
    label: str, *, plain: bool = False, stream: TextIO | None = None, patience: float = PATIENCE
) -> Iterator[None]:
    """Show a bar that knows no end while the block runs; nobody has to say how far it is.

    What the block prints on stderr stands above it. Nothing is asked inside. Of one bar inside
    another, the outer one is shown.

    Args:
        label: what is done.
        plain: whether no bar is wanted.
        stream: where it is shown, on stderr if nothing else is said.
        patience: seconds without a bar.
    """
    stream = stream or sys.stderr
    if plain or not stream.isatty() or is_dumb() or _IS_WAITING.get():
        yield
        return
    from threading import Timer  # noqa: PLC0415 only a terminal needs it

    shown = Bar(label, None, stream, clock_seconds, patience=0)
    timer = Timer(patience, shown.update, (0,))
    timer.daemon = True
    timer.start()
    outermost = _IS_WAITING.set(True)
    try:
        yield
    finally:
        _IS_WAITING.reset(outermost)
        timer.cancel()
        timer.join()
        shown.end()
