"""Only files are read: what never ends, or waits for somebody, is refused at once."""

import os
from pathlib import Path

import pytest

from attune_cli.errors.journal import reason_of
from attune_cli.store.regular import read_regular
from needs import links, pipes


def test_a_file_is_read_up_to_its_limit(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert b"12345" == read_regular(path, 5)
    with pytest.raises(OSError, match="longer than 4 bytes"):
        read_regular(path, 4)


@pipes
@pytest.mark.parametrize(
    "make",
    [
        getattr(os, "mkfifo", None),
        os.mkdir,
        lambda path: path.symlink_to(os.devnull),
    ],
    ids=["a pipe", "a folder", "a device"],
)
def test_what_is_no_file_is_said_and_not_opened(tmp_path, make):
    path = tmp_path / "odd"
    make(path)
    with pytest.raises(OSError) as refused:  # noqa: PT011 the reason is what is looked at
        read_regular(path)
    assert "it is no file" == reason_of(refused.value)


@links
def test_a_link_to_a_file_is_as_good_as_the_file(tmp_path):
    (tmp_path / "file").write_bytes(b"here")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert b"here" == read_regular(tmp_path / "link")


def test_what_is_not_there_is_not_there():
    with pytest.raises(FileNotFoundError):
        read_regular(Path("nowhere") / "at all")
