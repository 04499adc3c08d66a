"""Ages on difficult days: leap days, ends of months; with a month alone; with prematurity."""

from datetime import date

import pytest

from attune_cli.core.people import Child


@pytest.mark.parametrize(
    ("born", "early", "day", "months", "band"),
    [
        # The 29th of February: in other years a year is complete on the first of March.
        ("2024-02-29", 0, date(2024, 3, 28), 0, "infant"),
        ("2024-02-29", 0, date(2024, 3, 29), 1, "infant"),
        ("2024-02-29", 0, date(2025, 2, 28), 11, "infant"),
        ("2024-02-29", 0, date(2025, 3, 1), 12, "toddler"),
        ("2024-02-29", 0, date(2027, 3, 1), 36, "preschooler"),
        ("2024-02-29", 0, date(2028, 2, 29), 48, "preschooler"),
        # The 31st, in a month that has none.
        ("2024-01-31", 0, date(2024, 2, 29), 0, "infant"),
        ("2024-01-31", 0, date(2024, 3, 1), 1, "infant"),
        ("2024-12-31", 0, date(2025, 12, 30), 11, "infant"),
        ("2024-12-31", 0, date(2025, 12, 31), 12, "toddler"),
        # Born early: corrected up to the day before the second birthday, and no longer.
        ("2024-02-29", 10, date(2025, 3, 1), 9, "infant"),
        ("2024-02-29", 10, date(2025, 5, 10), 12, "toddler"),
        ("2024-02-29", 10, date(2026, 2, 28), 21, "toddler"),
        ("2024-02-29", 10, date(2026, 3, 1), 24, "toddler"),
        ("2024-02", 10, date(2026, 1, 31), 21, "toddler"),
        ("2024-02", 10, date(2026, 2, 1), 24, "toddler"),
        ("2024-02", 20, date(2024, 2, 1), 0, "infant"),
        # Nothing is corrected of what is older, such as the step to three years.
        ("2023-11-22", 20, date(2026, 11, 21), 35, "toddler"),
        ("2023-11-22", 20, date(2026, 11, 22), 36, "preschooler"),
    ],
)
def test_an_age_is_in_whole_months(born, early, day, months, band):
    child = Child("ada", born, None, early)
    assert (months, band) == (child.months_at(day), child.band_at(day))
