"""Bytes from outside as text: what they are meant as, and no byte lost."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.decoding import Decoded, decoded, escaped


@pytest.mark.parametrize(
    ("raw", "local", "expected"),
    [
        (b"plain", "utf-8", Decoded("plain")),
        ("café 👶".encode(), "latin-1", Decoded("café 👶")),
        (codecs.BOM_UTF8 + "café".encode(), "utf-8", Decoded("café")),
        ("café".encode("utf-16"), "utf-8", Decoded("café", "utf-16")),
        (codecs.BOM_UTF16_BE + "café".encode("utf-16-be"), "utf-8", Decoded("café", "utf-16")),
        ("café".encode("utf-32"), "utf-8", Decoded("café", "utf-32")),
        (b"caf\xe9", "utf-8", Decoded("café", "cp1252", is_guessed=True)),
        (b"caf\xe9", "ascii", Decoded("café", "cp1252", is_guessed=True)),
        (b"\x93so\x94", "ISO-8859-1", Decoded("“so”", "cp1252", is_guessed=True)),
        ("żółw".encode("iso8859-2"), "iso8859-2", Decoded("żółw", "iso8859-2", is_guessed=True)),
        ("公園".encode("euc_jp"), "euc_jp", Decoded("公園", "euc_jp", is_guessed=True)),
        (b"caf\xe9 ", "euc_jp", Decoded("café ", "cp1252", is_guessed=True)),
        (b"caf\xe9", "no such", Decoded("café", "cp1252", is_guessed=True)),
        (b"\x81\x8d\x8f", "utf-8", Decoded("\x81\x8d\x8f", "cp1252", is_guessed=True)),
        ("café, né".encode()[:-1], "utf-8", Decoded("café, nÃ", "utf-8", is_guessed=True)),
        (b"", "utf-8", Decoded("")),
    ],
)  # fmt: skip
def test_bytes_are_read_as_what_they_are(raw, local, expected):
    assert expected == decoded(raw, local)


@given(st.binary())
def test_whatever_comes_is_text_and_what_is_guessed_by_code_page_loses_no_byte(raw):
    found = decoded(raw, "utf-8")
    assert found.text == found.text.encode().decode()
    if found.encoding == "cp1252":
        signs = (
            sign.encode("latin-1" if sign in "\x81\x8d\x8f\x90\x9d" else "cp1252")
            for sign in found.text
        )
        assert raw == b"".join(signs)


def test_a_byte_in_a_name_that_is_no_text_is_shown_as_what_it_is():
    assert r"/h\xe9/ü" == escaped("/h\udce9/ü")
