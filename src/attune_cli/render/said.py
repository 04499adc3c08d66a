"""What a line of plain speech was taken for, what it leaves open, and what is kept of it."""

from collections.abc import Iterable

from attune_cli.core.grammar import Entry
from attune_cli.core.people import shown
from attune_cli.core.speech.taken import About, Question
from attune_cli.core.vocabulary import Word
from attune_cli.render.moment import BETWEEN, shortened
from attune_cli.render.page import clean


def taken_for(entry: Entry, repair: Entry | None) -> str:
    """Return in one line what a line was taken for, in labels."""
    parts = [_labels(entry, ("cue",)), _labels(entry, ("response", "activity", "step"))]
    lines = [" → ".join(part for part in parts if part)]
    lines += [_labels(entry, ("kind",))] if not any(parts) else []
    lines += [_labels(entry, ("sensitivity",)), _labels(entry, ("came_back",))]
    after, state = _labels(entry, ("after",)), _labels(entry, ("state",))
    lines += [f"afterwards: {after}"] if after else []
    lines += [f"you: {state}"] if state else []
    lines += [", ".join(f"@{name}" for name in entry.children)]
    lines += [f"by {shown(entry.caregiver)}"] if entry.caregiver else []
    lines += [entry.at or ""]
    if repair:
        lines.append(f"came back: {_labels(repair, ('step',))}")
        lines += [repair.at] if repair.at else []
    lines += [f"note: “{shortened(entry.note)}”"] if entry.note else []
    return clean(" · ".join(line for line in lines if line))


def perhaps(entry: Entry, others: Iterable[Word]) -> str:
    """Return what else a moment may have been (about), each with its digit; empty if nothing."""
    several = [*enumerate(others, start=1)]
    if not several:
        return ""
    listed = " · ".join(f"{n} {word.label}" for n, word in several)
    is_new = entry.of("cue") or any(word.vocabulary == "kind" for _, word in several)
    return f"Or perhaps: {listed}?" if is_new else f"Perhaps: {listed}?"


def _labels(entry: Entry, vocabularies: Iterable[str]) -> str:
    return BETWEEN.join(w.label for w in entry.words if w.vocabulary in vocabularies)


def open_questions(questions: Iterable[Question]) -> list[str]:
    """Return a sentence for each thing that a line leaves open, with what to type instead."""
    return [
        _SENTENCES[question.about](question)
        for question in questions
        if question.about in _SENTENCES
    ]


def _who_did(question: Question) -> str:
    return (
        f"Who did it: “{clean(question.said)}”? If your child did, type lash_out; if you did, "
        "type frighten. If somebody else did: attune log frighten --caregiver NAME, or tell it "
        "behind -m, and it is kept."
    )


def _hurt(question: Question) -> str:
    return (
        f"Did it scare or hurt them: “{clean(question.said)}”? If so, type frighten; if not, tell "
        "it behind -m, and it is kept."
    )


def _afraid(question: Question) -> str:
    return (
        f"Were they scared of you (“{clean(question.said)}”)? If so, type frighten; if not, "
        "type scared."
    )


def _near(question: Question) -> str:
    words = " or ".join(f"“{word.word}” ({word.vocabulary})" for word in question.choices)
    return f"Did you mean {words} by “{clean(question.said)}”? Type the word."


def _done(question: Question) -> str:
    words = " or ".join(f"“{word.word}” ({word.vocabulary})" for word in question.choices)
    return (
        f"Did it happen, “{clean(question.said)}”? If so, type {words}; if not, tell it behind -m, "
        "and it is kept."
    )


_SENTENCES = {
    About.WHO_DID: _who_did,
    About.HURT: _hurt,
    About.DONE: _done,
    About.AFRAID: _afraid,
    About.NEAR: _near,
}


def danger() -> str:
    """Return what to do at once where a child may be badly hurt."""
    from attune_cli.core.support import read_support  # noqa: PLC0415 after fear only

    return read_support().danger_in_short


def question_about(question: Question) -> str:
    """Return the question that is asked in a terminal."""
    said = clean(question.said)
    return {
        About.WHO_DID: f"“{said}”: who did?",
        About.HURT: f"“{said}”: did it scare or hurt them?",
        About.DONE: f"“{said}”: did it happen?",
        About.WHOSE: f"“{said}”: who was?",
        About.AFRAID: f"“{said}”: of whom?",
        About.NEAR: f"What do you mean by “{said}”?",
    }[question.about]


def no_day(span: str) -> str:
    """Return what to type where a line says when, and names no day."""
    return f"Which day was it, in “{clean(span)}”? Add it behind --at: --at 'last tuesday'."


def slips_of(slips: Iterable[tuple[str, str]]) -> str | None:
    """Return as what words with a slip were read; None where there is none."""
    read = ", ".join(f"“{clean(said)}” as “{word}”" for said, word in slips)
    return f"Read {read}." if read else None
