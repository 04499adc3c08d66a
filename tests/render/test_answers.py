"""The pages of answers and questions, as golden files."""

import json
from datetime import UTC, date, datetime

import pytest

from attune_cli.core.answer import Answer
from attune_cli.core.time.period import week_of
from attune_cli.render.answers import answers_page, question_page
from attune_cli.render.json import answers_json
from attune_cli.render.text import to_text
from core.factory import identity

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
WEEK = week_of(AT.date())
EVENINGS = "Is there something about evenings? 2 of 9 were sensitive then, 16 of 23 over all."
COMING_BACK = "What might coming back to #7 (Wed 30 Dec, told no) look like?"
CALM = "Which of the calm moments would you like again soon?"
LONG = "The mornings are ours, and by the evening there is nothing left of me. " * 8
LINES = f"{LONG}\n\n- eat first\n  - even [bold]bread[/]"
MONDAY, LATER = date(2026, 11, 16), date(2026, 12, 28)
ANSWERS = [
    Answer(identity(1), MONDAY, EVENINGS, LINES, AT, 1),
    Answer(identity(2), MONDAY, EVENINGS, "It went better on Friday.", AT, 3),
    Answer(identity(3), LATER, COMING_BACK, "שלום 👩🏽‍👧 \x1b[31m\u202enot red", AT, 2),
    Answer(identity(4), LATER, CALM, "All.", AT, 4),
]
PAGES = {
    "answers": answers_page(ANSWERS),
    "answers_none": answers_page([]),
    "question": question_page(WEEK, EVENINGS, date(2026, 11, 18), None, has_draft=False),
    "question_again": question_page(WEEK, EVENINGS, AT.date(), ANSWERS[0], has_draft=True),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_it_was_looked_at(golden, name):
    golden(f"{name}_80", "\n".join(to_text(PAGES[name], 80)) + "\n")


def test_the_json_of_answers_stays_as_it_is(golden):
    golden("answers_json", json.dumps(answers_json(ANSWERS), indent=2, ensure_ascii=False) + "\n")
