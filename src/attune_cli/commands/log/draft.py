"""The draft that `attune log` keeps of an entry."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher
from types import TracebackType
from typing import Any

from attune_cli import errors
from attune_cli.commands.drafts import Draft
from attune_cli.context import Attune
from attune_cli.core.grammar import Entry
from attune_cli.core.moment import Chosen
from attune_cli.core.time.when import When, day_and_part, parse_when
from attune_cli.core.vocabulary import Vocabulary, Word
from attune_cli.errors import AttuneError
from attune_cli.store.connection import Opened
from attune_cli.store.drafts import drop_draft, read_drafts

_SAME_MOMENT = ("words", "children", "caregiver", "repairs", "tags")
SAME_WORDS = 0.8  # of their letters: a line with a slip, and the line typed anew


class EntryDraft(Draft):
    """An entry on its way to being a moment.

    Attributes:
        entry: what was typed or answered so far.
        repair: the repair that was told in the same line; None where there was none.
        typed: words that are not read yet, or make no moment.
        is_whose_known: whether the line said, or was asked, whose its states are.
        open_states: states of which that line doesn’t say whose they were.
        opened: a connection to the journal that was read, and is to be written to; None where
            there is none, as where somebody is asked meanwhile.
        line: the line of plain speech that was typed; it begins the note.
        slips: as what words with a slip in that line were read, in a sentence.
        has_concern: whether that line has words of violence or of need, whosever.
        in_need: whether that line speaks of somebody's need, or of harm to a child; the answer says
            where to turn.
        is_added: whether it was said that the caregiver of the entry, if new, is to be added.
        likely: responses that the line may tell of, where none is known; they stand first.
        was_asked: whether the questions were answered.
        was_supported: whether the pointer to support was shown, at once after the answer that asked
            for it.
        was_turned: whether it was said in a line where to turn, before anything was asked.
    """

    verb = "attune log"

    def __init__(self, run: Attune, entry: Entry) -> None:
        super().__init__(run, run.home.drafts)
        self.entry = entry
        self.repair: Entry | None = None
        self.is_whose_known = False
        self.open_states: Sequence[str] = ()
        self.line: str | None = None
        self.slips: str | None = None
        self.likely: Sequence[Word] = ()
        self.has_concern = self.in_need = False
        self.is_added = False
        self.was_asked = self.was_supported = self.was_turned = False
        self.typed: list[str] = []
        self.opened: Opened | None = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close_journal()
        is_told = isinstance(error, AttuneError) and errors.usage.TURN in str(error)
        if isinstance(error, AttuneError) and (self.has_concern or self.in_need) and not is_told:
            error.add_note(errors.usage.TURN)
        super().__exit__(kind, error, trace)

    def close_journal(self) -> None:
        """Close the connection to the journal, if one is open; who needs it opens it anew."""
        if self.opened:
            self.opened.close()
        self.opened = None

    @contextmanager
    def keeping(self, *several: Sequence[str] | None) -> Iterator[None]:
        """Read what was typed inside the block; where that is refused, all of it is kept as typed.

        Args:
            several: the words, and those behind options.
        """
        try:
            yield
        except BaseException:  # Ctrl-C and the end of the session, too
            typed = [word for some in several for word in some or ()]
            names = [word.removeprefix("@") for word in typed if word.startswith("@")]
            children = tuple(dict.fromkeys((*self.entry.children, *names)))
            self.entry = self.entry._replace(children=children)
            self.typed = [word for word in typed if not word.startswith("@")]
            raise

    @property
    def text(self) -> str | None:
        """The note."""
        return self.entry.note

    @property
    def said(self) -> str:
        """The words as typed, or as they were answered, what else was said, and the note."""
        entry = self.entry
        words = [] if self.line else self.typed or [word.word for word in entry.words]
        names = [f"@{name}" for name in entry.children] if not self.line else []
        tags = [f"+{tag}" for tag in entry.tags]
        others = (
            ("--at", entry.at),
            ("--caregiver", entry.caregiver),
            ("--repairs", entry.repairs),
        )
        options = [f"{option} {value}" for option, value in others if value]
        return "\n".join(filter(None, (" ".join((*words, *names, *tags, *options)), self.text)))

    @property
    def has_answers(self) -> bool:
        """Whether anything was typed or answered: words, who, or when."""
        return bool(self.entry.words or self.typed or self.entry.children or self.entry.at)

    def take(self, text: str | None) -> None:
        """Take this as the note."""
        self.entry = self.entry._replace(note=text)

    def done(self) -> None:
        """Note that it is stored; drop its draft, and one of the same words with a slip.

        One that may be open in an editor stays: what is saved there is still to come.
        """
        super().done()
        words = [word.word for word in self.entry.words]
        for uid, kept in read_drafts(self.folder):
            typed, is_open = kept.get("words"), kept.get("has_editor_open")
            if kept.get("note") or is_open or not isinstance(typed, list):
                continue
            if not typed and set(kept.get("children") or ()) <= set(self.entry.children):
                drop_draft(self.folder, uid)  # of a name or a time alone
            elif typed:
                same = SequenceMatcher(None, " ".join(map(str, typed)), " ".join(words)).ratio()
                if same >= SAME_WORDS:
                    drop_draft(self.folder, uid)

    def saved_since(self) -> str | None:
        """Return what was saved, once an editor had not waited, as the note of such a moment."""
        plain = self.to_plain()
        for uid, kept in read_drafts(self.folder):
            if not (kept.get("has_editor_open") and kept.get("saved")):
                continue
            is_same = all(kept.get(part) == plain[part] for part in _SAME_MOMENT)
            if uid == self.uid or (is_same and kept["note"].startswith(self.text or "")):
                self._saved = kept["note"]
                self.heed_bytes(uid)
                break
        return super().saved_since()

    def resume(self, uid: str, entry: Entry, repair: Entry | None) -> None:
        """Go on with an entry that a draft kept, and the repair that was told with it."""
        self.uid, self.entry, self.repair, self.is_kept = uid, entry, repair, True
        self.heed_bytes(uid)

    def to_plain(self) -> dict[str, Any]:
        """Return the entry in plain values, its time made exact, or else as it was typed."""
        unread: str | None = None
        try:
            at = _exact(parse_when(self.entry.at, self.now))
        except AttuneError:
            at = self.now.date().isoformat()  # the day; no hour is invented
            unread = self.entry.at
        repair_at = self.repair.at if self.repair else None
        later = parse_when(repair_at, self.now) if repair_at else None
        return {
            "words": [*self.typed, *(word.word for word in self.entry.words)],
            "children": list(self.entry.children),
            "caregiver": self.entry.caregiver,
            "at": at,
            **({"unread_time": unread} if unread else {}),
            "repairs": self.entry.repairs,
            "chosen": self.entry.chosen,
            "tags": list(self.entry.tags),
            "note": self.entry.note,
            **({"repair": list(self.repair.of("step"))} if self.repair else {}),
            **({"repair_at": _exact(later)} if later else {}),
        }


def _exact(when: When) -> str:
    """Return a time as a text that means the same on any day."""
    if when.occurred_at:
        return when.occurred_at.isoformat()
    return day_and_part(when.local_day, when.part_of_day)


def entry_of(draft: dict[str, Any], known: Vocabulary) -> Entry | None:
    """Return the entry that a draft kept; None where it makes no sense any more.

    Words that are known no more, or go with none of those before them, begin the note.
    """
    try:
        words = [word for typed in draft["words"] if (word := known.find(typed))]
        entry = Entry(
            children=tuple(draft["children"]),
            caregiver=draft["caregiver"],
            at=draft["at"],
            repairs=draft["repairs"],
            chosen=Chosen(draft["chosen"]),
            note=draft["note"],
        ).tag(*draft.get("tags", ()))
    except (KeyError, TypeError, ValueError, AttributeError, AttuneError):
        return None
    left = [typed for typed in draft["words"] if not known.find(typed)]
    left += [str(time)] if (time := draft.get("unread_time")) else []
    for word in words:
        try:
            entry = entry.add(word)
        except AttuneError:
            left.append(word.word)
    note = "\n".join(filter(None, (" ".join(left), entry.note)))
    return entry._replace(note=note or None)


def repair_of(draft: dict[str, Any], known: Vocabulary) -> Entry | None:
    """Return the repair that a draft kept beside its moment; None where there is none."""
    typed = draft.get("repair")
    steps = known.of("step")
    kept = [word for word in steps if isinstance(typed, list) and word.word in typed]
    at = draft.get("repair_at")
    return Entry(at=at if isinstance(at, str) else None).add(*kept) if kept else None
