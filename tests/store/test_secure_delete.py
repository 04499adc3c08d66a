"""What goes from a file, on a disk without room for a page more."""

import re
import shutil
from datetime import date

import pytest

from attune_cli.core.erase import ErasureScope
from attune_cli.store.secure_delete import Forgetting, hold, open_file

# The number of an entry of the log goes on where entries of it came and went.
_PLACE = r'^(INSERT INTO "(?:history_rows" VALUES\(|sqlite_sequence" VALUES\(.history_rows.,))\d+'
TYPED = (
    "child add ada",
    "child add bo",
    "log hurt comfort yes @ada +park -m swing --at 2026-01-02",
    "log hurt no @ada @bo -m slide",
    "log sad yes @bo",
    "edit 2 -m tree",
    "delete 3 --yes",
)


def after(journal, folder, what, *, is_tight: bool) -> list[str]:
    """Return all that a copy of a journal holds, once something was taken out of it."""
    shutil.copy(journal, folder / "copy.db")
    with open_file(folder / "copy.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        hold(connection, "MEMORY")
        if is_tight:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")
        Forgetting(connection, what).delete(is_tight=is_tight)
        connection.commit()
        assert [] == connection.execute("PRAGMA foreign_key_check").fetchall()
        held = sorted(re.sub(_PLACE, r"\1", line) for line in connection.iterdump())
    return [line for line in held if "moment_texts_" not in line]


@pytest.mark.parametrize(
    "what",
    [ErasureScope(child="ada"), ErasureScope(before=date(2026, 2, 1)), ErasureScope()],
    ids=["a child", "all before a day", "everything"],
)
def test_the_same_goes_from_a_journal_that_cannot_grow_by_a_page(
    typed_before, home, tmp_path, what
):
    typed_before(*TYPED)
    usual = after(home.journal, tmp_path, what, is_tight=False)
    assert usual == after(home.journal, tmp_path, what, is_tight=True)
