"""A person's own selection ratio in `attune week`: prompted moments beside the rest."""

import json
from datetime import date, timedelta

import pytest

PROMPTED, REST = "yynynnyy", "yyyyyyyynyyyyyyn"  # one a day, and two


@pytest.fixture
def asked(after):
    """Log eight prompted moments and sixteen others in eight days, a Sunday and a week."""
    return after(log_asked)


def log_asked(attune):
    for place, rating in enumerate(PROMPTED):
        day = date(2026, 11, 15) + timedelta(days=place)
        for hour, said, extra in (
            (9, REST[2 * place], ()), (12, rating, ("--last",)), (15, REST[2 * place + 1], ()),
        ):  # fmt: skip
            words = "hurt comfort yes" if said == "y" else "hurt missed no"
            attune("log", *words.split(), *extra, "--at", f"{day} {hour:02}:00")


def selection(attune, *arguments):
    return json.loads(attune("week", "--json", *arguments)[1])["distress"]["selection"]


def test_json_counts_them_over_the_week_and_the_twelve_weeks_before(asked):
    found = selection(asked)
    low, high = found["range95"]
    assert ({"k": 5, "n": 8}, {"k": 14, "n": 16}, True) == (
        found["prompted"], found["rest"], low < found["ratio"] < high
    )  # fmt: skip


def test_the_page_says_the_ratio_with_its_range_in_place_of_a_supposed_one(asked):
    page = " ".join(asked("week")[1].split())
    low, high = selection(asked)["range95"]
    said = [
        "In these days and the twelve weeks before, 5 of 8 moments logged because they",
        "were sensitive, and 14 of 16 others.",
        f"That is rough: anything from {low:.1f} to {high:.0f} times would fit.",
    ]
    assert ([True] * 3, False) == ([one in page for one in said], "holds while" in page)


def test_with_fewer_than_eight_prompted_there_is_no_ratio(asked):
    asked("edit", "2", "--no-last")
    found = selection(asked)
    assert ({"k": 4, "n": 7}, {"k": 15, "n": 17}, None, None) == tuple(found.values())
