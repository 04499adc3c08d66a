"""A command as a person sets it: the setting `editor`, $EDITOR, $PAGER.

What lets an editor with windows wait until its file is closed is as their manuals and Pro Git have
it (https://git-scm.com/book/en/v2/Appendix-C:-Git-Commands-Setup-and-Config).
"""

import os
import re

_WAIT, _FORK = ("--wait", "-w"), ("--nofork", "-f")
# What lets each editor wait: first as it is suggested, then what else does.
_WAITS_WITH = {
    "code": _WAIT, "code-insiders": _WAIT, "code-oss": _WAIT, "codium": _WAIT, "vscodium": _WAIT,
    "codium-insiders": _WAIT, "cursor": _WAIT, "windsurf": _WAIT, "positron": _WAIT,
    "subl": _WAIT, "sublime_text": _WAIT, "atom": _WAIT, "pulsar": _WAIT, "zed": _WAIT,
    "zeditor": _WAIT, "lapce": _WAIT, "mate": _WAIT, "bbedit": _WAIT, "gedit": _WAIT, "xed": _WAIT,
    "idea": _WAIT, "pycharm": _WAIT, "webstorm": _WAIT, "phpstorm": _WAIT, "goland": _WAIT,
    "rubymine": _WAIT, "clion": _WAIT, "rider": _WAIT, "rustrover": _WAIT,
    "gvim": _FORK, "gview": _FORK, "mvim": _FORK, "nvim-qt": ("--nofork",),
    "neovide": ("--no-fork",), "kate": ("--block", "-b"), "mousepad": ("--disable-server",),
    "gnome-text-editor": ("--standalone", "-s"), "geany": ("--new-instance", "-i"),
    "notepad++": ("-multiInst -nosession",), "open": ("-W -n", "-W", "--wait-apps"),
}  # fmt: skip
# These have the terminal, or the foreground, until they are closed.
_IN_TERMINAL = {
    "vi", "vim", "vim.basic", "vim.tiny", "view", "ex", "nvim", "nano", "rnano", "pico", "micro",
    "hx", "helix", "kak", "ne", "joe", "jstar", "jmacs", "jed", "mg", "ed", "emacs", "zile", "vis",
    "amp", "dte", "tilde", "mcedit",
}  # fmt: skip
_ANY_WAIT = {"--wait", "--nofork", "--no-fork", "--block", "--wait-apps"}


def parts_of(command: str, system: str = os.name) -> list[str]:
    """Return a program and its arguments, as a shell of the system takes them apart.

    Raises:
        ValueError: a quotation mark is missing.
    """
    import shlex  # noqa: PLC0415 few runs need it

    if system != "nt":
        return shlex.split(command)
    return [part.strip('"') for part in shlex.split(command, posix=False)]  # \\ divides folders


def is_sure_to_wait(editor: str) -> bool:
    """Whether an editor is known to end no sooner than its file is closed."""
    name, flags, parts = _known(editor)
    if flags:
        return any(_has(parts, flag) for flag in flags)
    is_sent_away = name == "emacsclient" and (_has(parts, "-n") or "--no-wait" in parts)
    waits = name in _IN_TERMINAL or name == "emacsclient"
    return (waits and not is_sent_away) or not _ANY_WAIT.isdisjoint(parts)


def has_window(editor: str) -> bool:
    """Whether an editor may stay open when the command that started it ends."""
    name, flags, parts = _known(editor)
    return bool(flags) or name == "emacsclient" or not _ANY_WAIT.isdisjoint(parts)


def waiting(editor: str) -> str | None:
    """Return the command with what lets the editor wait; None where nothing is known of it."""
    name, flags, parts = _known(editor)
    if name == "emacsclient":
        return " ".join(part for part in parts if part not in {"-n", "--no-wait"})
    if not flags:
        return None
    place = next(place for place, part in enumerate(parts) if _name(part) == name) + 1
    return _joined([*parts[:place], *flags[0].split(), *parts[place:]])


def _known(editor: str) -> tuple[str, tuple[str, ...], list[str]]:
    """Return an editor's name, what lets it wait, and the parts of its command."""
    try:
        parts = parts_of(editor)
    except ValueError:
        parts = editor.split()
    names = [_name(part) for part in parts]  # “env”, “flatpak run” and such may stand before it
    known = (*_WAITS_WITH, *_IN_TERMINAL, "emacsclient")
    name = next((one for one in names if one in known), names[0] if names else "")
    if name in _IN_TERMINAL and "vim" in name and _has(parts, "-g"):
        return name, _FORK, parts
    return name, _WAITS_WITH.get(name, ()), parts


def _name(part: str) -> str:
    return re.sub(r"\.(exe|cmd|bat)$", "", re.split(r"[/\\]", part)[-1].lower())


def _has(parts: list[str], flag: str) -> bool:
    """Whether a flag stands among the parts; one letter may stand among others, as in -nw."""
    if re.fullmatch("-[A-Za-z]", flag):
        return any(re.fullmatch("-[A-Za-z]+", part) and flag[1] in part for part in parts)
    return all(one in parts for one in flag.split())


def _joined(parts: list[str]) -> str:
    return " ".join(f'"{part}"' if " " in part else part for part in parts)
