"""`attune patterns` in a journal: figures, windows, filters, and what is no pattern."""

import json

import pytest

from terminal import attune_in


def patterns(attune, *arguments):
    code, out, err = attune("patterns", "--json", *arguments)
    assert (code, err) == (0, "")
    return json.loads(out)


@pytest.fixture
def evenings(after):
    """Log eight days in which mornings went well and evenings did not."""
    return after(log_evenings)


def log_evenings(attune):
    for day in range(1, 9):
        attune("log", "hurt", "comfort", "yes", "settled", "--at", f"2026-11-{day:02} 08:00")
        attune("log", "hurt", "comfort", "yes", "settled", "--at", f"2026-11-{day:02} 09:00")
        attune("log", "told_no", "punish", "no", "tired", "--at", f"2026-11-{day:02} 19:00")


def test_json_has_every_cell_with_its_figures(evenings):
    found = patterns(evenings)
    cells = {(cell["by"], cell["cell"]): cell for cell in found["sensitive"]["cells"]}
    evening = cells["part_of_day", "evening"]
    assert ("attune.patterns/1", 16, 24, 0, 8, 8, True, True) == (
        found["schema"],
        found["sensitive"]["k"],
        found["sensitive"]["n"],
        *(evening[key] for key in ("k", "n", "days", "enough", "noticed")),
    )
    assert 0.975 < evening["probability"] < 1


def test_what_went_with_settling_stands_apart(evenings):
    settled = patterns(evenings)["settled"]
    assert [("response", "comfort", 16, 16)] == [
        (cell["by"], cell["cell"], cell["k"], cell["n"]) for cell in settled["cells"]
    ]


def test_in_a_pipe_rows_are_words_without_signs(evenings):
    page = evenings("patterns")[1]
    assert (True, True, False) == (
        "evening: none of 8 sensitive, worth a question." in page,
        page == evenings("patterns", "--plain")[1],
        "←" in page,
    )


@pytest.mark.usefixtures("evenings")
@pytest.mark.parametrize(("environment", "has_signs"), [({}, True), ({"TERM": "dumb"}, False)])
def test_only_a_terminal_for_eyes_gets_signs(home, environment, has_signs):
    days = ("--from", "2026-11-01", "--to", "2026-11-08")
    page = attune_in(home.data, "patterns", *days, **environment)
    assert 0 == page.end()
    assert (has_signs, not has_signs) == ("←" in page.seen, "none of 8 sensitive" in page.seen)


@pytest.mark.parametrize("verb", ["today", "list", "show last"])
def test_what_shows_moments_has_no_row_of_signs_in_a_pipe(evenings, verb):
    rows = evenings(*verb.split())[1].splitlines()
    assert [] == [row for row in rows if row.strip() and not any(map(str.isalpha, row))]


def test_beside_a_moment_of_fear_it_keeps_to_counts_and_says_where_to_turn(evenings):
    evenings("log", "told_no", "frighten", "--at", "2026-11-05 12:00")
    found, page = patterns(evenings), evenings("patterns")[1]
    noticed = [cell["cell"] for cell in found["sensitive"]["cells"] if cell["noticed"]]
    assert ("fear", [], False, True) == (
        found["not_asked"], noticed, "Is there something" in page, "Where to turn" in page
    )  # fmt: skip


def test_of_another_caregivers_moments_it_shows_counts_in_the_third_person(attune):
    attune("caregiver", "add", "grandpa")
    for day in range(1, 9):
        for hour, words in (("08", ["yes"]), ("19", ["no", "alone"])):
            attune("log", "hurt", "comfort", *words, "--caregiver", "grandpa",
                   "--at", f"2026-11-{day:02} {hour}:00")  # fmt: skip
    page = attune("patterns")[1]
    said = ["By how Grandpa was", "Grandpa knows best", "Is there something", "you"]
    assert ([True, True, False, False], "another_caregiver") == (
        [one in page for one in said], patterns(attune)["not_asked"]
    )  # fmt: skip


def test_the_page_asks_and_never_says_because(evenings):
    page = " ".join(evenings("patterns")[1].split())
    assert (True, False) == ("Is there something about" in page, "because" in page)


@pytest.mark.parametrize(
    ("arguments", "first", "last", "rated"),
    [
        ([], "2026-08-31", "2026-11-22", 1),
        (["--from", "2026-08-30"], "2026-08-30", "2026-11-22", 2),
        (["--to", "2026-08-30"], "2026-08-30", "2026-08-30", 1),
        (["--from", "september", "--to", "october"], "2026-09-01", "2026-10-31", 0),
    ],
    ids=str,
)
def test_the_window_is_twelve_weeks_or_the_one_that_is_named(attune, arguments, first, last, rated):
    attune("log", "hurt", "yes", "--at", "2026-08-30")
    attune("log", "hurt", "yes", "--at", "2026-08-31")
    found = patterns(attune, *arguments)
    assert (first, last, rated) == (found["from"], found["to"], found["sensitive"]["n"])


def test_child_and_caregiver_narrow_but_are_never_cells(attune):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    attune("caregiver", "add", "grandpa")
    attune("log", "hurt", "yes", "@ada")
    attune("log", "hurt", "yes", "@bo", "--caregiver", "grandpa")
    whole = patterns(attune)
    narrowed = [patterns(attune, "--child", "bo"), patterns(attune, "--caregiver", "GRANDPA")]
    kinds = {cell["by"] for cell in whole["sensitive"]["cells"]}
    assert (2, [1, 1], {"part_of_day", "weekday", "cue"}) == (
        whole["sensitive"]["n"],
        [one["sensitive"]["n"] for one in narrowed],
        kinds,
    )


@pytest.mark.usefixtures("no_journal")
def test_an_empty_journal_has_a_kind_page_and_stays_unmade(attune, home):
    code, page, err = attune("patterns")
    assert (0, "", True, False) == (code, err, "attune log" in page, home.data.exists())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--from", "today", "--to", "yesterday"], 2, "The first day is after the last"),
        (["--from", "someday"], 2, "as a day"),
        (["--child", "nobody"], 1, "I don’t know a child named “nobody”"),
    ],
    ids=str,
)
def test_what_is_no_window_or_nobody_has_its_sentence(attune, arguments, code, said):
    ended, out, err = attune("patterns", *arguments)
    assert (code, "", True) == (ended, out, said in err)
