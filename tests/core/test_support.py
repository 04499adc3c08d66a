"""Contacts files: errors have a line, and hide no other contact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.support import MOST_SHOWN, Contact, as_toml, new_contact, parse_contacts
from attune_cli.errors.files import EmptyContact
from core.factory import SIGNS

SAM = Contact("Sam", "0123 456789", "day and night")
GOOD = as_toml(SAM)
# What a file in UTF-8 can hold, on one line.
TEXTS = st.text(SIGNS, min_size=1, max_size=40)


def lines_of(text: str) -> list[int | None]:
    return [problem.line for problem in parse_contacts(text).problems]


def test_a_contact_is_read() -> None:
    text = '# mine\n\n[[contact]]\nname = "Sam"\nreach = "0123 456789"\nnote = "day and night"\n'
    assert ((SAM,), ()) == parse_contacts(text)


def test_of_no_text_there_is_nothing() -> None:
    assert ((), ()) == parse_contacts("")


def test_a_short_number_needs_no_quotation_marks() -> None:
    assert parse_contacts('[[contact]]\nname = "Here"\nreach = 112').contacts[0].reach == "112"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[[contact]]\nname = Sam\nreach = '1'\n", 2, "in quotation marks"),
        ("[[contact]]\nname = 'Sam'\nreach = 0123 456\n", 3, "in quotation marks"),
        ("[[contact]]\nname = 'Sam'\nreach = 'open\n", 3, "in quotation marks"),
        ("[[contact]]\nname = 'Sam'\n", 1, "needs a name and a reach"),
        ("[[contact]]\nname = 'Sam'\nreach = ''\n", 1, "needs a name and a reach"),
        ("[[contact]]\nname = ['Sam']\nreach = '1'\n", 1, "needs a name and a reach"),
        ("[[contact]]\nname = 'Sam'\nphone = '1'\n", 1, "no “phone”, but name, reach, note"),
        ("\n[[contacts]]\nname = 'Sam'\nreach = '1'\n", 2, "“contacts” stands in no [[contact]]"),
        ("name = 'Sam'\nreach = '1'\n", 1, "“name” stands in no [[contact]]"),
        ("contact = 'Sam'\n", 1, "begins with [[contact]]"),
        ("[contact]\nname = 'Sam'\nreach = 1.5\n", 1, "needs a name and a reach"),
        ("[[contact]]\nname = '''Sam", 2, "in quotation marks"),
    ],
    ids=repr,
)
def test_an_error_is_named_and_hides_no_other_contact(text: str, line: int, message: str) -> None:
    found = parse_contacts(f"{text}\n{GOOD}")
    assert ((SAM,), line, True) == (
        found.contacts[-1:],
        found.problems[0].line,
        any(message in what for _, what in found.problems),
    )
    if text.startswith("["):
        assert lines_of(f"{GOOD}{text}")[0] == line + GOOD.count("\n")


@given(TEXTS, TEXTS, st.text(SIGNS, max_size=40))
def test_what_is_added_is_read_again(name: str, reach: str, note: str) -> None:
    if name.split() and reach.split():
        contact = new_contact(name, reach, note)
        assert ((SAM, contact), ()) == parse_contacts(f"{GOOD}\n{as_toml(contact)}")


@given(st.text(SIGNS))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = parse_contacts(f"{text}\n{GOOD}")
    assert SAM in found.contacts or found.problems


@pytest.mark.parametrize(("name", "reach"), [("", "1"), (" ", "1"), ("Sam", ""), ("Sam", "\n")])
def test_a_contact_without_name_or_reach_is_refused(name: str, reach: str) -> None:
    with pytest.raises(EmptyContact, match="needs a name and how to reach them"):
        new_contact(name, reach)


def test_a_contact_that_is_longer_than_a_page_leaves_the_others_in_sight():
    text = f'[[contact]]\nname = "{"x" * 100_000}"\nreach = "1"\n'
    (contact,) = parse_contacts(text).contacts
    assert MOST_SHOWN == len(contact.name)
