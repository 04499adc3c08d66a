"""`attune import`: seen before it is written, whole or not at all, and never twice."""

import codecs
import json
import shutil
from contextlib import closing
from datetime import timedelta
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from attune_cli.core.moment_json import moment_to_plain
from attune_cli.store.backup.archive import find_backups
from attune_cli.store.connection import connect
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from commands.test_export import BEGUN
from conftest import NOW
from core.factory import identity, moment
from journals import answers, stored
from machine import rows

pytestmark = pytest.mark.usefixtures("no_journal")


class Pipe(BytesIO):
    """Bytes that are read once."""

    def seekable(self) -> bool:
        return False


HURT = moment_to_plain(moment(uid=identity(1), number=1, cue="hurt", responses=("comfort",)))
CALM = {
    **moment_to_plain(moment(uid=identity(2), number=2, activities=("floor",))),
    "kind": "connection", "note": "snails",
}  # fmt: skip
REPAIR = {
    **moment_to_plain(moment(uid=identity(3), number=3, steps=("sorry",))),
    "kind": "repair", "repairs": HURT["uid"],
}  # fmt: skip


def flat(text: str) -> str:
    """Return a page as one line, wherever it was wrapped."""
    return " ".join(text.split())


@pytest.fixture
def file(tmp_path):
    """Return what writes records to a file, and returns its name."""

    def write(*records: dict[str, Any] | str, name: str = "in.jsonl") -> str:
        path = tmp_path / name
        texts = [one if isinstance(one, str) else json.dumps(one) for one in records]
        path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8", newline="")
        return str(path)

    return write


@pytest.fixture
def ours(journal_of, tmp_path, home, attune) -> str:
    """Return a file of a journal that was exported, and is not here."""
    shutil.copytree(journal_of(*BEGUN), home.data)
    path = tmp_path / "ours.attune.jsonl"
    attune("export", "-o", str(path))
    shutil.rmtree(home.data)
    return str(path)


def test_a_preview_says_what_is_new_and_nothing_is_written(attune, ours, home, golden):
    code, out, _ = attune("import", ours, "--dry-run")
    assert (0, False) == (code, home.data.exists())
    golden("import_preview", out)


def test_in_a_pipe_nothing_is_imported_without_yes(attune, ours, home):
    code, out, talk = attune("import", ours)
    assert (1, "", True) == (code, out, "add --yes" in talk)
    assert not home.data.exists()


def test_an_empty_journal_becomes_that_of_the_file(attune, ours, home, tmp_path):
    code, out, _ = attune("import", ours, "--yes")
    assert (0, "Imported: 4 moments. To take it back: attune undo.\n") == (code, out)
    again = tmp_path / "again.attune.jsonl"
    attune("export", "-o", str(again))
    assert again.read_bytes() == (tmp_path / "ours.attune.jsonl").read_bytes()
    assert ["it went well"] == [answer.text for answer in answers(home)]
    assert 0 == attune("undo")[0]
    assert ([], []) == (stored(home), answers(home))


def test_a_second_import_adds_nothing_and_makes_no_backup(attune, ours, home):
    attune("import", ours, "--yes")
    before, backups = rows(home), find_backups(home)
    code, out, _ = attune("import", ours, "--yes")
    assert (0, "Nothing is new: all of it is here already.\n") == (code, out)
    assert (before, backups) == (rows(home), find_backups(home))


def test_a_backup_is_made_before_moments_are_added(attune, file, home):
    attune("log", "scared", "yes")
    code, out, _ = attune("import", file(HURT), "--yes")
    (kept,) = home.backups.glob("*before-import*")
    assert (0, True) == (code, str(kept) in out)
    assert 2 == len(stored(home))


def test_a_repair_may_stand_before_what_it_repairs(attune, file, home):
    assert 0 == attune("import", file(REPAIR, CALM, HURT), "--yes")[0]
    found = {one.uid: one for one in stored(home)}
    assert HURT["uid"] == found[REPAIR["uid"]].repairs
    for verb in ("undo", "redo", "undo", "redo"):
        assert 0 == attune(verb)[0]
    assert HURT["uid"] == {one.uid: one for one in stored(home)}[REPAIR["uid"]].repairs


def test_numbers_go_on_where_moments_are_here_and_are_kept_where_none_is(attune, file, home):
    high = file({**HURT, "number": 40}, {**CALM, "number": 7})
    attune("import", high, "--yes")
    assert [(7, CALM["uid"]), (40, HURT["uid"])] == [(m.number, m.uid) for m in stored(home)]
    attune("undo")
    attune("import", high, "--yes")  # no number is used twice
    assert [(41, HURT["uid"]), (42, CALM["uid"])] == [(m.number, m.uid) for m in stored(home)]


def test_a_number_that_no_journal_has_is_not_taken(attune, file, home):
    attune("import", file({**HURT, "number": 2**53}), "--yes")
    assert [1] == [one.number for one in stored(home)]


def test_one_refused_line_keeps_all_others_out(attune, file, home):
    bad = file(HURT, {**CALM, "uid": "x"}, "{")
    code, out, talk = attune("import", bad, "--yes")
    assert (1, "", False) == (code, out, home.journal.exists())
    assert "line 2, uid “x”: it is no identity such as" in talk
    assert "line 3, “{”: it is no whole JSON object." in talk
    assert "Nothing was imported: 2 lines can’t be taken." in talk
    assert 0 == attune("import", bad, "--yes", "--skip-bad")[0]
    assert [HURT["uid"]] == [one.uid for one in stored(home)]


def test_the_first_twenty_refused_lines_are_named_and_the_others_counted(attune, file):
    code, _, talk = attune("import", file(*["{}"] * 25), "--yes")
    named = [line for line in talk.splitlines() if "schema" in line]
    assert (1, 20, True) == (code, len(named), "and 5 more" in talk)


def test_a_refusal_is_one_line_without_signs_that_a_terminal_obeys(attune, file):
    _, _, talk = attune("import", file({**HURT, "cue": "\x1b[31m\nx" + "y" * 99}), "--dry-run")
    _, out, _ = attune("import", file({**HURT, "cue": "\x1b[31m\nx" + "y" * 99}), "--dry-run")
    (line,) = [one for one in out.splitlines() if "cue “" in one]
    assert ("\x1b" in out, len(line) < 120, talk.count("Nothing was")) == (False, True, 1)


def test_a_spoilt_line_among_ten_thousand_is_named(attune, file):
    lines = [{**HURT, "uid": identity(n), "number": n} for n in range(1, 10_001)]
    lines[7411] = {**lines[7411], "sensitivity": "maybe"}
    code, _, talk = attune("import", file(*lines), "--yes")
    assert (1, True) == (
        code,
        "line 7412, sensitivity “maybe”: it is none of yes, partly, no." in talk,
    )


def test_the_same_identity_with_something_else_in_it_is_refused_with_both_lines(attune, file, home):
    twice = file(HURT, CALM, {**HURT, "note": "another"})
    code, _, talk = attune("import", twice, "--yes")
    assert (1, True, True) == (
        code,
        f"line 1, uid “{HURT['uid']}”: it stands in line 3, too, with something else" in flat(talk),
        f"line 3, uid “{HURT['uid']}”: it stands in line 1, too, with something else" in flat(talk),
    )
    attune("import", twice, "--yes", "--skip-bad")
    assert [CALM["uid"]] == [one.uid for one in stored(home)]


@pytest.mark.parametrize(
    ("many", "said"),
    [(2, "line 2, too"), (3, "lines 2 and 3, too"), (9, "lines 2, 3, 4 and 5 more, too")],
)
def test_lines_of_one_identity_are_named_up_to_a_few(attune, file, many, said):
    talk = attune("import", file(*({**HURT, "note": str(n)} for n in range(many))), "--yes")[2]
    assert f"stands in {said}, with something else in it" in flat(talk)


def test_a_line_that_stands_twice_word_for_word_is_taken_once(attune, file, home):
    code, _, talk = attune("import", file(HURT, {**HURT, "number": 9}, CALM), "--yes")
    assert (0, True, 2) == (code, "1 in the file more than once" in talk, len(stored(home)))


def test_where_the_file_differs_yours_stays_unless_you_take_the_file(attune, file, home):
    attune("import", file(HURT, REPAIR), "--yes")
    changed = file({**HURT, "note": "theirs", "responses": ["stay"]}, name="changed.jsonl")
    code, out, talk = attune("import", changed, "--yes")
    said = "Nothing is new. 1 moment differs: yours stays; to take the file’s, add --take-file.\n"
    assert (0, said, True) == (code, out, "line 1: #1" in talk)
    assert [None, None] == [one.note for one in stored(home)]
    before = rows(home)
    code, out, _ = attune("import", changed, "--yes", "--take-file")
    assert (0, True) == (code, out.startswith("Imported: 0 moments, and 1 changed."))
    assert [("theirs", ("stay",)), (None, ())] == [(m.note, m.responses) for m in stored(home)]
    attune("undo")
    assert before == rows(home)


def test_where_the_file_would_take_notes_away_that_is_said(attune, file):
    attune("import", file({**HURT, "note": "mine"}, CALM), "--yes")
    bare = file(HURT, CALM, name="bare.jsonl")
    said = "1 note of yours would go with them"
    assert said not in attune("import", bare, "--dry-run")[1]
    assert said in attune("import", bare, "--dry-run", "--take-file")[1]


def test_a_moment_that_is_come_back_to_does_not_become_another_kind(attune, file):
    attune("import", file(HURT, REPAIR), "--yes")
    code, _, talk = attune("import", file({**CALM, "uid": HURT["uid"]}), "--yes", "--take-file")
    assert (1, True) == (code, "can’t take the place of #1" in talk)


def test_what_is_perhaps_here_already_is_named(attune, file):
    attune("import", file(HURT), "--yes")
    at = {
        "uid": identity(8),
        "occurred_at": "2026-11-20T17:49:59+01:00",
        "logged_at": "2026-11-20T18:00:00+01:00",
    }
    cases = [
        (at, 1),
        ({**at, "occurred_at": "2026-11-20T16:30:00+00:00"}, 1),
        ({**at, "occurred_at": "2026-11-20T17:50:01+01:00"}, 0),
        ({**at, "children": ["ben"]}, 0),
        ({**at, "children": []}, 0),
        ({**at, "cue": "scared"}, 0),
        ({**at, "children": ["ben", "ADA"]}, 1),
    ]
    found = []
    for changes, _ in cases:
        out = attune("import", file({**HURT, **changes}), "--dry-run", "--json")[1]
        found.append(json.loads(out)["near"])
    assert [near for _, near in cases] == found
    assert "line 1: like #1" in attune("import", file({**HURT, **at}), "--dry-run")[1]


def test_a_repair_of_what_is_nowhere_or_was_calm_is_refused(attune, file):
    alone = file(REPAIR)
    assert "is no moment of the file, and none that is here." in flat(
        attune("import", alone, "--yes")[2]
    )
    calm = file(CALM, {**REPAIR, "repairs": CALM["uid"]})
    assert "only such a one is come back to." in flat(attune("import", calm, "--yes")[2])


def test_a_repair_finds_what_is_here_already(attune, file, home):
    attune("import", file(HURT), "--yes")
    assert 0 == attune("import", file(REPAIR), "--yes")[0]
    assert [None, HURT["uid"]] == [one.repairs for one in stored(home)]


def test_with_a_line_that_is_left_out_those_that_need_it_are_left_out_too(attune, file, home):
    spoilt = {**HURT, "cue": 5}
    code, _, talk = attune("import", file(spoilt, REPAIR, CALM), "--yes", "--skip-bad")
    assert (0, True, [CALM["uid"]]) == (
        code,
        "line 2, repairs" in talk,
        [m.uid for m in stored(home)],
    )


def test_coming_back_to_what_went_well_is_taken_where_a_repair_tells_of_it(attune, file, home):
    came_back = {**HURT, "sensitivity": "yes", "came_back": "later"}
    assert 1 == attune("import", file(came_back), "--yes")[0]
    assert 0 == attune("import", file(came_back, REPAIR), "--yes")[0]
    assert 2 == len(stored(home))


# People


def theirs(attune, home, tmp_path) -> str:
    """Return the file of another journal, whose “me” is somebody else."""
    other = Home.at(tmp_path / "other")
    path = tmp_path / "theirs.attune.jsonl"
    here = home.data
    if here.exists():
        shutil.move(here, tmp_path / "aside")
    for words in ("child add ada", "log hurt yes @ada -m theirs", "caregiver add nana"):
        attune(*words.split())
    attune("export", "-o", str(path))
    shutil.move(here, other.data)
    if (tmp_path / "aside").exists():
        shutil.move(tmp_path / "aside", here)
    return str(path)


def test_the_me_of_another_journal_is_somebody_else(attune, home, tmp_path):
    attune("log", "scared", "no")
    path = theirs(attune, home, tmp_path)
    code, _, talk = attune("import", path, "--yes")
    assert (2, True, 1) == (code, "--me NAME" in talk, len(stored(home)))
    assert 0 == attune("import", path, "--yes", "--me", "papa")[0]
    assert ["me", "papa"] == [one.caregiver for one in stored(home)]
    assert ["me", "papa", "nana"] == people(home, "caregivers")


def test_who_me_is_can_be_said_anew(attune, home, tmp_path):
    attune("log", "scared", "no")
    path = theirs(attune, home, tmp_path)
    for name in ("papa", "nana"):
        attune("import", path, "--yes", "--me", name, "--take-file")
    assert ["me", "nana"] == [one.caregiver for one in stored(home)]
    assert 0 == attune("import", path, "--yes")[0]  # papa is known by the identity in the file


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [lines[0][:-20], *lines[1:]],
        lambda lines: [lines[0].replace('"uid": "', '"uid": "x'), *lines[1:]],
        lambda lines: [lines[0].replace("attune.journal/1", "attune.jurnal/1"), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: [lines[0], *lines],
    ],
)
def test_a_journal_that_does_not_say_whose_it_is_is_never_taken(attune, home, tmp_path, spoil):
    path = Path(theirs(attune, home, tmp_path))
    attune("log", "hurt", "yes", "-m", "mine")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(spoil(lines)), encoding="utf-8")
    options = ("--me", "papa") if spoil(lines)[0] == spoil(lines)[1] else ()
    code, _, talk = attune("import", str(path), "--yes", "--skip-bad", *options)
    assert (1, True) == (code, "Nothing was imported: line " in flat(talk)), talk
    assert ["mine"] == [one.note for one in stored(home)]


@pytest.mark.parametrize("schema", ["attune.journal/2", "attune.moment/2", "attune.moment/10"])
def test_a_file_of_a_newer_attune_is_refused_in_a_sentence(attune, file, home, schema):
    code, out, talk = attune("import", file({**HURT, "schema": schema}, HURT), "--yes")
    assert (1, "", False) == (code, out, home.journal.exists())
    assert "was written by a newer attune than this one. Upgrade attune-cli" in flat(talk)
    code, _, talk = attune("import", file(HURT, {**CALM, "schema": "attune.moment/2"}))
    assert (1, True) == (code, "“attune.moment/2”: it is of a newer attune than this one" in talk)


def test_my_own_second_journal_is_mine(attune, home, tmp_path):
    attune("log", "scared", "no")
    attune("caregiver", "edit", "me", "--name", "mama")
    path = theirs(attune, home, tmp_path)
    assert 0 == attune("import", path, "--yes", "--me", "me")[0]
    assert ["mama", "mama"] == [one.caregiver for one in stored(home)]


def test_an_older_export_of_this_journal_knows_whoever_is_called_otherwise_now(attune, tmp_path):
    attune("child", "add", "ada")
    attune("log", "hurt", "yes", "@ada")
    path = str(tmp_path / "old.attune.jsonl")
    attune("export", "-o", path)
    attune("caregiver", "edit", "me", "--name", "mama")
    attune("child", "edit", "ada", "--name", "lou")
    code, out, _ = attune("import", path, "--yes")
    assert (0, "Nothing is new: all of it is here already.\n") == (code, out)


def test_somebody_in_the_file_is_somebody_here(attune, file, home):
    attune("child", "add", "lou")
    assert 0 == attune("import", file(HURT), "--yes", "--as", "ada=lou", "--me", "papa")[0]
    assert [(("lou",), "papa")] == [(one.children, one.caregiver) for one in stored(home)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--as", "ada"), "I can’t read “ada” as who is who"),
        (("--as", "=lou"), "I can’t read “=lou” as who is who"),
        (("--as", "zoe=lou"), "nobody in the file is called “zoe”"),
        (("--as", "ada=\x1b[31m"), "can’t be a name here"),
        (("--as", "ada=lou", "--as", "Ada=leo"), "Ada in the file can’t be both lou and leo here"),
        (("--as", "me=mia", "--me", "jo"), "me in the file can’t be both jo and mia here"),
        (("--me", ""), "can’t be a name here"),
        (("--me", "5"), "can’t be a name here"),
        (("--from", "csvv"), "I don’t know the format “csvv”"),
    ],
)
def test_options_that_mean_nothing_are_refused(attune, file, home, options, said):
    code, _, talk = attune("import", file(HURT), "--yes", *options)
    assert (2, True, False) == (code, said in talk, home.journal.exists())


def people(home: Home, table: str) -> list[str]:
    with closing(connect(home)) as connection:
        names = connection.execute(f"SELECT name FROM {table} ORDER BY id")
        return [name for (name,) in names]


@pytest.mark.parametrize("options", [("ada=zoe", "bo=zoe"), ("ada=bo",), ("bo=ada",)])
@pytest.mark.parametrize("name", ["all.jsonl", "all.attune.jsonl"])
def test_two_of_the_file_who_are_one_here_stand_once_in_a_moment(
    attune, home, tmp_path, name, options
):
    attune("child", "add", "ada")
    attune("child", "add", "bo")
    attune("log", "hurt", "yes", "@ada", "@bo")
    path = str(tmp_path / name)
    attune("export", "-o", path)
    shutil.rmtree(home.data)
    who = [part for option in options for part in ("--as", option)]
    assert 0 == attune("import", path, "--yes", *who)[0]
    one = options[0].partition("=")[2]
    assert ([one], [(one,)]) == (people(home, "children"), [m.children for m in stored(home)])
    code, out, _ = attune("import", path, "--yes", *who)
    assert (0, "Nothing is new: all of it is here already.\n") == (code, out)


def test_names_are_the_same_in_any_case(attune, file, home):
    attune("child", "add", "Ada")
    attune("import", file(HURT), "--yes")
    assert (["Ada"], [("Ada",)]) == (
        people(home, "children"),
        [one.children for one in stored(home)],
    )


# Words, tips, settings


def test_own_words_of_a_journal_are_shown_and_added_with_it(attune, home, tmp_path, golden):
    attune("config", "set", "words.cue.dentist", "at the dentist")
    attune("config", "set", "first_weekday", "sunday")
    attune("tips", "add", "--title", "Hum low", "--do", "Hum.", "--kind", "self")
    attune("log", "dentist", "yes")
    path = tmp_path / "ours.attune.jsonl"
    attune("export", "-o", str(path), "--settings")
    shutil.rmtree(home.data)
    code, out, talk = attune("import", str(path), "--yes")
    golden("import_words", talk)
    assert (0, True) == (code, "Words, tips and settings stay then." in out)
    assert "at the dentist" in attune("config")[1]
    assert "sunday" in attune("config", "get", "first_weekday")[1]
    assert "Hum low" in attune("tips", "--all")[1]


def test_a_word_that_nobody_knows_is_never_added_silently(attune, file):
    code, _, talk = attune("import", file({**HURT, "cue": "dentist"}), "--yes")
    assert (1, True) == (code, "cue “dentist”: it is no word for cue that attune knows." in talk)
    assert 'attune config set words.cue.dentist "…"' in talk
    assert "attune export -o ours.attune.jsonl" in flat(talk)
    attune("config", "set", "words.cue.dentist", "at the dentist")
    assert 0 == attune("import", file({**HURT, "cue": "dentist"}), "--yes")[0]


def test_one_answer_that_differs_is_counted_as_one(attune, ours):
    attune("import", ours, "--yes")
    path = Path(ours)
    text = path.read_text(encoding="utf-8").replace("it went well", "it went badly")
    path.write_text(text, encoding="utf-8")
    _, _, talk = attune("import", ours, "--yes")
    assert "1 answer, mark, word, tip or setting differs; yours stays" in flat(talk)


def test_the_command_of_an_editor_is_taken_from_no_file(attune, ours):
    with Path(ours).open("a", encoding="utf-8") as lines:
        lines.write('{"schema": "attune.setting/1", "name": "editor", "value": "rm -rf"}\n')
    code, _, talk = attune("import", ours, "--yes")
    told = "name “editor”: it is no setting that is taken from a file."
    assert (1, True) == (code, told in flat(talk))


def test_a_journal_that_is_cut_short_is_refused_with_what_is_missing(attune, ours):
    lines = Path(ours).read_text("utf-8").splitlines(keepends=True)
    Path(ours).write_text("".join(lines[:-3]), encoding="utf-8")
    code, _, talk = attune("import", ours, "--yes")
    assert (1, True) == (
        code,
        "line 1, moments 4: it is not how many follow, which is 3" in flat(talk),
    )


# Files


def test_standard_input_is_read_as_a_file_is(attune, ours, home, monkeypatch):
    raw = Path(ours).read_bytes()
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(raw)))
    assert 0 == attune("import", "-", "--yes")[0]
    assert 4 == len(stored(home))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("form", ["journal", "jsonl"])
def test_a_file_in_another_unicode_is_read_and_that_is_said(
    attune, ours, tmp_path, home, form, encoding, monkeypatch
):
    attune("import", ours, "--yes")
    text = attune("export", "--format", form)[1]
    path = tmp_path / "wide.txt"
    path.write_text(text, encoding=encoding)
    here = stored(home)
    for piped in (False, True):
        shutil.rmtree(home.data)
        if piped:
            monkeypatch.setattr("sys.stdin", TextIOWrapper(Pipe(path.read_bytes())))
        code, _, talk = attune("import", "-" if piped else str(path), "--yes")
        said = encoding == "utf-8-sig" or f"is read as {encoding}." in talk
        assert (0, True, here) == (code, said, stored(home)), talk


def test_files_that_were_joined_with_their_marks_are_read(attune, file, home):
    path = file(HURT, CALM)
    first, second = Path(path).read_bytes().splitlines(keepends=True)
    Path(path).write_bytes(codecs.BOM_UTF8 + first + codecs.BOM_UTF8 + second)
    assert 0 == attune("import", path, "--yes")[0]
    assert 2 == len(stored(home))


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_file_without_a_line_holds_nothing(attune, tmp_path, content):
    path = tmp_path / "empty.jsonl"
    path.write_bytes(content)
    code, out, _ = attune("import", str(path), "--yes")
    assert (0, "Nothing is in it that could be imported.\n") == (code, out)


def test_what_is_no_file_of_attune_is_refused_in_a_sentence(attune, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff")
    for place in (photo, tmp_path, tmp_path / "nowhere"):
        code, _, talk = attune("import", str(place), "--yes")
        assert (1, 1, True) == (code, talk.count("\n"), talk.startswith(f"{place} can’t be read"))


@pytest.mark.parametrize("place", [".", "/", "~nobody-here/in.jsonl", "a\0b"])
def test_what_can_be_no_file_is_said_to_be_unreadable(attune, place):
    code, _, talk = attune("import", place, "--yes")
    assert (1, True, False) == (code, "can’t be read: " in talk, "written" in talk)


def test_a_copy_of_a_journal_is_put_in_place_and_not_imported(attune, home):
    attune("log", "hurt")
    code, _, talk = attune("import", str(home.journal), "--yes")
    assert (1, True) == (code, f"attune restore {home.journal}" in talk)


def test_fields_that_attune_does_not_know_are_named_and_left_out(attune, file, home):
    code, _, talk = attune("import", file({**HURT, "place": "park"}), "--yes")
    assert (0, True, 1) == (code, "“place” (1 line)" in talk, len(stored(home)))


def test_json_says_all_of_it(attune, file):
    code, out, talk = attune("import", file(HURT, CALM), "--yes", "--json")
    told = json.loads(out)
    assert (0, "", "attune.import/1", True, 2, 0) == (
        code, talk, told["schema"], told["imported"], told["new"], told["refused"]
    )  # fmt: skip
    assert [{"role": "child", "name": "ada"}] == told["people"]


def test_what_is_imported_is_found_by_its_words(attune, file):
    attune("import", file(HURT, CALM), "--yes")
    assert "snails" in attune("search", "snails")[1]
    assert "1" in attune("search", "comfort")[1]


def test_a_journal_that_is_written_to_meanwhile_is_compared_again(attune, file, run):
    from attune_cli.commands import imports  # noqa: PLC0415

    attune("log", "scared", "yes")
    path = file(HURT)
    asked = imports.confirm

    def meanwhile(*_: object, **__: object) -> None:
        with journal(run.home) as opened:
            opened.add([moment(uid=HURT["uid"], number=None, children=(), logged_at=NOW)])

    imports.confirm = meanwhile
    try:
        code, _, talk = attune("import", path)
    finally:
        imports.confirm = asked
    assert (1, True) == (code, "changed meanwhile" in talk)


def test_a_moment_that_is_logged_elsewhere_a_minute_ahead_of_this_clock_waits(attune, file):
    ahead = (NOW + timedelta(minutes=1)).isoformat()
    code, _, talk = attune("import", file({**HURT, "logged_at": ahead}), "--yes")
    assert (1, True) == (code, "is in the future." in talk)
