"""`attune help-now` and the pointer after fear, as golden files."""

import re

import pytest

from attune_cli.core.moment import FearBy
from attune_cli.core.support import SUPPORT_FILE, Contact, OwnContacts, Problem, read_support
from attune_cli.render.moment import support, support_in_brief, support_on
from attune_cli.render.page import Line
from attune_cli.render.support import first_minute, problem_line, where_to_turn
from attune_cli.render.text import to_text
from bench.reading import END_OF_SENTENCE

ROWS = 24

OWN = OwnContacts((
    Contact("Sam", "0123 456789", "day and night"),
    Contact("The neighbours across the hall, who have a key and a kettle", "ring twice"),
    Contact("Crisis chat [bold]\x1b[31m", "https://example.org/a/very/long/address/that/stays/whole"),
))  # fmt: skip


def help_page(own: OwnContacts) -> list[Line]:
    return [*first_minute(read_support()), *where_to_turn(read_support(), own)]


PAGES = {
    "help_now": help_page(OwnContacts()),
    "help_now_own": help_page(OWN),
    **{f"after_fear_{by}": [*support(by), *support_in_brief(by)] for by in FearBy},
}
WORDS = " ".join(line.text for page in PAGES.values() for line in page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_it_was_looked_at(golden, name):
    golden(f"{name}_80", "\n".join(to_text(PAGES[name], 80)) + "\n")


def test_the_minute_has_five_lines_of_sentences_of_at_most_twenty_words():
    minute = read_support().help_now.minute
    sentences = [one for line in minute for one in END_OF_SENTENCE.split(line)]
    assert (5, []) == (len(minute), [one for one in sentences if len(one.split()) > 20])


def test_no_sentence_of_support_has_more_than_twenty_five_words():
    texts = re.findall(r"'(.+)'", SUPPORT_FILE.read_text("utf-8"))
    sentences = [one for text in texts for one in END_OF_SENTENCE.split(text)]
    assert [] == [one for one in sentences if len(one.split()) > 25]


def test_in_a_terminal_of_24_rows_all_is_seen_also_with_one_contact():
    one = OwnContacts(OWN.contacts[:1])
    rows = [len(to_text(help_page(own), 80)) for own in (OwnContacts(), one)]
    assert [True, True] == [count <= ROWS - 1 for count in rows]


def test_in_a_terminal_of_50_columns_and_24_rows_the_whole_first_minute_is_seen():
    assert len(to_text(first_minute(read_support()), 50)) <= ROWS - 1


def test_a_child_is_left_neither_in_water_nor_behind_a_closed_door():
    text = " ".join(to_text(PAGES["help_now"], 80))
    assert (True, True, False) == (
        "out of the bath" in text,
        "the door open" in text,
        "close the" in text,
    )


def test_a_cot_is_a_crib_too():
    assert len(re.findall(r"\bcot\b", WORDS)) == len(re.findall(r"cot \(crib\)", WORDS))


def test_the_emergency_number_comes_first_then_ones_own_then_the_rest():
    text = " ".join(to_text(PAGES["help_now_own"], 80))
    looked_for = ["local emergency number", "0123 456789", "ring twice", "findahelpline.com"]
    assert sorted(looked_for, key=text.index) == looked_for


@pytest.mark.parametrize("word", ["should", "must", "failed", "mother", "father", "calm down"])
def test_nothing_is_demanded_or_taken_for_granted(word):
    assert word not in WORDS.casefold()


def test_no_number_is_presented_as_the_worlds():
    numbers = re.findall(r"\b\d[\d ]+\d\b", repr(read_support()[1:]))
    assert [number for number in numbers if number != "116 111"] == []


def test_how_to_reach_somebody_is_never_wrapped():
    rows = "\n".join(to_text(PAGES["help_now_own"], 30))
    assert [contact.reach for contact in OWN.contacts if contact.reach not in rows] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [(3, "/c/contacts.toml, line 3: it is odd."), (None, "/c/contacts.toml: it is odd.")],
)
def test_an_error_in_a_contact_has_its_file_and_line(tmp_path, line, message):
    path = tmp_path / "c" / "contacts.toml"
    text = problem_line(Problem(line, "it is odd"), path)
    assert text.replace(str(tmp_path), "").endswith(message)


@pytest.mark.parametrize("by", FearBy)
@pytest.mark.parametrize("width", [80, 50])
def test_after_fear_the_first_line_is_still_seen_where_a_question_follows(by, width):
    question = 5  # rows
    rows = to_text(support_on(by, width), width)
    assert len(rows) + question <= ROWS
