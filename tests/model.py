"""A journal in memory, as simple as can be: what every sequence of changes must agree with."""

from typing import NamedTuple

from attune_cli.core.moment import Moment

MOST_CHANGES = 50
HARD = {"partly", "no"}


class Simple(NamedTuple):
    """A moment of the model."""

    kind: str
    cue: str | None = None
    deeds: tuple[str, ...] = ()
    sensitivity: str | None = None
    came_back: str | None = None
    children: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str | None = None
    repairs: int | None = None


State = dict[int, Simple]


def simple(moment: Moment, numbers: dict[str, int]) -> Simple:
    """Return a stored moment as the model has it; `numbers` tells identities apart."""
    return Simple(
        kind=moment.kind.value,
        cue=moment.cue,
        deeds=(*moment.responses, *moment.activities, *moment.steps),
        sensitivity=moment.sensitivity.value if moment.sensitivity else None,
        came_back=moment.came_back.value if moment.came_back else None,
        children=moment.children,
        tags=moment.tags,
        note=moment.note,
        repairs=numbers[moment.repairs] if moment.repairs else None,
    )


class Model:
    """Moments by number, and the states that undo and redo go through."""

    def __init__(self, children: tuple[str, ...]) -> None:
        self.children = children
        self.moments: State = {}
        self.past: list[State] = []
        self.future: list[State] = []
        self.next_number = 1

    def _change(self, after: State) -> None:
        if after != self.moments:
            self.past = [*self.past, self.moments][-MOST_CHANGES:]
            self.future = []
            self.moments = after

    def log(self, moment: Simple) -> None:
        """Add a moment; a repair marks what it repairs, unless that says more already."""
        after = dict(self.moments)
        if moment.repairs is not None:
            target = after[moment.repairs]
            if target.came_back not in {"same_moment", "later"}:
                after[moment.repairs] = target._replace(came_back="later")
        after[self.next_number] = moment
        self.next_number += 1
        self._change(after)

    def replace(self, number: int, moment: Simple) -> None:
        """Let a moment be another one."""
        self._change({**self.moments, number: moment})

    def delete(self, numbers: set[int]) -> None:
        """Take moments out; what repaired them points nowhere."""
        self._change(without(self.moments, numbers))

    def undo(self) -> bool:
        """Go back to the state before; whether there is one."""
        if not self.past:
            return False
        self.future.append(self.moments)
        self.moments = self.past.pop()
        return True

    def redo(self) -> bool:
        """Go on to the state that was undone last; whether there is one."""
        if not self.future:
            return False
        self.past.append(self.moments)
        self.moments = self.future.pop()
        return True

    def forget(self, child: str) -> None:
        """Forget a child and what was with only them, and all states before."""
        gone = {n for n, moment in self.moments.items() if moment.children == (child,)}
        self.moments = {
            number: moment._replace(children=tuple(c for c in moment.children if c != child))
            for number, moment in without(self.moments, gone).items()
        }
        self.children = tuple(c for c in self.children if c != child)
        self.past, self.future = [], []


def without(state: State, numbers: set[int]) -> State:
    """Return a state without some moments."""
    return {
        number: moment._replace(repairs=None) if moment.repairs in numbers else moment
        for number, moment in state.items()
        if number not in numbers
    }
