"""What an import would do, and what it did."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attune_cli.core.exchange.gate import Refusal
from attune_cli.core.exchange.records import Person
from attune_cli.core.people import shown
from attune_cli.render.page import Line, bullet, clean, heading, several
from attune_cli.settings.settings import WORDS
from attune_cli.store.exchange.plan import Plan
from attune_cli.store.exchange.stage import SHOWN

_ROLES = {"child": "child", "caregiver": "caregiver"}


def refusal_sentence(refusal: Refusal) -> str:
    """Return a refusal as a sentence: the line, the field, its value, and why not."""
    line, reason = refusal.line, clean(refusal.reason)
    about = " ".join(clean(f"{refusal.field} {refusal.value}").split())
    return f"line {line}, {about}: {reason}." if about else f"line {line}: {reason}."


def preview_page(
    plan: Plan, name: str, ignored: Mapping[str, int], told: Iterable[str] = (), *, says_me: bool
) -> list[Line]:
    """Return what an import would do.

    Args:
        plan: that.
        name: of the file.
        ignored: how many lines had which field that attune does not know.
        told: what else is to be known of how it was read, a sentence each.
        says_me: whether it is said whom “me” is taken for.
    """
    page = [Line(f"In {clean(name)}", "title"), *map(bullet, _counts(plan))]
    page += [bullet(text) for text in _beside(plan)]
    if says_me:
        page.append(bullet("“me” is taken for you; if somebody else wrote it, say --me NAME"))
    if ignored:
        fields = ", ".join(
            f"“{' '.join(clean(field)[:40].split())}” ({several(many, 'line', 'lines')})"
            for field, many in ignored.items()
        )
        page.append(bullet(f"left out, as this attune does not know it: {fields}"))
    page += map(bullet, told)
    page += _listed(
        "Here, but different", plan.different,
        (f"line {line}: #{number}" for line, number in plan.first_different),
    )  # fmt: skip
    page += _listed(
        "Perhaps here already", plan.near,
        (f"line {line}: like #{number}" for line, number in plan.first_near),
    )  # fmt: skip
    page += _listed("Refused", plan.refused, map(refusal_sentence, plan.first_refused))
    if plan.unknown_words:
        page += heading("Words that nobody here knows")
        page += map(bullet, _ways_to_words(plan.unknown_words))
    return page


def _ways_to_words(unknown: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield how words that nobody here knows are taken."""
    for vocabulary, word in unknown[:SHOWN]:
        setting = f"{WORDS}{vocabulary}.{word}"
        yield f'to add “{word}”: attune config set {setting} "…"'
    yield "where the file was made: attune export -o ours.attune.jsonl, which has its words, too"


def _counts(plan: Plan) -> Iterator[str]:
    yield "1 new moment" if plan.new == 1 else f"{plan.new:,} new moments"
    if plan.adopts:
        yield "your journal is empty, and becomes this one"
    if plan.same:
        yield f"{plan.same:,} here already"
    if plan.repeated:
        yield f"{plan.repeated:,} in the file more than once, taken once"
    if plan.different:
        if plan.takes_file:
            yield f"{plan.different:,} here, but different: the file’s are taken"
            if plan.without_note:
                yield f"{several(plan.without_note, 'note', 'notes')} of yours would go with them"
        else:
            yield f"{plan.different:,} here, but different: yours stay; --take-file takes these"
    if plan.near:
        yield (
            f"{plan.near:,} perhaps here already: the same child, day and cue, within ten minutes"
        )
    if plan.refused:
        yield f"{several(plan.refused, 'line', 'lines')} refused"


def _beside(plan: Plan) -> Iterator[str]:
    if plan.people:
        yield f"new people: {', '.join(map(_named, plan.people))}"
    if plan.changed_people:
        names = ", ".join(shown(clean(person.child.name)) for person in plan.changed_people)
        if plan.takes_file:
            yield f"another age in the file: {names}; the file’s is taken"
        else:
            yield f"another age in the file: {names}; yours stays"
    if plan.answers:
        yield several(
            len(plan.answers), "new answer to a week’s question", "new answers to a week’s question"
        )
    if plan.marks:
        yield several(len(plan.marks), "new mark of a tip", "new marks of tips")
    if plan.words:
        words = ", ".join(f"{word.word} “{word.label}” ({word.vocabulary})" for word in plan.words)
        yield f"new words of your own: {words}"
    if plan.tips:
        yield several(len(plan.tips), "new tip of your own", "new tips of your own")
    if plan.settings:
        values = ", ".join(f"{one.name} = {clean(str(one.value))}" for one in plan.settings)
        yield f"settings: {values}"
    if plan.kept:
        yield several(
            plan.kept,
            "answer, mark, word, tip or setting differs; yours stays",
            "answers, marks, words, tips or settings differ; yours stay",
        )


def _named(person: Person) -> str:
    return f"{shown(clean(person.child.name))} ({person.role})"


def _listed(title: str, many: int, lines: Iterable[str]) -> Iterator[Line]:
    found = list(lines)
    if not found:
        return
    yield from heading(title)
    yield from map(bullet, found)
    if many > len(found):
        yield bullet(f"and {many - len(found):,} more")


def nothing_new(plan: Plan) -> str:
    """Return what is said where a file holds nothing that is not here."""
    if plan.different:
        if plan.different == 1:
            return (
                "Nothing is new. 1 moment differs: yours stays; to take the file’s, add "
                "--take-file."
            )
        return (
            f"Nothing is new. {plan.different} moments differ: yours stay; to take the file’s, add "
            "--take-file."
        )
    if plan.same or plan.kept:
        return "Nothing is new: all of it is here already."
    return "Nothing is in it that could be imported."


def imported(plan: Plan, backup: Path | None) -> str:
    """Return what is said once it is done."""
    new = several(plan.new, "moment", "moments")
    if plan.takes_file and plan.different:
        said = [f"Imported: {new}, and {plan.different:,} changed. To take it back: attune undo."]
    else:
        said = [f"Imported: {new}. To take it back: attune undo."]
    if plan.words or plan.tips or plan.settings:
        said.append("Words, tips and settings stay then.")
    if backup:
        said.append(f"The journal as it was is in {backup}")
    return " ".join(said)


def import_json(
    plan: Plan, form: str, ignored: Mapping[str, int], *, is_done: bool, backup: Path | None
) -> dict[str, Any]:
    """Return `attune.import/1`."""
    return {
        "schema": "attune.import/1",
        "format": form,
        "imported": is_done,
        "backup": str(backup) if backup else None,
        "adopts": plan.adopts,
        "new": plan.new,
        "same": plan.same,
        "different": plan.different,
        "repeated": plan.repeated,
        "near": plan.near,
        "people": [{"role": one.role, "name": one.child.name} for one in plan.people],
        "answers": len(plan.answers),
        "tip_marks": len(plan.marks),
        "words": [word._asdict() for word in plan.words],
        "tips": len(plan.tips),
        "settings": [one.name for one in plan.settings],
        "kept": plan.kept,
        "ignored": dict(ignored),
        "refused": plan.refused,
        "first_refused": [one._asdict() for one in plan.first_refused],
    }
