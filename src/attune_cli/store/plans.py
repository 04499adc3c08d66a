"""The folder of plans: calendar files that only their owner can read, none ever written over."""

import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from attune_cli import errors
from attune_cli.core.folding import fold
from attune_cli.core.plan import Plan
from attune_cli.store.calendar import from_calendar
from attune_cli.store.files import locked, write_new
from attune_cli.store.home import Home, private_folder, sync
from attune_cli.store.known import require_expected
from attune_cli.store.regular import read_regular

_LONGEST = 48  # characters of a file's name, which may be four bytes each


class Kept(NamedTuple):
    """A plan that is kept, with its file and its number in the list."""

    number: int
    path: Path
    plan: Plan


class Plans(NamedTuple):
    """What the folder holds: plans by the names of their files, and files that are none."""

    kept: tuple[Kept, ...] = ()
    unreadable: tuple[Path, ...] = ()


def read_plans(home: Home) -> Plans:
    """Read the folder.

    Raises:
        FolderUnusable: it cannot be entered.
    """
    try:
        paths = sorted(path for path in home.plans.iterdir() if path.suffix == ".ics")
    except FileNotFoundError:
        return Plans()
    except OSError as problem:
        raise errors.journal.FolderUnusable(
            home.plans, errors.journal.reason_of(problem)
        ) from problem
    kept: list[Kept] = []
    unreadable: list[Path] = []
    for path in paths:
        try:
            plan = from_calendar(read_regular(path))
        except Exception:  # noqa: BLE001 whatever is in a file that somebody put or changed there
            unreadable.append(path)
        else:
            kept.append(Kept(len(kept) + 1, path, plan))
    return Plans(tuple(kept), tuple(unreadable))


def names_of_plans(home: Home) -> list[str]:
    """Return the names by which the plans can be called, as far as the folder can be seen."""
    try:
        return sorted(path.stem for path in home.plans.iterdir() if path.suffix == ".ics")
    except OSError:
        return []


def file_name(plan: Plan, number: int = 1) -> str:
    """Return the name of a plan’s file; by a number above 1 where others of its title are there."""
    name = "-".join(re.findall(r"[^\W_]+", plan.title.casefold()))[:_LONGEST].strip("-") or "plan"
    return f"{name}.ics" if number == 1 else f"{name}-{number}.ics"


def keep_plan(home: Home, plan: Plan, content: bytes) -> Path:
    """Keep a plan's file in the folder, under a name that nothing there has.

    Raises:
        PlanExists: it is there already.
        JournalAway, JournalRelative: the folder around it is not expected here.
        FolderUnusable, FileUnusable: it cannot be kept.
    """
    require_expected(home)
    _require_new(home, plan)  # what is refused makes no folder
    private_folder(home.data)
    private_folder(home.plans)
    try:
        with locked(home.plans):
            _require_new(home, plan)
            return _put(home, plan, content)
    except OSError as problem:
        raise errors.journal.FolderUnusable(
            home.plans, errors.journal.reason_of(problem)
        ) from problem


def _require_new(home: Home, plan: Plan) -> None:
    for kept in read_plans(home).kept:
        if kept.plan.uid == plan.uid or plan.is_within(kept.plan):
            raise errors.files.PlanExists(plan.title, kept.path)


def _put(home: Home, plan: Plan, content: bytes) -> Path:
    for number in count(1):
        path = home.plans / file_name(plan, number)
        with suppress(errors.files.FileTaken):
            write_new(path, content)
            break
    return path


def find_plan(plans: Iterable[Kept], said: str) -> Kept:
    """Return the plan of a number, of a file's name, or of a title.

    Raises:
        NoSuchPlan: none is meant.
        PlanUnclear: more than one is.
    """
    plans, name = list(plans), fold(said.strip())
    for meant in (
        [kept for kept in plans if str(kept.number) == name.removeprefix("#")],
        [kept for kept in plans if name in {fold(kept.path.name), fold(kept.path.stem)}],
        [kept for kept in plans if name == fold(kept.plan.title)],
    ):
        if len(meant) > 1:
            raise errors.files.PlanUnclear(said, [kept.number for kept in meant])
        if meant:
            return meant[0]
    raise errors.files.NoSuchPlan(said)


def remove_plan(kept: Kept) -> None:
    """Remove a plan's file, and the folder with the last one.

    Raises:
        FolderUnusable: it stays.
    """
    try:
        kept.path.unlink(missing_ok=True)
    except OSError as problem:
        raise errors.journal.FolderUnusable(
            kept.path.parent, errors.journal.reason_of(problem)
        ) from problem
    with suppress(OSError):  # it is removed, whatever comes of the rest
        sync(kept.path.parent)
    with suppress(OSError):
        kept.path.parent.rmdir()
