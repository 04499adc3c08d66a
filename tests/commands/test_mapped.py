"""Files of other programs: a map is written, filled in by a person, and followed."""

import json
import shutil
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from commands.test_imports import flat

ELSEWHERE = Path(__file__).parents[1] / "data" / "elsewhere"
DAYLIO = {
    'bad = ""': 'bad = "distress"',
    'good = ""': 'good = "connection"',
    'awful = ""': 'awful = "skip"',
    'tantrum = "tag"': 'tantrum = "frustrated tag"',
    'reading = "tag"': 'reading = "read @ada"',
}


@pytest.fixture
def file(tmp_path):
    def copied(name: str) -> Path:
        return Path(shutil.copy(ELSEWHERE / name, tmp_path))

    return copied


def fill(path: Path, changes: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert f"\n{old}" in text
        text = text.replace(f"\n{old}", f"\n{new}")
    path.write_text(text, encoding="utf-8")


def moments(attune) -> list[dict]:
    return [json.loads(line) for line in attune("list", "--json")[1].splitlines()]


@pytest.mark.usefixtures("no_journal")
def test_the_first_run_writes_a_map_and_imports_nothing(attune, file, tmp_path, golden):
    daylio = file("daylio_export.csv")
    code, out, talk = attune("import", str(daylio))
    assert (0, "") == (code, talk)
    golden("import_map_page", out.replace(str(tmp_path), "FOLDER"))
    golden("map_toml", (tmp_path / "daylio_export.map.toml").read_text(encoding="utf-8"))
    assert [] == moments(attune)


@pytest.mark.usefixtures("no_journal")
def test_the_second_run_imports_by_the_map_and_keeps_what_it_leaves_out(
    attune, file, tmp_path, golden
):
    daylio, kept = file("daylio_export.csv"), tmp_path / "daylio_export.left.csv"
    attune("import", str(daylio))
    fill(tmp_path / "daylio_export.map.toml", DAYLIO)
    code, out, talk = attune("import", str(daylio), "--yes")
    assert (0, "Imported: 4 moments. To take it back: attune undo.\n") == (code, out)
    golden("import_mapped_preview", talk.replace(str(tmp_path), "FOLDER"))
    found = moments(attune)
    assert {None} == {one["sensitivity"] for one in found}
    assert [("connection", None, ["read"], ["ada"]), ("distress", "frustrated", [], [])] == [
        (one["kind"], one["cue"], one["activities"], one["children"])
        for one in sorted(found, key=lambda one: one["number"])[:2]
    ]
    assert 4 == len(kept.read_text(encoding="utf-8").splitlines())
    assert (
        "Nothing is new: all of it is here already.\n" == attune("import", str(daylio), "--yes")[1]
    )
    assert 4 == len(moments(attune))


def test_rows_that_were_left_out_are_imported_once_the_map_says_more(attune, file, tmp_path):
    daylio, map_ = file("daylio_export.csv"), tmp_path / "daylio_export.map.toml"
    attune("import", str(daylio))
    fill(map_, DAYLIO)
    attune("import", str(daylio), "--yes")
    fill(map_, {'meh = ""': 'meh = "routine"', 'awful = "skip"': 'awful = "scared"'})
    left = tmp_path / "daylio_export.left.csv"
    code, out, _ = attune("import", str(left), "--map", str(map_), "--yes")
    assert (0, True) == (code, out.startswith("Imported: 3 moments."))
    _, out, _ = attune("import", str(daylio), "--dry-run", "--json")
    plain = json.loads(out)
    assert (0, 7, 0) == (plain["new"], plain["same"], plain["different"])


def test_one_undo_takes_an_import_back(attune, file):
    attune("import", str(file("jrnl.json")), "--kind", "connection", "--yes")
    assert 2 == len(moments(attune))
    assert 0 == attune("undo")[0]
    assert [] == moments(attune)


@pytest.mark.parametrize(
    ("name", "program", "many"),
    [
        ("daylio_export.csv", "daylio", 7), ("babybuddy-notes.csv", "babybuddy", 3),
        ("babybuddy-sleep.csv", "babybuddy", 2), ("jrnl.json", "jrnl", 2),
        ("dayone.json", "dayone", 2),
    ],
)  # fmt: skip
def test_with_a_kind_for_all_rows_a_known_program_is_imported_at_once_and_only_once(
    attune, file, name, program, many
):
    path = str(file(name))
    for new, same in ((many, 0), (0, many)):
        options = ("--from", program, "--kind", "distress", "--yes", "--json")
        code, out, _ = attune("import", path, *options)
        plain = json.loads(out)
        assert (0, program, new, same, 0) == (
            code, *map(plain.get, ("format", "new", "same", "refused")),
        )  # fmt: skip
    found = moments(attune)
    assert {(None, None, ())} == {
        (one["cue"], one["sensitivity"], (*one["responses"],)) for one in found
    }


def test_the_same_rows_under_another_name_are_the_same_moments(attune, tmp_path):
    table = "day,what\n2026-11-20,shoes\n2026-11-21,bath\n2026-11-21,bath\n"
    for name, new in (("one.csv", 3), ("copy of one.csv", 0)):
        file = tmp_path / name
        file.write_text(table, encoding="utf-8")
        out = attune("import", str(file), "--kind", "distress", "--yes", "--json")[1]
        assert (new, 3 - new) == (json.loads(out)["new"], json.loads(out)["same"])


def test_the_file_of_rows_left_out_goes_once_none_is(attune, file, tmp_path):
    daylio, left = file("daylio_export.csv"), tmp_path / "daylio_export.left.csv"
    attune("import", str(daylio))
    fill(tmp_path / "daylio_export.map.toml", DAYLIO)
    attune("import", str(daylio), "--yes")
    assert left.exists()
    said = {'meh = ""': 'meh = "routine"', 'awful = "skip"': 'awful = "scared"'}
    fill(tmp_path / "daylio_export.map.toml", said)
    options = ("--kind", "distress", "--yes")
    assert attune("import", str(daylio), "--dry-run", "--kind", "distress")[0] == 0
    assert left.exists()
    talk = attune("import", str(daylio), *options)[2]
    assert "No row is left out any more" in talk
    assert not left.exists()
    left.write_text("a,b\n1,2\n", encoding="utf-8")  # of a person's own
    attune("import", str(daylio), *options)
    assert left.exists()


def test_a_map_is_never_written_over(attune, file, tmp_path):
    jrnl, map_ = file("jrnl.json"), tmp_path / "mine.toml"
    attune("import", str(jrnl), "--map", str(map_))
    fill(map_, {'kind = ""': 'kind = "repair"'})
    before = map_.read_bytes()
    assert 0 == attune("import", str(jrnl), "--map", str(map_), "--kind", "distress", "--yes")[0]
    assert (before, {"distress"}) == (map_.read_bytes(), {one["kind"] for one in moments(attune)})


def test_a_dry_run_writes_no_map_and_no_rows(attune, file, tmp_path):
    daylio = file("daylio_export.csv")
    code, out, _ = attune("import", str(daylio), "--dry-run")
    assert (0, True) == (code, "would list it all" in flat(out))
    code, out, _ = attune("import", str(daylio), "--dry-run", "--kind", "distress")
    assert (0, True) == (code, "7 new moments" in out)
    assert ["attune", "daylio_export.csv"] == sorted(
        {"attune", *(path.name for path in tmp_path.iterdir())}
    )


@pytest.mark.usefixtures("no_journal")
def test_the_first_run_says_the_map_in_json_too(attune, file, tmp_path):
    code, out, _ = attune("import", str(file("jrnl.json")), "--json")
    assert (0, {
        "schema": "attune.import-map/1", "format": "jrnl", "rows": 2, "written": True,
        "map": str(tmp_path / "jrnl.map.toml"),
        "columns": ["title", "body", "date", "time", "tags", "starred"],
    }) == (code, json.loads(out))  # fmt: skip


@pytest.mark.parametrize(
    ("options", "said", "at"),
    [
        ((), "this machine’s zone (CET)", "21:05:00+01:00"),
        (("--zone", "America/New_York"), "America/New_York", "21:05:00-05:00"),
        (("--zone", "+05:30"), "+05:30", "21:05:00+05:30"),
    ],
)
def test_whose_zone_times_are_in_is_said_aloud(attune, file, options, said, at):
    path = str(file("jrnl.json"))
    _, _, talk = attune("import", path, "--kind", "connection", "--yes", *options)
    assert f"2 times without a zone: taken as in {said}" in flat(talk)
    assert at in json.loads(attune("show", "1", "--json")[1])["occurred_at"]


def test_the_zone_of_a_map_is_taken_where_no_other_is_asked_for(attune, file, tmp_path):
    path = file("jrnl.json")
    attune("import", str(path))
    fill(tmp_path / "jrnl.map.toml", {'zone = ""': 'zone = "Asia/Tokyo"'})
    attune("import", str(path), "--kind", "connection", "--yes")
    assert "+09:00" in json.loads(attune("show", "1", "--json")[1])["occurred_at"]


def test_times_that_a_clock_showed_twice_or_never_are_said(attune, file):
    talk = attune("import", str(file("daylio_export.csv")), "--kind", "distress", "--yes")[2]
    assert "1 time that the clock showed twice: the first is taken" in flat(talk)
    assert "1 time that the clock skipped: taken an hour later" in flat(talk)


def test_dates_that_can_be_read_two_ways_are_refused_until_the_map_says_which(
    attune, file, tmp_path
):
    path, map_ = file("tracker.csv"), tmp_path / "tracker.map.toml"
    attune("import", str(path))
    fill(map_, {'kind = ""': 'kind = "distress"'})
    code, _, talk = attune("import", str(path), "--yes")
    assert 1 == code
    assert "line 2, Datum “03/04/2026”: it can be read two ways" in flat(talk)
    assert "it is no UTF-8, and was read as cp1252" in flat(talk)
    fill(map_, {'dates = ""': 'dates = "month first"'})
    assert 0 == attune("import", str(path), "--yes")[0]
    assert ["2026-03-04", "2026-05-04", "2026-06-04"] == sorted(
        one["local_day"] for one in moments(attune)
    )


def test_rows_that_cannot_be_read_are_kept_when_they_are_left_out(attune, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes(b"day,mood,note\n2026-11-20,sad,one\nsoon,sad,two\n2026-11-21,sad,three\n")
    code, _, talk = attune("import", str(path), "--kind", "distress", "--yes")
    assert (1, True) == (code, "line 3, day “soon”: it is no day" in flat(talk))
    assert (0, ["attune", "old.csv", "old.map.toml"]) == (
        len(moments(attune)), sorted({"attune", *(path.name for path in tmp_path.iterdir())}),
    )  # fmt: skip
    code, out, _ = attune("import", str(path), "--kind", "distress", "--yes", "--skip-bad")
    assert (0, "Imported: 2 moments") == (code, out[:19])
    assert "soon,sad,two,day “soon”: it is no day" in (tmp_path / "old.left.csv").read_text("utf-8")


def test_a_file_of_a_persons_own_keeps_its_name_before_rows_that_are_left_out(
    attune, file, tmp_path
):
    daylio = file("daylio_export.csv")
    mine = tmp_path / "daylio_export.left.csv"
    mine.write_bytes(b"my own\n")
    attune("import", str(daylio))
    fill(tmp_path / "daylio_export.map.toml", DAYLIO)
    talk = attune("import", str(daylio), "--yes")[2]
    assert (b"my own\n", True) == (mine.read_bytes(), "daylio_export.left-2.csv" in flat(talk))


def piped(monkeypatch, path: Path) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(path.read_bytes())))


def test_from_standard_input_a_map_has_to_be_named(attune, file, tmp_path, monkeypatch):
    piped(monkeypatch, file("jrnl.json"))
    code, _, talk = attune("import", "-")
    assert (2, True) == (code, "--map FILE" in talk)
    piped(monkeypatch, file("jrnl.json"))
    options = ("--map", str(tmp_path / "m.toml"), "--kind", "connection", "--yes")
    assert 0 == attune("import", "-", *options)[0]
    assert 2 == len(moments(attune))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--zone", "Europe/Berln"), 2, "Nobody knows the zone “Europe/Berln”. Did you mean"),
        (("--zone", "nowhere"), 2, "Try “Europe/Berlin” or “+02:00”."),
        (("--from", "dailyo"), 2, "Did you mean “dayone” or “daylio”"),
        (("--from", "markdown"), 2, "I don’t know the format “markdown”."),
        (("--from", "csv", "--map", "x"), 2, "A file of attune says all of that itself."),
        (("--kind", "hurt"), 2, "“hurt” (cue)"),
        (("--map", "FOLDER"), 1, "FOLDER can’t be read"),
        (("--map", "FOLDER/not/there.toml"), 1, "there.toml can’t be written"),
    ],
)
def test_what_cannot_be_followed_is_said_in_a_sentence(
    attune, file, tmp_path, arguments, code, said
):
    typed = [one.replace("FOLDER", str(tmp_path)) for one in arguments]
    kind = () if "--kind" in typed or "not" in "".join(typed) else ("--kind", "connection")
    ended, out, talk = attune("import", str(file("jrnl.json")), *typed, *kind, "--yes")
    assert (code, "") == (ended, out)
    assert said.replace("FOLDER", str(tmp_path)) in flat(talk)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_file_of_attune_needs_no_zone_and_no_kind(attune, tmp_path, form):
    path = str(tmp_path / "ours")
    attune("log", "floor")
    attune("export", "--format", form, "-o", path)
    code, _, talk = attune("import", path, "--zone", "Europe/Berlin")
    assert (2, True) == (code, f"“--zone” and “{form}” don’t go together" in talk)


def test_a_map_of_another_file_is_told(attune, file, tmp_path):
    attune("import", str(file("jrnl.json")))
    map_ = str(tmp_path / "jrnl.map.toml")
    code, _, talk = attune("import", str(file("tracker.csv")), "--map", map_, "--yes")
    assert (1, True) == (code, "the file has no column “title”: is it its map?" in flat(talk))


def test_a_map_that_says_no_kind_says_where_to_say_it(attune, file):
    path = str(file("dayone.json"))
    attune("import", path)
    code, out, _ = attune("import", path, "--yes")
    assert (0, True) == (code, "says of no row which kind of moment it is" in flat(out))


def test_what_is_no_table_is_refused(attune, tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" * 20)
    code, _, talk = attune("import", str(path))
    assert (1, True) == (code, "it is nothing that I know" in talk)


def test_what_has_to_be_looked_at_in_a_map_is_said_at_once(attune, file, tmp_path):
    said = flat(attune("import", str(file("tracker.csv")))[1])
    assert "03/04/2026 can be read two ways: say in the map which one, behind “dates”" in said
    assert "it is no UTF-8, and was read as cp1252" in said
    prices = tmp_path / "prices.csv"
    prices.write_bytes(b"name,price\nfoo,3.50\n")
    assert "no column looks like a day" in flat(attune("import", str(prices))[1])


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"kind = ", "it is no TOML"),
        (b"\xff\xfe", "it is no UTF-8 text"),
        (b'kind = "sad"\n', "kind: “sad” is none of distress, connection, repair"),
    ],
)
def test_a_map_that_means_nothing_stays_as_it_is_and_says_where_to_mend_it(
    attune, file, tmp_path, raw, said
):
    map_ = tmp_path / "jrnl.map.toml"
    map_.write_bytes(raw)
    code, out, talk = attune("import", str(file("jrnl.json")), "--yes")
    assert (1, "", True, True) == (code, out, said in flat(talk), str(map_) in flat(talk))
    assert raw == map_.read_bytes()


def test_what_was_found_by_a_map_is_in_json_too(attune, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes(
        b"when,note,mood\n2026-11-20T23:40:00Z,one,!!!\n2026-11-20T08:00:00Z,two,sad\n"
    )
    attune("import", str(path))
    fill(tmp_path / "old.map.toml", {'"!!!" = ""': '"!!!" = "tag"', 'sad = ""': 'sad = "leave"'})
    code, out, _ = attune("import", str(path), "--kind", "distress", "--yes", "--json")
    plain = json.loads(out)
    assert (0, 1, str(tmp_path / "old.left.csv")) == (code, plain["left"], plain["left_file"])
    assert [
        "1 time of UTC", "no tag can be made of !!!",
        "1 row left out: the map leaves out what has “sad” (1×)",
    ] == [text.partition(": shown")[0] for text in plain["told"]]  # fmt: skip


def test_a_table_that_is_too_long_to_be_read_at_once_is_to_be_split(attune, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes(b"when,mood\n2026-11-20,good\n")
    with path.open("r+b") as stream:
        stream.truncate(50_000_001)
    code, _, talk = attune("import", str(path))
    assert (1, True) == (code, "it is longer than 50 MB. Split it" in flat(talk)), talk
    assert [path] == [*tmp_path.glob("*.*")]
