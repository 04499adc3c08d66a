"""The draft that `attune edit` keeps of a change."""

from typing import Any

from attune_cli.commands.drafts import Draft
from attune_cli.context import Attune
from attune_cli.core.moment import Moment
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.store.drafts import drop_draft, read_drafts

KEPT = """\
# Kept from before, and not stored. Take these two lines out to store it as it stands below;
# empty the file to let go of it.

"""


class EditDraft(Draft):
    """A change of a moment.

    Attributes:
        moment: the one that is changed; None until it is found.
        note: a new note for it.
        shown: what could be changed, as values of TOML, as the editor was shown it.
        file: what was written in the editor.
    """

    has_answers = False

    def __init__(self, run: Attune, note: str | None) -> None:
        super().__init__(run, run.home.edits)
        self.moment: Moment | None = None
        self.note = note
        self.shown: dict[str, Any] = {}
        self.file: str | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that it is read with."""
        return self.run.vocabulary

    @property
    def text(self) -> str | None:
        """What was written: in the editor, or else the note."""
        return self.file or self.note

    @property
    def verb(self) -> str:
        """The command that goes on with it; without a known number, for whichever is meant."""
        return f"attune edit {self.moment.number if self.moment else 'N'} -e"

    @property
    def owner(self) -> str:
        """The identity of the moment that is changed."""
        return self.moment.uid if self.moment else self.uid

    def take(self, text: str | None) -> None:
        """Take this as what was written: in the editor, once it was opened."""
        if self.shown:
            self.file = text.removeprefix(KEPT) if text else self.file
        else:
            self.note = text

    def to_plain(self) -> dict[str, Any]:
        """Return the draft in plain values."""
        uid = self.moment.uid if self.moment else None
        return {"moment": uid, "note": self.note, "shown": self.shown, "file": self.file}

    def resume(self, moment: Moment) -> None:
        """Go on with the newest draft about a moment, or about none that was found."""
        self.moment = moment
        for uid, draft in read_drafts(self.folder):
            note, shown, file = (draft.get(key) for key in ("note", "shown", "file"))
            is_whole = isinstance(file, str) and bool(file)
            if draft.get("moment") in {None, moment.uid} and (is_whole or isinstance(note, str)):
                self.go_on(uid, draft, "file")
                self.note = note
                if isinstance(file, str) and is_whole and isinstance(shown, dict):
                    self.file, self.shown = file.removeprefix(KEPT), shown
                return

    def put_aside(self) -> None:
        """Drop the draft that was gone on with."""
        if self.is_kept:
            drop_draft(self.folder, self.uid)
        self.is_kept = False
