"""Every sentence that the program can say, module by module, for reading them in one go.

They are found in the syntax tree: texts and f-strings, each gap by its name. Left out are
docstrings, SQL, patterns, and what is matched with what people say. Beside sentences there are
names: labels, reasons and parts of lists, which stand in a gap or alone.

Run in tests/, for all, or for some rooms or modules:

    python -m bench.sentences
    python -m bench.sentences errors render/tips.py
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.reading import END_OF_SENTENCE, WORD, grade

ROOT = Path(__file__).parents[2] / "src" / "attune_cli"
ROOMS = ("__main__.py", "app.py", "render", "errors", "commands", "store", "settings", "core")
# Their texts are compared with what people type or write, or belong to another program.
NOT_SAID = (
    "core/speech", "core/time/age.py", "core/time/hours.py", "core/time/said.py", "core/redact.py",
    "core/crisis.py", "core/folding.py", "core/erase.py", "store/schema",
    "store/counting.py",
)  # fmt: skip
GAP = re.compile(r"\{[^{}]*\}")
COMMAND = re.compile(r"“?attune [a-z-]+(?:(?! · |\. |”).)*”?|--[a-z][\w-]*|https?://\S+")
_SQL = re.compile(
    r"(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|BEGIN|PRAGMA|WITH|ALTER|ATTACH|VACUUM) [\w(*{]"
    r"|(?:\{\w+\} )?(?:FROM|WHERE|AND|OR|ON|WHEN|ELSE|JOIN|GROUP|ORDER|LIMIT|VALUES) "
)
_OF_SQL = re.compile(
    r"\bSELECT\b.*\bFROM\b| (?:=|<|<=|>=) \?| IN \(| BETWEEN \?|\b(?:CASE|IS NULL)\b"
)
_PATTERN = re.compile(r"\\[dbwsS(\[.]|\(\?|\[\^|\]\+|\.\*")
_CODE = re.compile(r"<!|[a-z]+-src |\w+=\w")  # of a page on the web
_ENDS = re.compile(r"[.?!:…]”?(?: |$)")
# Methods and functions that take a text apart, compare it, or put it between the items of a list.
TAKES_APART = {
    "join", "split", "startswith", "endswith", "partition", "rpartition", "removeprefix",
    "removesuffix", "replace", "strip", "lstrip", "rstrip", "count", "find", "index", "compile",
    "sub", "match", "fullmatch", "search", "findall", "strftime", "execute", "style",
}  # fmt: skip
HALF, HALF_WORDS = "is half of another sentence", 4
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
CONTINUES = re.compile(r"(?:and (?!\{[^}]*\} more$)|or |but |which |than |then )")


class Text(NamedTuple):
    """A text of the program.

    Attributes:
        module: its path below the package.
        line: where it begins.
        said: the text, with the name of each gap in braces.
        flaws: why it is no whole sentence or name; empty where it is one.
    """

    module: str
    line: int
    said: str
    flaws: tuple[str, ...] = ()

    @property
    def is_sentence(self) -> bool:
        """Whether it is a sentence, or several; else it is a name."""
        return bool(_ENDS.search(GAP.sub("it", self.said)))

    @property
    def read_aloud(self) -> str:
        """The text for a reading grade: a gap is read as a word, a command as a short one."""
        text = COMMAND.sub("it", GAP.sub("moment", self.said)).rstrip(" :…")
        return text if END_OF_SENTENCE.search(text[-2:]) else f"{text}."


def modules(rooms: Iterable[str] = ROOMS) -> Iterator[Path]:
    """Yield the modules of rooms, or modules that are named themselves."""
    for room in rooms:
        path = ROOT / room
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if not module.relative_to(ROOT).as_posix().startswith(NOT_SAID):
                yield module


def texts_of(path: Path) -> list[Text]:
    """Return the texts of a module that a person reads."""
    return texts_in(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())


def texts_in(source: str, module: str = "") -> list[Text]:
    """Return the texts of a source that a person reads, in their order."""
    tree = ast.parse(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, _DOCUMENTED) and node.body and isinstance(node.body[0], ast.Expr)
    }
    found, halves = [], _halves(tree)
    for node, above in _walk(tree):
        if id(node) in docs or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        if isinstance(node, ast.Constant) and not isinstance(node.value, str):
            continue
        if above and isinstance(above[-1], ast.JoinedStr):  # a part, which the whole has
            continue
        if _is_typing(above) or _is_taken_apart(above):
            continue
        said = _said(node)
        if is_read(said):
            flaws = [*_flaws(node, said, above), *([HALF] if id(node) in halves else [])]
            found.append(Text(module, node.lineno, said, tuple(flaws)))
    return sorted(found, key=lambda text: text.line)


def is_read(said: str) -> bool:
    """Whether a person reads a text: it has several words, and is no SQL, pattern or command."""
    bare = GAP.sub("", said)
    words = [word for word in WORD.findall(bare) if len(word) > 1 or word in "aI"]
    if not re.search(r"[a-z]{2}", bare) or _SQL.match(said) or _OF_SQL.search(said):
        return False
    if _PATTERN.search(said):
        return False
    if re.fullmatch(r" *attune [^.]*", said) or _CODE.match(said):
        return False
    return bool(words) and " " in said


def grade_of(texts: Iterable[Text]) -> float | None:
    """Return the reading grade of the sentences of a module; None where there are few."""
    sentences = [text.read_aloud for text in texts if text.is_sentence]
    return grade(" ".join(sentences)) if len(sentences) >= FEW else None


FEW = 5  # sentences, which say little of how a module reads


def _walk(
    node: ast.AST, above: tuple[ast.AST, ...] = ()
) -> Iterator[tuple[ast.AST, tuple[ast.AST, ...]]]:
    yield node, above
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, (*above, node))


def _said(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else f"{{{_gap(part.value)}}}"
        for part in node.values
        if isinstance(part, ast.Constant | ast.FormattedValue)
    )


def _gap(node: ast.expr) -> str:
    """Return the name of a gap: that of a variable or attribute; of a count, its noun."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=ast.Name(id="several"), args=[_, _, ast.Constant(value=many)]):
            return str(many)
        case ast.Call(func=ast.Attribute(attr="join"), args=[inner]) | ast.Subscript(value=inner):
            return _gap(inner)
        case ast.Call(func=func, args=[*given]):
            first = given[0] if given and not isinstance(given[0], ast.Constant) else func
            return _gap(first)
    return re.sub(r"[{}]", "", ast.unparse(node))


def _is_typing(above: Sequence[ast.AST]) -> bool:
    """Whether a text is an annotation, or its default in one, such as a name in quotes."""
    return any(isinstance(node, ast.arg) for node in above) or (
        bool(above) and isinstance(above[-1], ast.FunctionDef)
    )


def _is_taken_apart(above: Sequence[ast.AST]) -> bool:
    """Whether a text stands between the items of a list, or is compared or looked for."""
    if not above:
        return False
    if isinstance(above[-1], ast.Compare):
        return True
    match above[-1]:
        case ast.Attribute(attr=name) if name in TAKES_APART:
            return True
        case ast.Call(func=ast.Attribute(attr=name)) if name in TAKES_APART - {"join"}:
            return True
    return False


def _flaws(
    node: ast.Constant | ast.JoinedStr, said: str, above: Sequence[ast.AST]
) -> Iterator[str]:
    bare = GAP.sub("it", said)
    if re.match(r" (?! )(?!--)|[,;]", said) or CONTINUES.match(said):
        yield "begins in the middle"
    if re.search(r"[ ,;]$|\b(?:and|or|but)$", bare):
        yield "ends in the middle"
    if not said.startswith("attune "):  # a command, behind which stand its options
        if re.search(r"\}[a-z]|[a-z]\{", said):
            yield "has a gap inside a word"
        if "}{" in said:
            yield "has two gaps side by side"
    if any(isinstance(part, ast.FormattedValue) and _chooses(part.value) for part in above[-3:]):
        yield "stands inside another"
    if above and _is_joined(node, above[-1]):
        yield "is joined to another"


def _halves(tree: ast.AST) -> set[int]:
    """Return the texts that begin a sentence in a variable, which a gap then holds."""
    found = set()
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        nodes = [*ast.walk(function)]
        gaps = {
            node.value.id
            for node in nodes
            if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Name)
        }
        for node in nodes:
            if isinstance(node, ast.Assign) and {ast.unparse(name) for name in node.targets} & gaps:
                found |= {id(text) for text in _choices(node.value) if _is_half(_said(text))}
    return found


def _choices(node: ast.expr) -> Iterator[ast.Constant | ast.JoinedStr]:
    if isinstance(node, ast.IfExp):
        yield from (*_choices(node.body), *_choices(node.orelse))
    elif isinstance(node, ast.Constant | ast.JoinedStr):
        yield node


def _is_half(said: str) -> bool:
    is_begun = re.match(r"[A-Z]", said) and len(WORD.findall(GAP.sub("", said))) >= HALF_WORDS
    return bool(is_begun) and not _ENDS.search(said[-2:]) and "attune " not in said


def _chooses(node: ast.expr) -> bool:
    return isinstance(node, ast.IfExp | ast.BoolOp)


def _is_joined(node: ast.AST, parent: ast.AST) -> bool:
    match parent:
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.AugAssign(op=ast.Add(), value=value):
            return value is node
    return False


def main() -> None:
    """Print the sentences, then the names, of each module, and how they read."""
    sentences = names = 0
    grades = []
    for path in modules(sys.argv[1:] or ROOMS):
        texts = texts_of(path)
        if not texts:
            continue
        average = grade_of(texts)
        module = path.relative_to(ROOT).as_posix()
        print(f"\n{module}" + (f"  (grade {average:.1f})" if average is not None else ""))
        for text in dict.fromkeys(text.said for text in texts if text.is_sentence):
            sentences += 1
            print(f"  {text}".replace("\n", "\n  "))
        for text in dict.fromkeys(text.said for text in texts if not text.is_sentence):
            names += 1
            print(f"    ~ {text.strip()}".replace("\n", "\n      "))
        if average is not None:
            grades.append((average, module))
    print(f"\n{sentences} sentences; {names} names, marked ~, which stand alone or in a gap.")
    print("Hardest to read:", ", ".join(f"{name} {one:.1f}" for one, name in sorted(grades)[-5:]))


if __name__ == "__main__":
    main()
