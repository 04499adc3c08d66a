"""A keyed table: each line is found by its key, and nothing else of the file is read."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.speech.evidence import EVIDENCE_FILE
from attune_cli.core.speech.lexicon import LEXICON_FILE
from attune_cli.core.speech.table import KeyedTable, compiled_table, table_in

KEYS = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1)
FIELDS = st.lists(KEYS, min_size=1, max_size=3)


def table(lines: dict[str, list[str]]) -> KeyedTable:
    text = compiled_table([(key, *fields) for key, fields in lines.items()])
    return KeyedTable(lambda: BytesIO(text.encode()))


@given(st.dictionaries(KEYS, FIELDS))
def test_each_line_is_found_by_its_key(lines: dict[str, list[str]]) -> None:
    assert list(lines.values()) == table(lines).find_each(lines)


@given(st.dictionaries(KEYS, FIELDS), KEYS)
def test_a_key_that_has_no_line_has_no_fields(lines: dict[str, list[str]], key: str) -> None:
    assert lines.get(key, []) == table(lines).find(key)


@pytest.mark.parametrize("file", [LEXICON_FILE, EVIDENCE_FILE], ids=lambda file: file.stem)
def test_every_line_of_a_file_is_found(file) -> None:
    _, *lines = file.read_text("utf-8").split("\n")[:-1]
    some = [line.split("\t") for line in lines[::50]]
    assert [fields for _, *fields in some] == table_in(file).find_each(key for key, *_ in some)


def test_what_is_read_does_not_grow_with_the_table() -> None:
    several = [(f"word{number}", "x" * 100) for number in range(40_000)]
    text = BytesIO(compiled_table(several).encode())
    read: list[int] = []

    class Counted(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            found = super().read(size)
            read.append(len(found))
            return found

    KeyedTable(lambda: Counted(text.getvalue())).find("word7")
    assert sum(read) < len(text.getvalue()) / 50
