"""One word for one thing: what CONTRIBUTING’s table leaves unsaid stands only where it is typed."""

import ast
import re
from pathlib import Path

import pytest

from every_verb import entries

ROOT = Path(__file__).parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ROWS = CONTRIBUTING.partition("| stored |")[2].partition("\n\n")[0]
TABLE = re.findall(r"^\| .* \| .* \| (.*) \|$", ROWS, re.MULTILINE)
UNSAID = [
    word.replace("\\*", r"\w*")
    for row in TABLE
    for word in row.split(", ")
    if re.search(r"[a-z]", word)
]
PATTERN = re.compile(rf"\b(?:{'|'.join(UNSAID)})\b", re.IGNORECASE)
BLOCKS = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
# What is typed, not said: a command, a “word”, an option, a choice, the word before its label.
TYPED = re.compile(r"attune [a-z].*|“\w+”|--[\w-]+|\S*\|\S*|^ +\w+ {2,}|\(\w+\)", re.MULTILINE)
IN_CODES = ("json_", "tips_json", "moment_toml", "repair_toml", "map_toml")  # no pages
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
# Tips say what a study says, in its words.
LATER = ("tips_",)


def said(text: str) -> list[str]:
    return PATTERN.findall(TYPED.sub(" ", BLOCKS.sub(" ", text)))


def helps() -> dict[str, str]:
    return {f"attune {one.name}": one.command.get_help(one.context) for one in entries()}


def test_the_table_names_words():
    assert len(UNSAID) >= 4


@pytest.mark.parametrize("text", ["a moment of distress", "Repairs", "partly or no."])
def test_the_scan_sees_what_is_not_to_be_said(text):
    assert len(said(text)) == 1


def test_no_help_says_what_has_another_word():
    assert {} == {name: found for name, page in helps().items() if (found := said(page))}


def test_the_docs_say_it_neither():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/guide").glob("*.md")]
    pages.remove(ROOT / "docs" / "analysis.md")  # it speaks of what is stored
    found = {page.name: said(page.read_text("utf-8")) for page in pages}
    assert {} == {name: ones for name, ones in found.items() if ones}


def sentences(path: Path) -> str:
    """Return the texts of a module that are no docstring, each with its quotes."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, DOCUMENTED)
    }
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return "\n".join(
        text for text in texts if isinstance(text, str) and " " in text and text not in docs
    )


def test_no_sentence_of_the_program_says_it():
    rooms = [
        ROOT / "src" / "attune_cli" / room for room in ("errors", "core", "commands", "render")
    ]
    paths = [path for room in rooms for path in sorted(room.rglob("*.py"))]
    found = {path.name: said(sentences(path)) for path in paths}
    assert {} == {name: words for name, words in found.items() if words}


def test_no_page_says_what_has_another_word():
    pages = [
        path
        for path in sorted((ROOT / "tests").rglob("golden/*.txt"))
        if not path.name.startswith((*IN_CODES, *LATER))
    ]
    found = {path.name: said(path.read_text("utf-8")) for path in pages}
    assert {} == {name: words for name, words in found.items() if words}
