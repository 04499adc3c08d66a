"""A bar on stderr, in a terminal, for what takes longer than a second."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from attune_cli.clock import seconds as clock_seconds
from attune_cli.render.output import is_dumb

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0  # seconds without a bar


class Bar:
    """Shows how much is done, if that takes long and somebody looks."""

    def __init__(
        self, label: str, total: int | None, stream: TextIO, clock: Callable[[], float]
    ) -> None:
        self._label, self._total, self._stream, self._clock = label, total, stream, clock
        self._begun = clock()
        self._shown: Progress | None = None

    def update(self, done: int) -> None:
        """Say how much is done, of the total."""
        if not self._stream.isatty() or self._clock() - self._begun < PATIENCE:
            return
        if self._shown is None and is_dumb():
            return
        if self._shown is None:
            from rich.console import Console  # noqa: PLC0415 only what takes long needs it
            from rich.progress import Progress  # noqa: PLC0415 likewise

            self._shown = Progress(console=Console(file=self._stream), transient=True)
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
