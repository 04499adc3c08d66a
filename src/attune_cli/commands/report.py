"""`attune report`: one page for a therapist or home visitor."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from attune_cli import dates, errors
from attune_cli.commands.complete import complete_moments, complete_path
from attune_cli.commands.confirm import confirm
from attune_cli.commands.options import By, From, OfChild, To, Yes, can_ask, grouped, run_of
from attune_cli.commands.people.names import stored_names
from attune_cli.context import Attune
from attune_cli.core.moment import Moment
from attune_cli.core.redact import telling
from attune_cli.core.report import Choice, Report, days_of, of_report, report_of
from attune_cli.core.statistics.patterns import learnt_from
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.output import show, tell_wrapped
from attune_cli.render.progress import waiting
from attune_cli.render.report.naming import Naming, named, own_words, redacted
from attune_cli.render.report.page import report_html
from attune_cli.render.report.pdf import pdf_of
from attune_cli.render.report.said import before_fear, holds, written
from attune_cli.store.database import reading
from attune_cli.store.files import named_file, put_file, require_room
from attune_cli.store.moments import earlier, numbered, picked, window
from attune_cli.store.people import People, read_people
from attune_cli.store.places import foreign_file
from attune_cli.store.search import words_in_use

app = typer.Typer(rich_markup_mode=None, add_completion=False)

NAME = "attune-report"


class What(NamedTuple):
    """The options that say what a report is about and what stands in it."""

    from_: From = None
    to: To = None
    child: OfChild = None
    caregiver: By = None
    ask: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Your own question, to stand at its head.")
    ] = None
    show: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N,…",
            help="Moments that stand in it whole, by number.",
            autocompletion=complete_moments,
        ),
    ] = None
    notes: Annotated[bool, typer.Option("--notes", help="Their notes, too.")] = False
    redact: Annotated[
        bool,
        typer.Option("--redact", help="No name, note, tag, word of your own, date or hour."),
    ] = False
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N,…",
            help="Moments not to count; it says how many there are.",
            autocompletion=complete_moments,
        ),
    ] = None


Out = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Where to write it.", autocompletion=complete_path
    ),
]
Pdf = Annotated[bool, typer.Option("--pdf", help="A PDF in the place of HTML.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


@app.command(epilog="Example: attune report --child ada --ask 'Is it usual at two?'")
@grouped
def report(
    ctx: typer.Context,
    *,
    what: What,
    output: Out = None,
    pdf: Pdf = False,
    force: Force = False,
    yes: Yes = False,
) -> None:
    """Write a page for a therapist or home visitor, on the last four weeks or days you name.

    It is one file of HTML that any browser opens and prints. Nothing is sent anywhere.
    """
    run = run_of(ctx)
    now = run.clock()
    is_pdf = _is_pdf(output, pdf=pdf)
    _require_consistent(what)
    choice = _choice(run, what)
    period = days_of(what.from_, what.to, now, run.settings.first_weekday)
    if period.start > now.date():
        raise errors.usage.ReportUnclear(
            "These days are still to come, and a report looks back. For the last four weeks: "
            "attune report"
        )
    made, known, in_use = _read(run, period, choice, now.date(), is_redacted=what.redact)
    usual = f"{NAME}.{'pdf' if is_pdf else 'html'}"
    dated = f"{NAME}-{period.last}.{'pdf' if is_pdf else 'html'}"
    name = usual if what.redact else dated
    path = named_file(output, name) if output else Path(name)
    if what.redact:
        _require_silent(made.choice.question, path, known, in_use)
    require_room(foreign_file(run.home, path), replaces=force)
    naming = _naming(run, made, known, is_redacted=what.redact)
    page = report_html(made, naming, now.date())
    content = pdf_of(page) if is_pdf else page.encode()
    if made.frightened:
        _warn(made, yes=yes)
    put_file(path, content, replaces=force)
    show(written(path))
    tell_wrapped(holds(made, is_redacted=what.redact), sys.stderr)


def _is_pdf(output: str | None, *, pdf: bool) -> bool:
    """Return whether a PDF is wanted; the name of a file says so, too.

    Raises:
        ReportUnclear: no file is named, but standard output.
        WordsClash: the name is that of a page.
    """
    if output is not None and output.strip() in {"", "-"}:
        raise errors.usage.ReportUnclear("A report is a file. Name one, such as: -o report.html")
    suffix = Path(output or "").suffix.casefold()
    if pdf and suffix in {".html", ".htm"}:
        raise errors.usage.WordsClash(
            "--pdf", f"-o {output}", "One is a PDF, one is HTML. Keep one of them."
        )
    return pdf or suffix == ".pdf"


def _require_consistent(what: What) -> None:
    """Refuse options that contradict each other.

    Raises:
        WordsClash: notes, where nothing is to be told.
        ReportUnclear: notes of no moments.
    """
    if what.notes and what.redact:
        raise errors.usage.WordsClash(
            "--notes", "--redact", "Notes tell who somebody is. Leave one of them out."
        )
    if what.notes and not what.show:
        raise errors.usage.ReportUnclear(
            "--notes needs to know of which moments: --show 3,7 --notes"
        )


def _choice(run: Attune, what: What) -> Choice:
    """Return what was chosen, with the moments that were named.

    Raises:
        UnreadableNumber, NoSuchMoment, NothingLogged: one is no moment.
        WordsClash: one is shown and left out.
    """
    shown, left_out = (_numbers(run, typed) for typed in (what.show, what.leave_out))
    if both := sorted({*shown} & {*left_out}):
        why = "It can’t be shown and left out. Keep it in one of them."
        raise errors.usage.WordsClash(f"--show {both[0]}", f"--leave-out {both[0]}", why)
    question = (what.ask or "").strip()
    return Choice(
        child=what.child,
        caregiver=what.caregiver,
        shown=shown,
        left_out=left_out,
        question=question,
        has_notes=what.notes,
    )


def _numbers(run: Attune, typed: Iterable[str] | None) -> tuple[int, ...]:
    several = [one for text in typed or () for one in text.replace(",", " ").split()]
    return tuple(moment.number for moment in picked(run.home, several) if moment.number)


def _read(
    run: Attune, period: Period, choice: Choice, today: date, *, is_redacted: bool
) -> tuple[Report, People, set[str]]:
    """Return the report on a period, everybody whom the journal knows, and what may not be said.

    Raises:
        UnknownPerson: somebody is not known.
        NotInReport: a moment that was named is not of these days and people.
        JournalTrouble: the journal cannot be read.
    """
    with waiting("Reading", plain=run.is_plain), reading(run.home) as connection:
        known = read_people(connection)
        child, caregiver = stored_names(choice.child, choice.caregiver, known)
        choice = choice._replace(child=child, caregiver=caregiver)
        moments = window(connection, learnt_from(period)).moments
        named_ = numbered(connection, [*choice.shown, *choice.left_out]) if connection else []
        reader = known.usual_caregiver(run.settings.caregiver)
        whose = (known.id_of_child(child), known.id_of_caregiver(caregiver))
        before = earlier(connection, period, *whose, known.id_of_caregiver(reader))
        in_use = _own_in_use(run, connection) if is_redacted else set()
    _require_among(named_, of_report(moments, period, choice), period)
    parts = run.settings.parts_of_day
    made = report_of(moments, period, choice, today, parts, earlier=before, reader=reader)
    return made, known, in_use


def _own_in_use(run: Attune, connection: Any) -> set[str]:
    """Return the tags and the words of the person's own, with what they are called."""
    every = words_in_use(connection) | {own.word for own in run.settings.words}
    used = {word for word in every if vocabulary().find(word) is None}
    return {text for word in used for text in (word, run.vocabulary.label(word))}


def _require_among(named_: Sequence[Moment], moments: Sequence[Moment], period: Period) -> None:
    known = {moment.number for moment in moments}
    for moment in named_:
        if moment.number not in known:
            raise errors.moments.NotInReport(
                moment.number or 0,
                dates.in_full(moment.local_day),
                dates.span_in_full(period.start, period.last),
                is_in_them=moment.local_day in period,
            )


def _require_silent(question: str, path: Path, known: People, in_use: set[str]) -> None:
    """Refuse a question or the name of a file that would tell who somebody is.

    Raises:
        TellsWho: it does.
    """
    names = [*known.names_of_children, *known.names_of_caregivers]
    for what, text in (("The question", question), ("The name of the file", path.stem)):
        if found := list(dict.fromkeys(telling(text, names, in_use))):
            raise errors.usage.TellsWho(what, found)


def _naming(run: Attune, made: Report, known: People, *, is_redacted: bool) -> Naming:
    everybody = (known.names_of_children, known.names_of_caregivers, own_words(made.moments))
    rows = [row.period for row in made.rows]
    if is_redacted:
        return redacted(*everybody, rows, made.unit)
    return named(*everybody, run.vocabulary, rows, made.unit)


def _warn(made: Report, *, yes: bool) -> None:
    """Say that a reader may have to act on what is in it, and ask where somebody can answer.

    Raises:
        NotAgreed: the answer is no.
    """
    tell_wrapped(before_fear(made.frightened), sys.stderr)
    if not yes and can_ask(as_json=False):
        confirm("Write the report?", "written", as_json=False)
