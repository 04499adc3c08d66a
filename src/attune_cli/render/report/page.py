"""The page of a report: for a reader who was not there, in two minutes, about moments only."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from attune_cli.core.folding import capitalised
from attune_cli.core.moment import Kind, Moment
from attune_cli.core.report import Report
from attune_cli.core.statistics.majority import Verdict
from attune_cli.core.statistics.patterns import (
    ENOUGH_DAYS_IN_CELL,
    ENOUGH_IN_CELL,
    Cell,
    Outcome,
)
from attune_cli.core.statistics.reflection import Reflection
from attune_cli.core.time.period import Unit
from attune_cli.render import verdict
from attune_cli.render.moment import in_words
from attune_cli.render.page import out_of, several
from attune_cli.render.patterns import ANYBODY, IN_ORDER, QUIET, SETTLING_LEFT_OUT
from attune_cli.render.period import day, span
from attune_cli.render.reflection import CARE_FIRST, too_few, went_well
from attune_cli.render.report.bars import bar, key, share
from attune_cli.render.report.html import Html, element, isolated, joined, plain
from attune_cli.render.report.naming import Naming

STYLE = Path(__file__).parents[2] / "data" / "report.css"
THEIR_CHOICE = verdict.Choice(
    "Logging is the caregiver’s choice.",
    "Logging is the caregiver’s choice, and what was not logged can’t show here.",
)
THESE_DAYS = "these days"
NOTHING = (
    "Nothing is logged here. Days without entries are no data; they say nothing about anybody."
)
NOT_OF_ALL = (
    "Moments were left out, so nothing is said of whether that is usual, or of more or fewer."
)
OWN_LOOK = "A caregiver’s own look at moments, for somebody who helps."
FROM_ANOTHER = (
    "Moments of one caregiver, from the journal of another, the author; for somebody who helps."
)
OF_ANOTHER = "These moments are not of whoever made this report, so the counts stand alone."
NO_ASSESSMENT = (
    "It is a look at moments, not an assessment of a child, a caregiver or what is between them."
)
NEVER_SENSITIVE = "Those that are rated stand in each count, and as sensitive in none."
HOW_RATED = (
    "Yes, partly and not this time are the caregiver’s own answer, looking back: was the response "
    "sensitive and kind to what the child needed? For calm moments: was the caregiver fully there? "
    "A child may still cry after a response that was just right."
)
HOW_OTHERS_RATED = (
    "Yes, partly and not this time are a caregiver’s answer, looking back: was the response "
    "sensitive and kind to what the child needed? For calm moments: was the caregiver fully there? "
    "A child may still cry after a response that was just right."
)
NO_OBSERVATION = (
    "A rating of one’s own is no observation: in small studies the two hardly went together. No "
    "study says how many moments it takes."
)
CHOSEN = (
    "Moments are logged by choice, and hard or good ones may be likelier to be. A count is a fact "
    "about what was logged."
)
INFERRED = (
    "Whether it is usual is an inference, from counts corrected because moments of one day are "
    "alike. The 95 % range is Wilson’s."
)
TITLES = {  # by whether it is about one child, and about one caregiver
    (False, False): "Moments, {when}",
    (True, False): "Moments with {child}, {when}",
    (False, True): "Moments, logged by {by}, {when}",
    (True, True): "Moments with {child}, logged by {by}, {when}",
}
MADE_ON = {  # by whether it names no day, and whether it is of others
    (False, False): "Made with attune on {day}, on the caregiver’s own machine. Nothing was sent "
    "anywhere.",
    (False, True): "Made with attune on {day}, on the machine of its author. Nothing was sent "
    "anywhere.",
    (True, False): "Made with attune, on the caregiver’s own machine. Nothing was sent anywhere.",
    (True, True): "Made with attune, on the machine of its author. Nothing was sent anywhere.",
}
DEPENDS = "So it depends how the partly ones are counted."
Counted = tuple[str, int, int]  # a name, and how many of how many
RATINGS = ("yes", "partly", "not this time")
NO_DATA = "no entries, no data"
DASH = "–"
BY = {
    "part_of_day": "Part of the day",
    "weekday": "Weekday",
    "cue": "They were",
    "state": "{who} was",
}


def report_html(report: Report, naming: Naming, today: date) -> str:
    """Return a report as a page that needs nothing else, and asks nothing of any other place.

    Args:
        report: what stands in it.
        naming: what everybody and everything is called.
        today: the present day.
    """
    page = _Page(report, naming)
    style = Html(STYLE.read_text(encoding="utf-8"))
    digest = b64encode(sha256(f"\n{style}".encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        Html("\n"),
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", plain(page.title())),
        element("style", Html(f"\n{style}")),
    )
    body = element("body", Html("\n"), page.header(), page.main(), page.footer(today))
    return f"<!doctype html>\n{element('html', Html(chr(10)), head, body, lang='en')}"


class _Page:
    """The sections of a page, which share what is reported and what everything is called."""

    def __init__(self, report: Report, naming: Naming) -> None:
        self._report, self._naming, self._words = report, naming, naming.words
        found = report.reflection
        self._people = [naming.caregivers[name] for name in found.caregivers]
        self._who = self._people[0] if len(self._people) == 1 else ANYBODY
        self._is_of_others = report.is_of_others
        self._author = "author" if self._is_of_others else "caregiver"
        begun = tuple(map(capitalised, self._people))
        self._found: Reflection = found._replace(caregivers=begun)

    def title(self) -> str:
        choice, period = self._report.choice, self._found.period
        long = several((period.end - period.start).days, "day", "days")
        when = long if self._naming.is_redacted else span(period)
        child = self._naming.children[choice.child] if choice.child else ""
        by = self._naming.caregivers[choice.caregiver] if choice.caregiver else ""
        return TITLES[bool(child), bool(by)].format(child=child, by=by, when=when)

    def header(self) -> Html:
        return element(
            "header",
            element("h1", self.title()),
            element("p", FROM_ANOTHER if self._is_of_others else OWN_LOOK, class_="to"),
        )

    def main(self) -> Html:
        sections = [self._what(), self._question()]
        if self._found.logged:
            sections += [
                self._counts(),
                self._well(),
                self._by_row(),
                element("div", self._hard(), self._settling(), class_="pair cells"),
            ]
        return element("main", Html("\n"), *sections, self._picked(), self._how_to_read())

    def footer(self, today: date) -> Html:
        text = MADE_ON[self._naming.is_redacted, self._is_of_others].format(day=day(today))
        return element("footer", element("p", text))

    def _what(self) -> Html:
        found, report = self._found, self._report
        upset, calm = found.distress.ratings.logged, found.connection.ratings.logged
        back = found.repair.logged
        kinds = {
            f"in {upset} a child was upset": upset,
            several(calm, "was calm", "were calm"): calm,
            several(
                back,
                "was of coming back after a conflict",
                "were of coming back after a conflict",
            ): back,
        }
        of_each = "; ".join(text for text, count in kinds.items() if count)
        days, each = out_of(found.days, report.days), capitalised(of_each)
        counted = f"Moments on {days} days, which a caregiver chose to log, and rated. {each}."
        texts = [counted if found.logged else NOTHING, NO_ASSESSMENT]
        if found.logged:
            texts.append("A day without entries is no data.")
        if left_out := len(report.choice.left_out):
            texts.append(
                several(
                    left_out,
                    "moment was left out of it by choice.",
                    "moments were left out of it by choice.",
                )
            )
        if found.from_memory:
            texts.append(
                several(
                    found.from_memory,
                    "moment was logged more than a day later.",
                    "moments were logged more than a day later.",
                )
            )
        if len(self._people) > 1:
            names = "; ".join(self._people)
            texts.append(f"Whoever responded: {names}.")
        return _section("What this is, and is not", element("p", " ".join(texts)))

    def _question(self) -> Html:
        question = self._report.choice.question
        if not question:
            return Html()
        lines = [line for line in question.splitlines() if line.strip()]
        quote = [element("p", isolated(line.strip()), dir="auto") for line in lines]
        title = "A question of its author" if self._is_of_others else "The caregiver’s question"
        return _section(title, element("blockquote", *quote))

    def _counts(self) -> Html:
        upset, calm = self._found.distress, self._found.connection
        rated = upset.strict.n
        groups = {
            f"When upset: {_rated_of(rated, upset.ratings.logged)}": [
                ("yes: sensitive and kind", upset.strict.k, rated),
                ("yes or partly", upset.inclusive.k, rated),
                ("yes, or come back to in the end", upset.in_the_end.k, rated),
            ],
            "Partly or not this time": [("come back to", upset.came_back, upset.to_come_back_to)],
            f"When calm: {_rated_of(calm.ratings.rated, calm.ratings.logged)}": [
                ("yes: fully there", calm.ratings.yes, calm.ratings.rated)
            ],
        }
        bodies = [_group(title, rows) for title, rows in groups.items() if rows[0][2]]
        caption, heads = "Each count, and how many it is of", ["Moments", "What", "How many"]
        table = _table(caption, heads, bodies) if bodies else Html()
        said = element("div", self._fear(), *(element("p", text) for text in self._said()))
        return _section("The counts", element("div", table, said, class_="pair"))

    def _said(self) -> list[str]:
        """Return the two statements: the count against half, and whether that is usual."""
        upset = self._found.distress
        if not upset.ratings.rated:
            return ["No moment when a child was upset is rated."]
        if upset.frightened:
            return []  # what is said of them says why
        if upset.strict.verdict is Verdict.NOT_SAID:
            return [OF_ANOTHER]
        if upset.strict.verdict is Verdict.TOO_FEW:
            return [too_few(self._found)]
        if self._report.choice.left_out:
            return [NOT_OF_ALL]
        shares = upset.strict, upset.inclusive
        chosen = verdict.selection(*shares, upset.selection, THEIR_CHOICE)
        facts = verdict.OF_WHAT_WAS_RATED
        said = verdict.claims(facts, shares, THESE_DAYS, depends=DEPENDS)
        return [*said, *([chosen] if chosen else [])]

    def _fear(self) -> Html:
        upset = self._found.distress
        if not upset.frightened:
            return Html()
        by = [self._naming.caregivers[name] for name in upset.frightened_by]
        moments, whose = several(upset.frightened, "moment", "moments"), "; ".join(by)
        said = f"In {moments} a response scared or hurt a child ({whose})."
        texts = [said, CARE_FIRST, NEVER_SENSITIVE]
        title = element("h3", "Moments that scared or hurt a child")
        return element("div", title, element("p", " ".join(texts)), class_="fear")

    def _well(self) -> Html:
        lines = went_well(self._found, self._words)
        body = (
            element("ul", *(element("li", line) for line in lines))
            if lines
            else element("p", f"The {self._author} took the time to write these moments down.")
        )
        return _section("What went well", body)

    def _by_row(self) -> Html:
        report, rows = self._report, self._report.rows
        unit = "week" if report.unit is Unit.WEEK else "month"
        columns = [_parts(row) for row in rows]
        has_fear, has_unrated = (any(parts[place] for parts in columns) for place in (3, 4))
        names = [*RATINGS, *(["scared or hurt"] if has_fear else [])]
        heads = ["upset", *names, *(["not rated"] if has_unrated else []), "calm", "came back"]
        longest = max(sum(parts[:4]) for parts in columns)
        body = []
        for row, parts in zip(rows, columns, strict=True):
            shown = [*parts[: len(names)], *(parts[4:] if has_unrated else [])]
            numbers = [*shown, row.connection.ratings.logged, row.repair.logged]
            drawn = bar(parts[: len(names)], longest)
            cells = [str(number or DASH) for number in numbers]
            nothing = element("td", NO_DATA, colspan=len(heads), class_="none")
            name = self._naming.row(row.period)
            body.append(
                _row(name, drawn, str(sum(parts) or DASH), cells)
                if row.logged
                else element("tr", element("th", name, scope="row"), nothing)
            )
        table = _table(
            "Moments when a child was upset, by how they were rated; then calm ones, and coming "
            "back after a conflict",
            [unit.capitalize(), *heads],
            [element("tbody", *body)],
        )
        keys = [element("span", key(place), f" {name}") for place, name in enumerate(names)]
        parts_ = [piece for one in keys for piece in (one, Html(" "))]
        return _section(
            f"{unit.capitalize()} by {unit}", table, element("p", *parts_, class_="key")
        )

    def _hard(self) -> Html:
        outcome = self._report.patterns.sensitive
        title, bodies = "When it was hard, and when less", []
        begun = capitalised(self._who)
        for by, name in BY.items():
            cells = [cell for cell in outcome.cells if cell.by == by and cell.is_enough]
            if by in IN_ORDER:
                cells.sort(key=lambda cell: IN_ORDER[cell.by].index(cell.cell))
            if cells:
                bodies.append(_group(name.format(who=begun), self._rows_of(cells)))
        if not bodies:
            return _section(title, element("p", _few(outcome)))
        caption = f"Rated yes; over all {out_of(outcome.k, outcome.n)}. {_enough()}"
        return _section(
            title,
            _table(caption, ["Seen by", "Upset moments", "Rated yes"], bodies),
            element("p", "What was seen together, never why."),
        )

    def _settling(self) -> Html:
        outcome = self._report.patterns.settled
        title = "What went with settling"
        if not outcome.n:
            text = "No word is logged on how a child was afterwards."
            return _section(title, element("p", text))
        cells = [cell for cell in outcome.cells if cell.is_enough]
        if not cells:
            return _section(title, element("p", f"{_few(outcome)} {QUIET}"))
        caption = f"Settled afterwards; over all {out_of(outcome.k, outcome.n)}"
        return _section(
            title,
            _table(
                caption,
                [f"What {self._who} did", "Settled"],
                [element("tbody", *map(_counted, self._rows_of(cells)))],
            ),
            element("p", f"{SETTLING_LEFT_OUT} {QUIET}"),
        )

    def _rows_of(self, cells: Sequence[Cell]) -> list[Counted]:
        return [(self._label(cell), cell.k, cell.n) for cell in cells]

    def _label(self, cell: Cell) -> str:
        if cell.by == "part_of_day":
            return cell.cell
        return cell.cell.capitalize() if cell.by == "weekday" else self._words.label(cell.cell)

    def _picked(self) -> Html:
        shown = self._report.shown
        if not shown:
            return Html()
        items = (element("li", *self._whole(one, place)) for place, one in enumerate(shown, 1))
        title = f"Moments that the {self._author} picked"
        return _section(title, element("ul", *items, class_="picked"))

    def _whole(self, moment: Moment, place: int) -> Iterable[Html]:
        naming = self._naming
        with_ = ", ".join(naming.children[name] for name in moment.children)
        tags = () if naming.is_redacted else tuple(map(isolated, moment.tags))
        by = naming.caregivers[moment.caregiver]
        told = moment._replace(caregiver=by, tags=tags)
        parts = [*([f"with {with_}"] if with_ else []), f"by {by}", *in_words(told, self._words)]
        what = {Kind.DISTRESS: "a child was upset", Kind.CONNECTION: "a calm moment"}
        kind = what.get(moment.kind, "coming back after a conflict")
        yield element("strong", naming.moment(moment, place))
        yield joined(f": {kind} · ", " · ".join(parts), ".")
        if self._report.choice.has_notes and moment.note:
            lines = [line for line in moment.note.splitlines() if line.strip()]
            yield element(
                "blockquote", *(element("p", isolated(line), dir="auto") for line in lines)
            )

    @property
    def _is_weighed(self) -> bool:
        """Whether the counts are weighed against half."""
        is_said = self._found.distress.strict.verdict not in {Verdict.NOT_SAID, Verdict.TOO_FEW}
        return is_said and not self._report.choice.left_out

    def _how_to_read(self) -> Html:
        chosen = f"{CHOSEN} {INFERRED}" if self._is_weighed else CHOSEN
        rated = HOW_OTHERS_RATED if self._is_of_others else HOW_RATED
        lines = (rated, NO_OBSERVATION, chosen)
        body = element("ul", *(element("li", line) for line in lines))
        return _section("How to read it", body, class_="how")


def _section(title: str, *body: str, class_: str | None = None) -> Html:
    return element("section", element("h2", title), *body, class_=class_)


def _table(caption: str, heads: Sequence[str], bodies: Sequence[Html]) -> Html:
    """Return a table, whose first column names its rows."""
    head = element("tr", *(element("th", one, scope="col") for one in heads))
    return element("table", element("caption", caption), element("thead", head), *bodies)


def _group(title: str, rows: Sequence[Counted]) -> Html:
    """Return the rows of a table that belong together, below one name beside them."""
    named = element("th", title, scope="rowgroup", rowspan=len(rows), class_="group")
    return element("tbody", _counted(rows[0], named), *map(_counted, rows[1:]))


def _counted(row: Counted, group: str = "") -> Html:
    name, k, n = row
    return _row(name, share(k, n), out_of(k, n), group=group)


def _row(
    name: str, drawn: Html, number: str, cells: Iterable[str] = (), *, group: str = ""
) -> Html:
    """Return a row: what it is about, a bar with its number beside it, and what else there is."""
    named = element("th", name, scope="row")
    beside = element("td", drawn, number, class_="drawn")
    return element("tr", group, named, beside, *(element("td", one) for one in cells))


def _parts(row: Reflection) -> list[int]:
    """Return how the moments of a row were rated: yes, partly, no, of fear, not at all."""
    upset, found = row.distress, row.distress.tally
    rated = [found.yes, found.partly, found.no, upset.frightened]
    return [*rated, upset.ratings.logged - sum(rated)]


def _rated_of(rated: int, logged: int) -> str:
    return f"{rated} rated" if rated == logged else f"{rated} rated of {logged} logged"


def _enough() -> str:
    return f"A row needs {ENOUGH_IN_CELL} moments on {ENOUGH_DAYS_IN_CELL} days."


def _few(outcome: Outcome) -> str:
    """Return that there are too few moments to compare; n may be 0."""
    return f"Too few to compare: {several(outcome.n, 'moment', 'moments')}. {_enough()}"
