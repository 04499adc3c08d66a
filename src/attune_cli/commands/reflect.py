"""`attune reflect` and `reflections`: one question about a week, and the answers to it."""

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple, TextIO

import typer

from attune_cli import errors
from attune_cli.commands.drafts import STDIN, Draft, joined
from attune_cli.commands.editor import note_from_editor
from attune_cli.commands.options import (
    AsJson,
    From,
    Plain,
    To,
    can_ask,
    run_of,
)
from attune_cli.commands.people.names import as_read_by_you
from attune_cli.commands.reflection import WeekBefore, WeekOf, week_named
from attune_cli.context import Attune
from attune_cli.core.answer import Answer
from attune_cli.core.decoding import tidy
from attune_cli.core.moment import FearBy, fear_by
from attune_cli.core.question import questions_of
from attune_cli.core.statistics.reflection import reflect as summarised
from attune_cli.core.time.days import FIRST_YEAR
from attune_cli.core.time.period import Period, between
from attune_cli.core.time.when import with_fixed_offset
from attune_cli.render.answers import answers_page, ask, kept, question_page
from attune_cli.render.json import answer_json, answers_json, print_json
from attune_cli.render.moment import support_on
from attune_cli.render.output import show, tell, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.pager import show_paged
from attune_cli.render.period import title_of
from attune_cli.render.text import page_width
from attune_cli.store.answers import has_answer, last_answer
from attune_cli.store.database import reading
from attune_cli.store.drafts import drop_draft, read_drafts
from attune_cli.store.journal import journal, looking
from attune_cli.store.moments import earlier, window
from attune_cli.store.people import read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class AnswerDraft(Draft):
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
        """Take this as the answer."""
        self._text = text

    def to_plain(self) -> dict[str, Any]:
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
            self.go_on(uid, draft)
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


PROMPT = "A few words, if you like:"


class AskedWeek(NamedTuple):
    """The week that is asked about.

    Attributes:
        period: the week.
        frightened: whose response scared or hurt a child in it; None if nobody's did.
        last: what was written about it last.
    """

    period: Period
    frightened: FearBy | None
    last: Answer | None


def in_terminal(draft: AnswerDraft, asked: AskedWeek) -> None:
    """Ask for an answer, with what was begun to go on with; Enter alone leaves it empty.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    from attune_cli.commands.prompts import write  # noqa: PLC0415 prompt_toolkit, where somebody is asked

    draft.resume(asked.period)
    begun = draft.text
    _show(draft, asked, sys.stdout)
    try:
        typed = write(PROMPT, begun or "", lambda text: draft.take(tidy(text) or begun))
    except EOFError:
        raise KeyboardInterrupt from None
    draft.take(tidy(typed))
    if begun and not draft.text:
        draft.put_aside()
        tell(f"Put aside. It was:\n{clean(begun)}", sys.stderr)


def in_editor(draft: AnswerDraft, asked: AskedWeek) -> None:
    """Let the answer be written in an editor, with what was begun to go on with.

    Raises:
        EmptyNote: nothing was written.
        EditorFailed: the editor did not end well.
    """
    draft.resume(asked.period)
    _show(draft, asked, sys.stderr)
    note_from_editor(draft)


def as_typed(draft: AnswerDraft, asked: AskedWeek, typed: Sequence[str]) -> None:
    """Take what stands behind -m, or is written now where that says so.

    Raises:
        EmptyNote: it says nothing.
        KeyboardInterrupt: Ctrl-C.
    """
    if STDIN in typed and sys.stdin.isatty():
        _show(draft, asked, sys.stderr)
        draft.take_stdin(typed)
    if not draft.text:
        raise errors.moments.EmptyNote("-m")


def _show(draft: AnswerDraft, asked: AskedWeek, stream: TextIO) -> None:
    today, has_draft = draft.now.date(), draft.is_kept
    page = question_page(asked.period, draft.question, today, asked.last, has_draft=has_draft)
    show(page, plain=draft.run.is_plain, stream=stream)


Text = Annotated[
    list[str] | None,
    typer.Option("-m", "--note", metavar="TEXT", help="Your answer; - reads standard input."),
]
Edit = Annotated[bool, typer.Option("-e", "--edit", help="Write the answer in your editor.")]


@app.command(epilog='Example: attune reflect -m "we laughed about it in the end"')
def reflect(
    ctx: typer.Context,
    last: WeekBefore = False,
    of: WeekOf = None,
    note: Text = None,
    edit: Edit = False,
    as_json: AsJson = False,
) -> None:
    """Answer one question about the week, for yourself."""
    typed = note or []
    with AnswerDraft(run_of(ctx), joined(typed)) as draft:
        draft.take_piped(typed)
        asked = _asked(draft, last, of)
        if typed and edit:
            raise errors.usage.WordsClash(
                "-m", "-e", "An answer comes from one place. Keep one of them."
            )
        if edit:
            in_editor(draft, asked)
        elif typed:
            as_typed(draft, asked, typed)
        elif can_ask(as_json=as_json):
            in_terminal(draft, asked)
        else:
            how = f'To answer: {draft.verb} -m "…", or -m - for what a pipe brings.'
            raise errors.usage.WordsMissing(
                f"{title_of(asked.period)} asks: {draft.question} {how}"
            )
        if draft.text:
            _answer(_stored(draft, asked), draft, as_json=as_json)
        else:
            tell_wrapped("Nothing is kept. The question can wait.", sys.stderr)
        if asked.frightened:
            show(
                support_on(asked.frightened, page_width()),
                plain=draft.run.is_plain,
                stream=sys.stderr,
            )


def _asked(draft: AnswerDraft, last: bool, of: str | None) -> AskedWeek:
    """Find the week and its question.

    Raises:
        WrongUsage: the week is named twice, or by no day.
        FutureMoment: it has not begun.
        JournalTrouble: the journal cannot be read.
    """
    run, now = draft.run, draft.now
    if last or of is not None:  # a draft knows it, even where the settings are refused
        draft.day = min(week_named(last, of, now, 0).start, now.date())
    with reading(run.home) as connection:  # first: a folder out of reach is the journal's to name
        period = week_named(last, of, now, run.settings.first_weekday)
        if now.date() not in period:  # a draft of a week to come waits in this one
            draft.day = min(period.start, now.date())
        if period.start > now.date():
            do = "Come back to it then, or name an earlier day."
            raise errors.moments.FutureMoment(of or "", "in a later week", do)
        found = window(connection, period)
        answered = last_answer(connection, period.end)
        known, usual = read_people(connection), run.settings.caregiver
        reader = known.usual_caregiver(usual)
        before = earlier(connection, period, None, None, known.id_of_caregiver(reader))
    parts = run.settings.parts_of_day
    reflection = summarised(found.moments, period, parts=parts, earlier=before, reader=reader)
    reflection = as_read_by_you(reflection, known, usual)
    # The sentence is kept, so no day in it may be “yesterday”: it is said as from days later.
    later, over_all = period.end + timedelta(days=1), reflection.distress.strict
    questions = questions_of(reflection)
    draft.question = " ".join(ask(one, over_all, run.vocabulary, later) for one in questions)
    of_it = answered if answered and answered.week in period else None
    return AskedWeek(period, fear_by(reflection.distress.frightened_by), of_it)


def _stored(draft: AnswerDraft, asked: AskedWeek) -> Answer:
    """Store the answer, with its number; until it is, a draft has it."""
    draft.keep()
    answer = Answer(
        uid=draft.uid,
        week=asked.period.start,
        question=draft.question,
        text=draft.text or "",
        written_at=with_fixed_offset(draft.now),
    )
    with journal(draft.run.home) as opened:
        answer = answer._replace(number=opened.add_answer(answer))
    draft.run.is_done = True
    draft.done()
    return answer


def _answer(answer: Answer, draft: AnswerDraft, *, as_json: bool) -> None:
    try:
        if as_json:
            print_json(answer_json(answer))
        else:
            tell_wrapped(kept(answer, draft.now.date()))
        sys.stdout.flush()
    except OSError:
        tell_wrapped("Your answer is stored; only this could not be shown.", sys.stderr)
        raise


@app.command(epilog="Example: attune reflections --from october")
def reflections(
    ctx: typer.Context,
    from_: From = None,
    to: To = None,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Read what you wrote, week by week."""
    run = run_of(ctx)
    period = None
    if from_ is not None or to is not None:
        since = date(FIRST_YEAR, 1, 1)
        period = between(from_, to, run.clock(), since, run.settings.first_weekday)
    with looking(run.home) as journal:
        answers = journal.answers(period) if journal else []
    if as_json:
        print_json(answers_json(answers))
    else:
        show_paged(answers_page(answers, period), plain=plain)
