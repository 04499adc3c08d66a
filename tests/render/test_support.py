"""`attune help-now` and the pointer after fear, as golden files."""

import re

import pytest

from attune_cli.core.support import Contact, OwnContacts, Problem, read_support
from attune_cli.render.moment import support, support_in_brief
from attune_cli.render.support import help_page, problem_line
from attune_cli.render.text import to_text

OWN = OwnContacts((
    Contact("Sam", "0123 456789", "day and night"),
    Contact("The neighbours across the hall, who have a key and a kettle", "ring twice"),
    Contact("Crisis chat [bold]\x1b[31m", "https://example.org/a/very/long/address/that/stays/whole"),
))  # fmt: skip
PAGES = {
    "help_now": help_page(read_support(), OwnContacts()),
    "help_now_own": help_page(read_support(), OWN),
    "after_fear": [*support(), *support_in_brief()],
}
WORDS = " ".join(line.text for page in PAGES.values() for line in page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_it_was_looked_at(golden, name):
    golden(f"{name}_80", "\n".join(to_text(PAGES[name], 80)) + "\n")


def test_the_minute_has_five_lines_of_at_most_twenty_words():
    minute = read_support().help_now.minute
    assert (5, []) == (len(minute), [line for line in minute if len(line.split()) > 20])


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
    rows = [row.strip() for row in to_text(PAGES["help_now_own"], 30)]
    assert [contact.reach for contact in OWN.contacts if contact.reach not in rows] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [(3, "/c/contacts.toml, line 3: it is odd."), (None, "/c/contacts.toml: it is odd.")],
)
def test_an_error_in_a_contact_has_its_file_and_line(tmp_path, line, message):
    path = tmp_path / "c" / "contacts.toml"
    text = problem_line(Problem(line, "it is odd"), path)
    assert text.replace(str(tmp_path), "").endswith(message)
