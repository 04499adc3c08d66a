"""The line that ends the questions: it fits, it changes, and it never praises fear."""

import re

import pytest

from attune_cli.core.closing import closing_line, read_closing
from attune_cli.core.moment import CameBack, Kind, Sensitivity
from attune_cli.core.vocabulary import FRIGHTEN, vocabulary
from bench.page_rules import FORBIDDEN, MOST_WORDS
from core.factory import moment

LINES = read_closing()
EVERY = [line for kind in LINES.values() for lines in kind.values() for line in lines]


def said(kind: Kind, **attributes) -> str | None:
    return closing_line(moment(kind=kind, number=1, **attributes), vocabulary())


@pytest.mark.parametrize("rating", [None, *Sensitivity])
def test_after_fear_nothing_is_said(rating):
    attributes = {"responses": ("comfort", FRIGHTEN), "sensitivity": rating}
    assert said(Kind.DISTRESS, **attributes) is None


@pytest.mark.parametrize(
    ("kind", "attributes", "how"),
    [
        (Kind.DISTRESS, {"responses": ("comfort",), "sensitivity": Sensitivity.YES}, "yes"),
        (Kind.DISTRESS, {"responses": ("punish",), "sensitivity": Sensitivity.YES}, "open"),
        (Kind.DISTRESS, {"responses": ("comfort",)}, "open"),
        (Kind.DISTRESS, {"responses": ("comfort",), "sensitivity": Sensitivity.NO}, "hard"),
        (Kind.DISTRESS, {"responses": ("punish",), "sensitivity": Sensitivity.PARTLY}, "hard"),
        (
            Kind.DISTRESS,
            {"sensitivity": Sensitivity.NO, "came_back": CameBack.LATER},
            "came_back",
        ),
        (Kind.CONNECTION, {"sensitivity": Sensitivity.YES}, "yes"),
        (Kind.CONNECTION, {"sensitivity": Sensitivity.NO}, "open"),
        (Kind.REPAIR, {}, "open"),
    ],
)
def test_it_fits_the_kind_and_the_rating(kind, attributes, how):
    assert said(kind, **attributes) in LINES[kind][how]


def test_one_moment_has_one_line_and_the_next_another():
    one, again, next_ = (
        closing_line(moment(kind=Kind.REPAIR, number=number), vocabulary()) for number in (7, 7, 8)
    )
    assert (one, True) == (again, one != next_)


def test_no_line_grades_promises_or_orders():
    assert [] == [(line, rule) for line in EVERY for rule in FORBIDDEN if re.search(rule, line)]
    assert [] == [line for line in EVERY if len(line.split()) > MOST_WORDS or len(line) > 70]
    assert len(EVERY) == len(set(EVERY))
