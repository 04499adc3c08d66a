"""An export: its lines, and what is said beside it."""

from collections.abc import Iterable, Iterator

from attune_cli.core.exchange.records import Record, record_to_plain
from attune_cli.core.moment import Moment
from attune_cli.core.moment_json import moment_to_plain
from attune_cli.render.json import encoded
from attune_cli.render.page import clean, several
from attune_cli.store.exchange.day_files import Changed


def json_lines(records: Iterable[Record | Moment]) -> Iterator[bytes]:
    """Yield a record a line, in UTF-8, without signs that a terminal obeys."""
    every = (
        moment_to_plain(record) if isinstance(record, Moment) else record_to_plain(record)
        for record in records
    )
    return (f"{line}\n".encode() for line in encoded(every))


def days_written(changed: Changed) -> str:
    """Return what became of the files of the days."""
    said = []
    if changed.written:
        said.append(several(changed.written, "file written.", "files written."))
    if changed.emptied:
        emptied = several(changed.emptied, "file", "files")
        said.append(f"attune’s part taken out of {emptied}.")
    if changed.same or not said:
        said.append(several(changed.same, "file left as it was.", "files left as they were."))
    return " ".join(said)


def exported(moments: int, notes: int, *, with_notes: bool, to: str = "") -> str:
    """Return what is said of an export: how much it holds, and that it can be read.

    Args:
        moments: how many.
        notes: how many of them have a note.
        with_notes: whether the notes are in it.
        to: the file; empty where it went to standard output.
    """
    held, noted = several(moments, "moment", "moments"), several(notes, "note", "notes")
    if not notes:
        held = f"{held}, no notes"
    elif with_notes:
        held = f"{held}, {noted}"
    elif moments == notes == 1:
        held = f"{held}, without its note"
    else:
        held = f"{held}, without {noted}"
    if not to:
        return f"{held}."
    return f"{held}, in {clean(to)}. Whoever has this file can read it."
