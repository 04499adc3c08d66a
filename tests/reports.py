"""Reports for tests: made of moments without a journal, and read as somebody sees them."""

from collections.abc import Iterable
from datetime import date
from html.parser import HTMLParser

from attune_cli.core.moment import Moment
from attune_cli.core.report import Choice, report_of
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import Vocabulary, vocabulary
from attune_cli.render.report.naming import named, own_words, redacted
from attune_cli.render.report.page import report_html

BLOCKS = {"h1", "h2", "h3", "p", "li", "caption", "tr", "title"}
CELLS = {"th", "td"}


def page_of(
    moments: Iterable[Moment],
    period: Period,
    today: date,
    choice: Choice = Choice(),  # noqa: B008 it never changes
    words: Vocabulary | None = None,
    people: tuple[list[str], list[str]] | None = None,
    *,
    is_redacted: bool = False,
) -> str:
    """Return the report on some moments, with everybody in them known, if nobody else is named."""
    moments = list(moments)
    made = report_of(moments, period, choice, today)
    everybody = (*(people or _people(moments, choice)), own_words(made.moments))
    rows = [row.period for row in made.rows]
    naming = (
        redacted(*everybody, rows, made.unit)
        if is_redacted
        else named(*everybody, words or vocabulary(), rows, made.unit)
    )
    return report_html(made, naming, today)


def _people(moments: list[Moment], choice: Choice) -> tuple[list[str], list[str]]:
    caregivers = {moment.caregiver for moment in moments} | {choice.caregiver or "me"}
    return sorted({name for one in moments for name in one.children}), sorted(caregivers)


class _Reader(HTMLParser):
    """What is read on a page; a cell of a table is set apart by columns."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.hidden = "", list[tuple[str, dict[str, str | None]]](), False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        self.hidden = self.hidden or tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.hidden = self.hidden and tag != "style"
        self.text += "\n\n" if tag in BLOCKS else "    " if tag in CELLS else ""

    def handle_data(self, data: str) -> None:
        if not self.hidden and data != "\n":
            self.text += data.replace("\n", " ")


def read(page: str) -> _Reader:
    """Return the text and the tags of a page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def text_of(page: str) -> str:
    """Return what is read on a page, a block in a line of its own."""
    said = read(page).text.replace("\u00a0", " ")
    return "\n\n".join(block.strip() for block in said.split("\n\n") if block.strip())
