"""A command as a person sets it, taken apart as a shell of their system does."""

import pytest

from attune_cli.settings.command import is_sure_to_wait, parts_of, waiting


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


@pytest.mark.parametrize(
    ("editor", "with_flag"),
    [
        ("code", "code --wait"),
        ("code -n", "code --wait -n"),
        ("/usr/bin/codium", "/usr/bin/codium --wait"),
        ("subl", "subl --wait"),
        ("atom", "atom --wait"),
        ("gvim", "gvim --nofork"),
        ("vim -g", "vim --nofork -g"),
        ("mate", "mate --wait"),
        ("open -t", "open -W -n -t"),
        ("kate", "kate --block"),
        ("gedit", "gedit --wait"),
        ("zed", "zed --wait"),
        ("cursor", "cursor --wait"),
        ("emacsclient -n", "emacsclient"),
        ("flatpak run code", "flatpak run code --wait"),
        (
            r"'C:\Programs\Microsoft VS Code\Code.exe'",
            r'"C:\Programs\Microsoft VS Code\Code.exe" --wait',
        ),
        ("my-editor", None),
    ],
)
def test_an_editor_that_returns_at_once_is_offered_what_lets_it_wait(editor, with_flag):
    assert (False, with_flag) == (is_sure_to_wait(editor), waiting(editor))


@pytest.mark.parametrize(
    "editor",
    ["vi", "vim", "nano", "emacs -nw", "emacsclient", "code -w", "code -nw", "code --wait",
     "gvim -f", "vim -gf", "kate -b", "open -W -n", "mate -w", "notepad++ -multiInst -nosession",
     "mine --wait"],
)  # fmt: skip
def test_an_editor_that_waits_is_known_to(editor):
    assert is_sure_to_wait(editor)
