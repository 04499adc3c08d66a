"""What the database counts of moments, and which it offers to come back to."""

from attune_cli.core.vocabulary import vocabulary
from attune_cli.store.database import reading
from attune_cli.store.moments import most_used, to_repair


def used(home, caregiver: int | None = 1) -> dict[str, int]:
    with reading(home) as connection:
        return most_used(connection, "response", caregiver)


def offered(home, *children: str) -> list[int | None]:
    with reading(home) as connection:
        return [moment.number for moment in to_repair(connection, vocabulary(), children)]


def test_without_a_journal_nothing_was_used_and_nothing_is_offered(home):
    assert ({}, []) == (used(home), offered(home))


def test_each_caregiver_has_counts_of_their_own(home, attune):
    attune("caregiver", "add", "opa")
    attune("log", "hurt", "comfort", "stay")
    attune("log", "scared", "stay")
    attune("log", "hurt", "met", "--caregiver", "opa")
    assert {"comfort": 1, "stay": 2} == used(home)
    assert ({"met": 1}, {}) == (used(home, 2), used(home, None))


def test_a_repair_is_offered_what_was_hard_with_these_children_and_is_still_open(home, attune):
    for name in ("ada", "bo", "cleo"):
        attune("child", "add", name)
    for words in (
        "told_no space no @ada",
        "told_no space partly @bo",
        "hurt comfort yes @ada",
        "hurt minimise yes",
        "worry stay no not_needed",
        "worry stay no same_moment",
        "scared stay no not_yet @ada @bo",
        "sorry --repairs 1",
    ):
        attune("log", *words.split())
    attune("log", "told_no", "punish", "--at", "last tuesday")
    assert [7, 4, 2, 9] == offered(home)
    assert [7, 4, 9] == offered(home, "ada")
    assert [4, 9] == offered(home, "cleo")
