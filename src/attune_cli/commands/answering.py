"""An answer on its way to the journal: what `reflect` keeps of it as a draft, and takes up."""

from datetime import date
from typing import Any

from attune_cli.commands.unfinished import Unfinished
from attune_cli.context import Attune
from attune_cli.core.period import Period
from attune_cli.store.answers import has_answer
from attune_cli.store.database import reading
from attune_cli.store.drafts import drop_draft, read_drafts


class Answering(Unfinished):
    """What is being written about a week.

    Attributes:
        day: a day of the week that it is about.
        question: what it answers; empty until it is known.
    """

    has_answers = False

    def __init__(self, run: Attune, text: str | None) -> None:
        super().__init__(run, run.home.answers)
        self.day = self.now.date()
        self.question = ""
        self._text = text

    @property
    def text(self) -> str | None:
        """What has been written so far."""
        return self._text

    @property
    def verb(self) -> str:
        """The command that asks about that week again."""
        is_today = self.day == self.now.date()
        return "attune reflect" if is_today else f"attune reflect --of {self.day}"

    def take(self, text: str | None) -> None:
        """Let this be what was written."""
        self._text = text

    def draft(self) -> dict[str, Any]:
        """Return the answer in plain values."""
        return {"day": self.day.isoformat(), "question": self.question, "note": self.text}

    def resume(self, period: Period) -> None:
        """Go on with the newest draft about a week, if there is one, and with its question."""
        for uid, draft in read_drafts(self.folder):
            day, question, note = (draft.get(key) for key in ("day", "question", "note"))
            if not (isinstance(note, str) and note and _day(day) in period):
                continue
            with reading(self.run.home) as connection:
                is_stored = has_answer(connection, uid)
            if is_stored:
                drop_draft(self.folder, uid)
                continue
            self.uid, self.is_kept = uid, True
            self.take(note)
            self.question = question if question and isinstance(question, str) else self.question
            return

    def put_aside(self) -> None:
        """Drop the draft that was gone on with."""
        drop_draft(self.folder, self.uid)
        self.is_kept = False


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
