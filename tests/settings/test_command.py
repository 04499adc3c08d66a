"""A command as a person sets it, taken apart as a shell of their system does."""

import pytest

from attune_cli.settings.command import parts_of


@pytest.mark.parametrize(
    ("system", "command", "parts"),
    [
        ("posix", "emacs -nw 'a b'", ["emacs", "-nw", "a b"]),
        ("nt", r'"C:\Program Files\n.exe" -a', [r"C:\Program Files\n.exe", "-a"]),
        ("nt", r"C:\Windows\notepad.exe", [r"C:\Windows\notepad.exe"]),
    ],
)  # fmt: skip
def test_a_command_is_a_program_and_its_arguments(system, command, parts):
    assert parts == parts_of(command, system)


def test_a_missing_quotation_mark_is_refused():
    with pytest.raises(ValueError, match="quotation"):
        parts_of('"a', "nt")
