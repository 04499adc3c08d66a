"""`attune forget` in all that attune keeps: the journal, its backups, and whatever names a child.

The journal comes first: where it can't be changed, nothing is. From then on each file is a step of
its own. One that fails keeps none of the others, and is named; running it again finishes.
"""

import errno
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import Any, NamedTuple, TypeVar

from attune_cli.core.documents import without_blocks
from attune_cli.core.erase import Erasure, ErasureCounts, ErasureScope, Staying, names_any, texts_in
from attune_cli.core.people import key_of, near_names
from attune_cli.errors import AttuneError
from attune_cli.store.backup.proved import forget_proofs
from attune_cli.store.backup.restore import RESTORING
from attune_cli.store.calendar import from_calendar
from attune_cli.store.connection import BESIDE, is_begun
from attune_cli.store.database import reading
from attune_cli.store.drafts import draft_in
from attune_cli.store.faults import explained
from attune_cli.store.files import locked, replace_file
from attune_cli.store.home import UNFINISHED, Home, is_ones_own, private_folder
from attune_cli.store.regular import MOST_WRITTEN, read_regular
from attune_cli.store.secure_delete import (
    GOING,
    Forgetting,
    compact,
    in_own_file,
    look_in,
    open_file,
    rewrite,
    take_out,
    wipe,
)
from attune_cli.store.settings import without_names

_BEGUN = f"{GOING}on{UNFINISHED}"  # a file without a byte: a forgetting was begun, and not ended
_NAMES = "SELECT name FROM children ORDER BY id"
_TEXTS = (
    "SELECT moments.id, moments.uid, coalesce(moments.note, '') || char(10) || coalesce((SELECT "
    "group_concat(word, char(10)) FROM moment_words WHERE moment_words.moment_id = moments.id), "
    "'') FROM moments ORDER BY moments.id"
)
_ANSWERS = "SELECT question || char(10) || answer FROM answers"
_ONCE_WRITTEN = re.compile(r"\.json\.[a-z0-9_]{8}$")  # half a draft, as it was named once
_LEFT_BY_EDITORS = "attune-????????"  # a temporary folder, in which a text was open

Found = TypeVar("Found")


class _Steps:
    """The steps of one run: what each did, and what it could not do."""

    def __init__(self, *, for_good: bool) -> None:
        self.for_good = for_good
        self.is_begun = False
        self.gone_before = 0  # backups
        self.remains: dict[Path, None] = {}
        self.linked: dict[Path, None] = {}

    @contextmanager
    def step(self, path: Path) -> Iterator[None]:
        """Go on where a step fails, and name its file."""
        try:
            yield
        except (OSError, sqlite3.Error, AttuneError):
            self.remains[path] = None

    def part(self, place: Path, look: Callable[[], Found]) -> Found | None:
        """Return what is found in a place; one that can't be looked through for good is named."""
        try:
            return look()
        except (OSError, sqlite3.Error, AttuneError):
            if not self.for_good:
                raise
            self.remains[place] = None
            return None

    def wipe(self, path: Path) -> None:
        """Overwrite and remove a file, or all files of a folder, where that is for good."""
        if not self.for_good:
            return
        with self.step(path):
            if not S_ISLNK(path.lstat().st_mode) and path.is_dir():
                for inside in sorted(path.iterdir()):
                    self.wipe(inside)
                path.rmdir()
            elif wipe(path):
                self.linked[path] = None


class _Known(NamedTuple):
    """What the journal and its backups know of what goes.

    Attributes:
        names: nicknames that go, or went by.
        others: nicknames of the children who stay.
        gone: identities of the moments that go.
        is_only: whether the child who goes was the only one.
    """

    names: tuple[str, ...]
    others: tuple[str, ...]
    gone: frozenset[str]
    is_only: bool = False


def preview(home: Home, what: ErasureScope) -> Erasure:
    """Say what would be forgotten, and change nothing.

    Args:
        home: whose.
        what: what is to be forgotten.

    Raises:
        JournalTrouble: the journal cannot be read.
    """
    with explained(home):
        _bring_up_to_date(home)
        return _everywhere(home, what, _Steps(for_good=False))


def forget(home: Home, what: ErasureScope) -> Erasure:
    """Forget for good: the journal, and then whatever else holds it.

    Args:
        home: whose.
        what: what is to be forgotten.

    Raises:
        JournalTrouble: the journal cannot be written; nothing was changed.
    """
    with explained(home):
        _bring_up_to_date(home)
        with _no_copying(home):
            steps = _Steps(for_good=True)
            with suppress(OSError):  # a disk that is full: it is not cut short for that
                _mark(home)
            try:
                gone = _everywhere(home, what, steps)
            except BaseException:
                if not steps.is_begun:
                    _unmark(home)
                raise
            if not steps.remains:
                _unmark(home)
            forget_proofs(home.backups)
            for folder in (home.backups, home.drafts, home.answers, home.edits, home.plans):
                with suppress(OSError):
                    folder.rmdir()  # with the last file
    return gone


def finish(home: Home) -> list[Path]:
    """Finish what a forgetting that was cut short, or of which a step failed, had begun to.

    Returns:
        What still can't be overwritten.

    Raises:
        JournalTrouble: a folder is out of reach.
    """
    steps = _Steps(for_good=True)
    with explained(home):
        going = [path for path in _going(home) if path.name != _BEGUN]
        mark = home.backups / _BEGUN
        is_cut_short = mark.exists()
        if not (going or is_cut_short):
            return []
        with _no_copying(home):
            for path in going:
                steps.wipe(path)
            if is_cut_short:
                for path in ([home.journal] if is_begun(home) else []) + _backups(home):
                    with steps.step(path):
                        _compact(path, home.patience)
                if not steps.remains:
                    mark.unlink(missing_ok=True)
    return list(steps.remains)


def _compact(path: Path, patience: float) -> None:
    """Compact a journal or backup; a link, and what can't be read, is no matter of this."""
    if not S_ISREG(path.lstat().st_mode):
        return
    try:
        with in_own_file(path) as (own, _):
            compact(own, patience)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # it is damaged, and named as such
        return


def _going(home: Home) -> list[Path]:
    folders = {home.data, home.config, home.backups, home.drafts, home.answers, home.edits}
    return [path for folder in (*folders, home.plans) for path in folder.glob(f"{GOING}*")]


def _mark(home: Home) -> None:
    if is_begun(home) or home.backups.is_dir():
        os.close(os.open(home.backups / _BEGUN, os.O_WRONLY | os.O_CREAT, 0o600))


def _unmark(home: Home) -> None:
    with suppress(OSError):
        (home.backups / _BEGUN).unlink(missing_ok=True)


def names_in_backups(home: Home) -> list[str]:
    """Return the nicknames of the children whom backups know, each once.

    Somebody who is no longer in the journal may be in there still, as after a run that was cut
    short.

    Raises:
        JournalTrouble: their folder is out of reach.
    """
    names: dict[str, None] = {}
    with explained(home):
        for path in _backups(home):
            with suppress(sqlite3.Error, OSError), open_file(path) as connection:
                names |= dict.fromkeys(row[0] for row in connection.execute(_NAMES))
    return list(names)


def _bring_up_to_date(home: Home) -> None:
    with reading(home):  # an older file is copied first; that waits for nobody who forgets
        pass


@contextmanager
def _no_copying(home: Home) -> Iterator[None]:
    """Wait until no other process copies the journal to the backups, and let none begin."""
    if not is_begun(home) and not home.backups.is_dir():
        yield
        return
    with suppress(AttuneError):  # a full disk; whoever copies could not begin either
        private_folder(home.data)
        private_folder(home.backups)  # where there is none yet, another may be about to make it
    with _locked_if_possible(home):
        yield


@contextmanager
def _locked_if_possible(home: Home) -> Iterator[None]:
    """Hold the lock, but for a disk that is so full that it has no room for the lock's file."""
    lock = locked(home.backups)
    try:
        lock.__enter__()
    except OSError:
        yield
        return
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _everywhere(home: Home, what: ErasureScope, steps: _Steps) -> Erasure:
    """Find what goes in all files, and take it out where that is for good."""
    in_journal = _in_journal(home, what, steps)
    # What an interrupted copy left is all of the journal.
    for path in steps.part(home.data, lambda: _half_made(home)) or ():
        steps.wipe(path)
    in_backups = steps.part(home.backups, lambda: _in_backups(home, what, in_journal, steps))
    found = in_backups or _InBackups(0, [], [])
    known = _known(what, in_journal, found.names)
    drafts = steps.part(home.drafts, lambda: _drafts(home, what, known)) or _Drafts([], 0, 0)
    left = _left_by_editors(home, what, known)
    plans = steps.part(home.plans, lambda: _plans(home, what, known)) or []
    for path in (*drafts.goes, *left, *plans):
        steps.wipe(path)
        for folder in (home.drafts, home.answers, home.edits):
            if path.parent.parent == folder:
                with suppress(OSError):
                    path.parent.rmdir()  # of an editor, with the last file
    entries, naming = _entries(home, known, steps)
    stays = steps.part(home.journal, lambda: _staying(home, what, known, naming)) or Staying()
    return Erasure(
        counts=in_journal.counts if in_journal else ErasureCounts(),
        backups=found.held + steps.gone_before,
        drafts=drafts.many + len(left),
        plans=tuple(path.stem for path in plans),
        entries=tuple(entries),
        unreached=tuple(found.unreached),
        remains=tuple(steps.remains),
        linked=tuple(steps.linked),
        stays=stays._replace(drafts=drafts.naming),
    )


def _in_journal(home: Home, what: ErasureScope, steps: _Steps) -> Forgetting | None:
    """Take out of the journal what goes; where that can't be done, nothing else is."""
    if not is_begun(home):
        return None
    if not steps.for_good:
        return look_in(home.journal, what)
    with in_own_file(home.journal, home.patience) as (path, is_copy):
        try:
            found = take_out(path, what, patience=home.patience)
        except sqlite3.OperationalError as problem:
            is_full = problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
            if not (is_full and what.is_everything and _make_room(home, steps)):
                raise
            found = take_out(path, what, patience=home.patience)
        steps.is_begun = True
        with steps.step(home.journal):
            compact(path, home.patience)
    if is_copy:
        steps.linked[home.journal] = None
    return found


def _make_room(home: Home, steps: _Steps) -> bool:
    """Let the oldest backup go first, where all goes, and say whether there was one.

    The journal may need a page more than it has, of a disk that has none; it is whole meanwhile.
    """
    for path in _backups(home):
        found = path.lstat()
        if S_ISREG(found.st_mode) and found.st_nlink == 1:
            steps.wipe(path)
            steps.gone_before += 1
            return not os.path.lexists(path)
    return False


class _InBackups(NamedTuple):
    held: int
    unreached: list[Path]
    names: list[str]


def _in_backups(
    home: Home, what: ErasureScope, in_journal: Forgetting | None, steps: _Steps
) -> _InBackups:
    """Go through the backups; of those that can't be read, none is left if nothing is to be."""
    held, unreached, names = 0, [], dict[str, None]()
    for path in _backups(home):
        try:
            found = look_in(path, what, in_journal)
            names |= dict.fromkeys(found.names)
        except (sqlite3.Error, OSError):
            if not (what.is_everything or what.unreadable):
                unreached.append(path)
                continue
            found = None
        if found is None or what.is_everything:
            held += 1
            for ending in ("", *BESIDE):
                beside = path.with_name(f"{path.name}{ending}")
                if os.path.lexists(beside):
                    steps.wipe(beside)
            continue
        held += found.finds_anything
        if steps.for_good:
            with steps.step(path):
                _forget_in_backup(path, what, in_journal, steps, is_held=found.finds_anything)
    return _InBackups(held, unreached, list(names))


def _forget_in_backup(
    path: Path, what: ErasureScope, in_journal: Forgetting | None, steps: _Steps, *, is_held: bool
) -> None:
    if is_held:
        with in_own_file(path) as (own, is_copy):
            take_out(own, what, in_journal)
            compact(own)
        if is_copy:
            steps.linked[path] = None
    # Played back by now, where it was hot; else left by a run that was cut short.
    beside = path.with_name(f"{path.name}-journal")
    if os.path.lexists(beside):
        steps.wipe(beside)


def _backups(home: Home) -> list[Path]:
    return [path for path in _inside(home.backups) if not _is_beside(path.name)]


def _inside(folder: Path) -> list[Path]:
    """Return what is in a folder, but for folders; links are what they are."""
    try:
        return sorted(path for path in folder.iterdir() if not S_ISDIR(path.lstat().st_mode))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_beside(name: str) -> bool:
    """Whether a file is half a copy, or belongs to another one."""
    return name.startswith(".") or name.endswith(BESIDE)


def _half_made(home: Home) -> list[Path]:
    """Return what copies and changes left that never ended; nobody is at one now.

    The number of a process in a name says nothing: another may have it by now.
    """
    folders = {home.backups, home.drafts, home.answers, home.edits, home.plans}
    found = {path for folder in folders for path in folder.glob(f".*{UNFINISHED}*")}
    found |= {path for path in home.backups.glob(".journal-*") if UNFINISHED in path.name}
    for name in ("journal.db", "config.toml", "contacts.toml", "tips.toml"):
        for folder in {home.data, home.config}:
            found |= {*folder.glob(f".{name}*{UNFINISHED}*")}
    found |= {*home.data.glob(f"{RESTORING}*")}
    for folder in (home.drafts, home.answers, home.edits):
        found |= {path for path in _inside(folder) if _ONCE_WRITTEN.search(path.name)}
    return sorted(path for path in found if not path.name.startswith(GOING))


def _known(what: ErasureScope, in_journal: Forgetting | None, in_backups: Iterable[str]) -> _Known:
    others = tuple(in_journal.others) if in_journal else ()
    gone = frozenset(in_journal.uids if in_journal else ())
    if what.before is not None:
        return _Known((), others, gone)
    names = dict.fromkeys([*(in_journal.names if in_journal else ()), *in_backups])
    if what.child is not None:
        names[what.child] = None
    stay = {key_of(name) for name in others}  # who may have a name that the child has no more
    is_only = in_journal is not None and bool(in_journal.child_uid) and not others
    going = tuple(name for name in names if key_of(name) not in stay)
    return _Known(going, others, gone, is_only)


class _Drafts(NamedTuple):
    """What goes of drafts, how many of them do, and how many of others name a child who goes."""

    goes: list[Path]
    many: int
    naming: int


def _drafts(home: Home, what: ErasureScope, known: _Known) -> _Drafts:
    """Look through the moments, answers and edits that were begun, and all that is beside them."""
    found = _Drafts([], 0, 0)
    for folder, said in ((home.drafts, "at"), (home.answers, "day"), (home.edits, "")):
        beside: dict[str, list[Path]] = {}
        whole: dict[str, Path] = {}
        for path in _below(folder):
            if path.parent == folder and path.suffix == ".json":
                whole[path.stem] = path
            elif path.parent != folder or not _is_half_made(path.name):
                # By the same name: what an editor has open, bytes that are no UTF-8.
                uid = path.relative_to(folder).parts[0].partition(".")[0]
                beside.setdefault(uid, []).append(path)
        for uid, path in whole.items():
            found = _with_draft(found, path, beside.pop(uid, []), said, what, known)
        for uid, paths in beside.items():
            if uid in known.gone:  # of a moment, and no draft
                found = found._replace(goes=[*found.goes, *paths])
                continue
            note = "\n".join(map(_any_text, paths))
            is_kept = not what.is_everything and _is_stored(home, uid)
            if not is_kept and _goes({"note": note}, paths[0], "", what, known):
                found = found._replace(goes=[*found.goes, *paths], many=found.many + 1)
    return found


def _is_half_made(name: str) -> bool:
    return name.startswith(".") or bool(_ONCE_WRITTEN.search(name))


def _with_draft(
    found: _Drafts,
    path: Path,
    beside: list[Path],
    said: str,
    what: ErasureScope,
    known: _Known,
) -> _Drafts:
    """Add a draft, which goes with all that is beside it, or stays with it."""
    draft = _draft_of(path)
    whole = {**(draft or {}), "beside": [_any_text(one) for one in beside]}
    if draft is None or _goes(whole, path, said, what, known):
        goes = [*found.goes, path, *beside]
        return found._replace(goes=goes, many=found.many + 1)
    return found._replace(naming=found.naming + names_any(texts_in(whole), known.names))


def _draft_of(path: Path) -> dict[str, Any] | None:
    return draft_in(path) if S_ISREG(path.lstat().st_mode) else None


def _any_text(path: Path) -> str:
    """Return what can be read of a file, be it no text."""
    with suppress(OSError):
        if S_ISREG(path.lstat().st_mode):
            return read_regular(path, MOST_WRITTEN).decode("utf-8", "replace")
    return ""


def _is_stored(home: Home, uid: str) -> bool:
    """Whether something is in the journal by now, and stays."""
    if not is_begun(home):
        return False
    with open_file(home.journal) as connection:
        return any(
            connection.execute(f"SELECT 1 FROM {table} WHERE uid = ?", (uid,)).fetchone()  # noqa: S608 two names
            for table in ("moments", "answers")
        )


def _below(folder: Path) -> list[Path]:
    """Return all files in a folder and in the folders in it, which an editor may have made."""
    found = []
    with suppress(FileNotFoundError, NotADirectoryError):
        for path in sorted(folder.iterdir()):
            is_folder = S_ISDIR(path.lstat().st_mode)
            found += _below(path) if is_folder else [path]
    return found


def _goes(draft: dict[str, Any], path: Path, said: str, what: ErasureScope, known: _Known) -> bool:
    """Whether a draft is of what goes; one that may be of it, and of nothing that stays, is."""
    if what.is_everything or draft.get("moment") in known.gone:
        return True
    if what.before is not None:
        return _day_of(draft, path, said) < what.before
    return _is_of_child(draft, known)


def _is_of_child(draft: dict[str, Any], known: _Known) -> bool:
    shown = draft.get("shown")
    named = draft.get("children") or (shown.get("children") if isinstance(shown, dict) else None)
    typed = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
    if {key_of(name) for name in typed} & {key_of(name) for name in known.names}:
        return True
    everybody = [*known.names, *known.others]
    unknown = [name for name in typed if key_of(name) not in map(key_of, known.others)]
    if any(near in known.names for name in unknown for near in near_names(name, everybody)[:1]):
        return True  # a slip, as in “adda”
    if len(unknown) < len(typed) or "question" in draft:
        return False  # somebody else’s, or nobody’s
    return known.is_only or names_any(texts_in(draft), known.names)


def _day_of(draft: dict[str, Any], path: Path, said: str) -> date:
    """Return the day that a draft is about, or at latest is about: that of its writing."""
    with suppress(ValueError):
        return date.fromisoformat(str(draft.get(said))[:10])
    return datetime.fromtimestamp(path.lstat().st_mtime, UTC).date()


def _left_by_editors(home: Home, what: ErasureScope, known: _Known) -> list[Path]:
    """Return what was open in an editor when attune was ended, with all that the editor kept."""
    found = []
    with suppress(OSError):
        for folder in sorted(home.machine.scratch.glob(_LEFT_BY_EDITORS) if home.machine else ()):
            status = folder.lstat()
            is_ours = os.name != "posix" or is_ones_own(status)
            files = _inside(folder) if is_ours and S_ISDIR(status.st_mode) else []
            written = [path for path in files if path.stem == "attune"]
            texts = [{"note": _any_text(path)} for path in written]
            if any(_goes(*one, "", what, known) for one in zip(texts, written, strict=True)):
                found.append(folder)
    return found


def _plans(home: Home, what: ErasureScope, known: _Known) -> list[Path]:
    """Return the calendar files that go: those that name a child, or are over before a day."""
    goes = []
    for path in _inside(home.plans):
        if path.name.startswith("."):
            continue
        if what.is_everything:
            goes.append(path)
        elif what.before is not None:
            if (last := _last_day(path)) and last < what.before:
                goes.append(path)
        elif names_any(f"{path.stem}\n{_plan_text(path)}", known.names):
            goes.append(path)
    return goes


def _plan_text(path: Path) -> str:
    with suppress(OSError):
        return re.sub(rb"\r?\n[ \t]", b"", read_regular(path)).decode("utf-8", "replace")
    return ""


def _last_day(path: Path) -> date | None:
    try:
        return max(from_calendar(read_regular(path)).times).date()
    except Exception:  # noqa: BLE001 whatever somebody put there
        return None


def _entries(home: Home, known: _Known, steps: _Steps) -> tuple[list[str], list[Path]]:
    """Take out of the files that a person edits what names a child.

    Returns:
        The titles and names of what goes, and the files that name the child after that, too.
    """
    gone: list[str] = []
    naming: list[Path] = []
    ways: dict[Path, _Without] = {
        home.settings: without_names,
        home.own_tips: without_blocks,
        home.contacts: without_blocks,
    }

    def is_meant(part: str) -> bool:
        return names_any(part, known.names)

    for path, without in ways.items() if known.names else ():
        with steps.step(path), _changing(path, steps):
            text = _text_of(path)
            after, titles = without(text, is_meant)
            gone += titles
            if after != text and steps.for_good:
                rewrite(path, after.encode("utf-8", "surrogateescape"), replace_file)
            if is_meant(after):
                naming.append(path)
        with steps.step(path.parent):  # copies that a person, or an editor, made beside it
            beside = (one for one in _inside(path.parent) if one.name.startswith(f"{path.name}."))
            naming += [copy for copy in beside if is_meant(_text_of(copy))]
    return gone, naming


_Without = Callable[[str, Callable[[str], bool]], tuple[str, list[str]]]


@contextmanager
def _changing(path: Path, steps: _Steps) -> Iterator[None]:
    """Keep others from changing a file meanwhile, where it is to be changed for good."""
    if steps.for_good and path.is_file():
        with locked(path):
            yield
    else:
        yield


def _text_of(path: Path) -> str:
    """Return the text of a file; of none, or of what is no file, there is none.

    Raises:
        OSError: it can't be read.
    """
    try:
        return read_regular(path).decode("utf-8-sig", "surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as problem:
        if problem.errno == errno.EINVAL:
            return ""
        raise


def _staying(home: Home, what: ErasureScope, known: _Known, naming: Iterable[Path]) -> Staying:
    """Return what names a child and stays, or, of everything, the files that stay."""
    files = tuple(naming)
    if what.is_everything:
        kept = (home.settings, home.contacts, home.own_tips)
        return Staying(files=tuple(path for path in kept if os.path.lexists(path)))
    if what.child is None or not is_begun(home):
        return Staying(files=files)
    going = known.gone
    with open_file(home.journal) as connection:
        moments = tuple(
            number
            for number, uid, text in connection.execute(_TEXTS)
            if uid not in going and names_any(text, known.names)
        )
        answers = sum(names_any(text, known.names) for (text,) in connection.execute(_ANSWERS))
    return Staying(moments, answers, files=files)
