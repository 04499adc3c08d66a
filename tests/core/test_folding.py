"""Folding: what is equal to a person is equal to the program."""

import sqlite3
import sys
from contextlib import closing
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.folding import fold, plain, plain_with_places
from attune_cli.store.full_text import MAKE_INDEX, folded
from core.factory import SIGNS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Grüße", "GRÜSSE"),
        ("ΟΔΟΣ", "οδος"),
        ("İpek", "IPEK"),
        ("ısı", "ISI"),
        ("Ａｄａ", "ada"),
        ("ﬁona", "Fiona"),
        ("Zoé", "zoe\u0301"),
        ("ｶﾞ", "ガ"),
        ("한", "\u1112\u1161\u11ab"),
    ],
)
def test_what_a_person_takes_for_the_same_is_equal(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("zoé", "zoe"), ("か", "が"), ("ไม่", "ไม้"), ("नि", "न"), ("a", "á")]
)
def test_what_a_person_tells_apart_stays_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Crème brûlée", "creme brulee"),
        ("שָׁלוֹם", "שלום"),
        ("أحمد", "احمد"),
        ("ёж", "еж"),
        ("❤️", "❤"),
    ],
)
def test_accents_and_points_need_not_be_typed_in_a_search(text, typed):
    assert plain(text) == plain(typed)


@given(st.text(SIGNS))
def test_folded_is_folded_and_every_encoding_of_unicode_folds_alike(text):
    forms = {fold(normalize(form, text)) for form in ("NFC", "NFD")}
    assert ({fold(text)}, fold(text), plain(text)) == (forms, fold(fold(text)), plain(fold(text)))


@given(st.text(SIGNS))
def test_each_sign_of_a_folded_text_has_its_place_in_the_text(text):
    searched, places = plain_with_places(text)
    assert (plain(text), len(searched) + 1, len(text)) == (searched, len(places), places[-1])
    assert all(first <= then for first, then in pairwise(places))


def test_the_index_folds_by_itself_only_what_it_folds_alike():
    signs = [chr(code) for code in range(0x80, 0xD800)]
    alike = [sign for sign in signs if folded(f"x{sign}y") is None]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(MAKE_INDEX)
        connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(moment_texts, 'instance')")
        insert = "INSERT INTO moment_texts (rowid, note) VALUES (?, ?)"
        connection.executemany(insert, ((ord(sign), f"x{sign}y") for sign in alike))
        offset = sys.maxunicode + 1
        rows = ((ord(sign) + offset, f"x{plain(sign)}y") for sign in alike)
        connection.executemany(insert, rows)
        found: dict[int, list[str]] = {}
        for term, row in connection.execute("SELECT term, doc FROM terms ORDER BY doc, offset"):
            found.setdefault(row, []).append(term)
    assert [] == [s for s in alike if found[ord(s)] != found[ord(s) + offset]]
    assert {"é", "Ž", "ǘ", "“", "☃"} & set(alike) == {"é", "Ž", "“", "☃"}
