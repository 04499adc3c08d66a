"""A map says what another program's file means, and nothing else is taken from it."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.exchange.foreign import Table, read_table
from attune_cli.core.exchange.gate import Gate, Unfit
from attune_cli.core.exchange.mapping import (
    Mapper,
    MapWrong,
    Notes,
    Role,
    plain_text,
    read_map,
    rich_text,
    tag_of,
)
from attune_cli.core.exchange.new_map import new_map
from attune_cli.core.exchange.presets import PRESETS, PRESETS_FOLDER, preset, preset_of
from attune_cli.core.grammar import read_tag
from attune_cli.core.moment import Kind, Moment
from attune_cli.core.vocabulary import vocabulary
from core.factory import SIGNS

FILES = Path(__file__).parents[2] / "data" / "elsewhere"
NOW = datetime(2026, 12, 24, 18, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def table_of(name: str) -> Table:
    return read_table((FILES / name).read_bytes())


def mapper(text: str, table: Table, zone=BERLIN) -> tuple[Mapper, list[Moment | Unfit]]:
    words = vocabulary()
    made = Mapper(read_map(text, words), Gate(words, NOW), words, zone)
    return made, [line.found for line in made.read(table)]


def drafted(table: Table, name: str = "x.csv", **said: str) -> str:
    text = new_map(table, preset_of(table), name, vocabulary()).text
    for key, value in said.items():
        assert f'\n{key} = ""' in text
        text = text.replace(f'\n{key} = ""', f'\n{key} = "{value}"')
    return text


def taken(name: str, kind: str = "connection") -> list[Moment]:
    _, found = mapper(drafted(table_of(name), name, kind=kind), table_of(name))
    assert [] == [one for one in found if not isinstance(one, Moment)]
    return found


def when(one: Moment) -> str:
    return one.occurred_at.isoformat() if one.occurred_at else one.local_day.isoformat()


def test_daylio_writes_12_hours_pipes_breaks_and_odd_spaces():
    found = taken("daylio_export.csv")
    assert [
        "2026-11-14T21:12:00+01:00", "2026-11-13T17:40:00+01:00", "2026-11-12T00:05:00+01:00",
        "2026-11-11T08:00:00+01:00", "2026-11-11T08:00:00+01:00",
        "2026-03-29T03:30:00+02:00", "2026-10-25T02:30:00+02:00",
    ] == [*map(when, found)]  # fmt: skip
    assert "Bath\nSplashed for an hour.\n\nShe laughed so much." == found[0].note
    assert "Fell off the swing, cried.\nHeld her." == found[1].note
    assert [
        ("family", "bath-time", "reading"), ("family", "tantrum", "movies-tv"),
        ("night-waking", "party-popper"),
    ] == [one.tags for one in found[:3]]  # fmt: skip
    assert "=SUM(A1) was the spreadsheet, not the child" == found[3].note
    assert 7 == len({one.uid for one in found})  # twins, too, are two


def test_older_files_of_daylio_have_the_year_in_a_column_of_its_own():
    table = read_table(
        b"year,date,weekday,time,mood,activities,note\n"
        b'2018,18 May,Friday,11:54 pm,happy,"a | b",""\n'
    )
    _, (one,) = mapper(drafted(table, kind="connection"), table)
    assert ("2018-05-18T23:54:00+02:00", ("a", "b")) == (when(one), one.tags)


def test_baby_buddy_writes_a_table_an_activity_with_the_child_in_it():
    notes, sleep = taken("babybuddy-notes.csv"), taken("babybuddy-sleep.csv")
    assert [("Ada",), ("Ada",), ("Lou",)] == [one.children for one in notes]
    assert [("goodbye", "nursery"), (), ("books",)] == [one.tags for one in notes]
    assert ["2026-11-20T12:30:00+01:00", "2026-11-20T19:45:00+01:00"] == [*map(when, sleep)]
    assert ["Fell asleep on my arm", None] == [one.note for one in sleep]


def test_jrnl_writes_wall_clock_times_and_a_title_before_the_text():
    long, pancakes = taken("jrnl.json")
    assert ["2026-11-18T21:05:00+01:00", "2026-11-22T09:30:00+01:00"] == [
        when(long),
        when(pancakes),
    ]
    assert "Long evening with @ada.\nShe did not want to sleep. @bedtime\nI got sharp." == long.note
    assert [("ada", "bedtime"), ("ada",)] == [long.tags, pancakes.tags]


def test_day_one_writes_times_of_utc_with_their_zone_pictures_and_escapes():
    pick_up, sea = taken("dayone.json")
    assert ["2026-11-20T18:30:00+11:00", "2026-11-21"] == [when(pick_up), when(sea)]
    assert "Pick-up was hard.\n\nLou hid under the table." == pick_up.note
    assert ("Kita-Pick-Up", "feelings-big") == pick_up.tags


def test_every_file_from_elsewhere_is_seen_for_what_it_is():
    programs = {path.name: preset_of(table_of(path.name)) for path in FILES.iterdir()}
    assert {
        "daylio_export.csv": "daylio", "babybuddy-notes.csv": "babybuddy",
        "babybuddy-sleep.csv": "babybuddy", "jrnl.json": "jrnl", "dayone.json": "dayone",
        "tracker.csv": None,
    } == {name: of and of.name for name, of in programs.items()}  # fmt: skip


def test_each_preset_is_known_and_says_what_a_map_can_say():
    assert {*PRESETS} == {path.stem for path in PRESETS_FOLDER.glob("*.toml")}
    for name in PRESETS:
        known = preset(name)
        assert {*known.columns.values()} <= {*Role}
        assert {*known.split, *known.usually, *known.unless} <= {*known.columns}
        assert known.notes in {*Notes}


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_a_new_map_takes_nothing_until_a_kind_is_said_and_never_a_word(name):
    table = table_of(name)
    made, found = mapper(drafted(table, name), table)
    assert ([], len(table.rows)) == (found, len(made.left))
    assert {"the map says no kind for it"} == {why for _, why in made.left}
    for one in taken(name) if name != "tracker.csv" else ():
        words = (*one.activities, *one.states, *one.responses, *one.steps)
        assert ((), None, None, None) == (words, one.cue, one.sensitivity, one.after)


def test_a_table_of_no_known_program_is_read_by_its_shape():
    table = table_of("tracker.csv")
    text = drafted(table, "tracker.csv")
    assert 'Uhrzeit = "time"' in text
    assert 'dates = ""  # say "day first" or "month first": 03/04/2026 can be read two ways' in text
    text = text.replace('weinen = ""', 'weinen = "distress"').replace(
        'vorlesen = ""', 'vorlesen = "read yes tag"'
    )
    text = text.replace('Ada = ""', 'Ada = "@ada"')
    made, found = mapper(text, table)
    assert {"it can be read two ways: say in the map what comes first, dates = “day first” …"} == {
        unfit.reason for unfit in found
    }
    assert 3 == len(made.refused)
    made, (first, second, third) = mapper(text.replace('dates = ""', 'dates = "day first"'), table)
    assert ["2026-04-03T07:30:00+02:00", "2026-04-05T19:15:00+02:00", "2026-04-06"] == [
        *map(when, (first, second, third))
    ]
    assert "Drei Bücher; eins auf Türkisch" == second.note
    assert (("read",), "yes", ("vorlesen",), ("ada",)) == (
        second.activities, second.sensitivity, second.tags, second.children,
    )  # fmt: skip
    assert (1, {("Kind", "Lou"): 1}, Kind.DISTRESS) == (made.joined, made.unsaid, third.kind)


def test_one_date_that_can_be_read_one_way_says_how_all_are_read():
    table = read_table(b"date,note\n03/04/2026,a b\n04/25/2026,c d\n")
    text = drafted(table, kind="distress")
    assert 'dates = "month first"  # as 04/25/2026 tells' in text
    assert ["2026-03-04", "2026-04-25"] == [*map(when, mapper(text, table)[1])]
    both = read_table(b"date,note\n03/04/2026,a b\n04/25/2026,c d\n25/04/2026,e f\n")
    assert 'dates = ""  # say' in drafted(both)


MAP = """
source = "x"
[columns]
day = "day"
time = "time"
mood = "words"
tags = "words"
note = "note"
[split]
tags = ","
[words.mood]
cry = "hurt"
play = "floor"
bad = "no"
work = "leave"
[words.tags]
"*" = "tag"
"""


def row(mood: str, tags: str = "", day: str = "2026-11-20", time: str = "17:40") -> Table:
    return read_table(f'day,time,mood,tags,note\n{day},{time},{mood},"{tags}",x\n'.encode())


@pytest.mark.parametrize(
    ("mood", "why"),
    [
        ("new", "the map says no kind for it"),
        ("bad", "the map says no kind for it"),
        ("work", "the map leaves out what has “work”"),
    ],
)
def test_a_row_of_no_kind_is_left_out_with_the_reason(mood, why):
    made, found = mapper(MAP, row(mood))
    assert ([], [why]) == (found, [reason for _, reason in made.left])


def test_words_that_contradict_each_other_leave_their_row_out():
    text = MAP.replace('"*" = "tag"', 'fun = "floor"\nsorry = "sorry"')
    reasons = [
        mapper(text, row("cry", "fun"))[0].left[0][1],
        mapper(text, row("bad", "sorry"))[0].left[0][1],
    ]
    assert [True, True] == ["don’t go together" in reason for reason in reasons]


def test_what_comes_later_is_taken_as_the_map_says_of_others():
    _, (one,) = mapper(MAP, row("cry", "park,Kita,🎉,2026,park"))
    assert ("park", "Kita", "party-popper", "tag-2026") == one.tags


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"day": ""}, "day", "it is empty"),
        ({"day": "soon"}, "day", "it is no day such as 2026-11-20"),
        ({"day": "2026-02-30"}, "day", "it is no day such as 2026-11-20"),
        ({"day": "1066-10-14"}, "day", "it is before the year 1900"),
        ({"time": "25:00"}, "time", "it is no time such as 17:40 or 5:40 pm"),
        ({"day": "2999-01-01"}, "occurred_at", "it is in the future"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_line(cells, field, reason):
    words = vocabulary()
    made = Mapper(read_map(MAP, words), Gate(words, NOW), words, BERLIN)
    (line,) = made.read(row("cry", **cells))
    assert (2, field, reason) == (line.number, line.found.field, line.found.reason)
    assert 1 == len(made.refused)


def test_a_row_is_the_same_moment_each_time_and_where_more_rows_came_before_it():
    one, two = row("cry"), row("play", day="2026-11-21")
    longer = one._replace(rows=[*two.rows, *one.rows, *one.rows])
    _, (alone,) = mapper(MAP, one)
    _, (_, same, twin) = mapper(MAP, longer)
    assert alone.uid == same.uid
    assert alone.uid != twin.uid
    _, (other,) = mapper(MAP.replace('source = "x"', 'source = "y"'), one)
    assert alone.uid != other.uid


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("[columns]", "[columns"), "it is no TOML: "),
        (('source = "x"', 'sauce = "x"'), "“sauce” is nothing that a map says"),
        (('"day"', '"dya"'), "[columns] “day”: “dya” is none of day, year, time"),
        (('day = "day"', 'day = "skip"'), "[columns] says of no column that it is the “day”"),
        (('time = "time"', 'time = "day"'), "[columns] “day” and “time” can’t both be the day"),
        (
            ('"hurt"', '"hrt"'),
            "[words.mood] “cry”: “hrt” is no word of attune; did you mean “hurt”?",
        ),
        (('"hurt"', '"hurt floor"'), "[words.mood] “cry”: “hurt” and “floor” don’t go together"),
        (('"hurt"', "5"), "[words.mood] “cry” needs a text in quotes"),
        (('source = "x"', 'zone = "Europe/Nix"'), "zone: nobody knows “Europe/Nix”"),
        (('source = "x"', 'kind = "tantrum"'), "kind: “tantrum” is none of distress, connection"),
        (('source = "x"', 'dates = "us"'), "dates: “us” is none of day first, month first"),
        (('source = "x"', "child = 5"), "child needs a text in quotes"),
        (('source = "x"', "words = 5\nsource = 'x'"), "it is no TOML: "),
    ],
)
def test_a_map_that_means_nothing_says_where(change, problem):
    with pytest.raises(MapWrong) as wrong:
        read_map(MAP.replace(*change), vocabulary())
    assert str(wrong.value).startswith(problem)


@given(st.text(SIGNS, max_size=50))
def test_whatever_a_value_is_its_tag_is_one_or_it_has_none(value):
    tag = tag_of(value)
    assert tag is None or tag == read_tag(tag)


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("Movies / TV", "Movies-TV"), ("❤️", "heavy-black-heart"), ("👩‍👧 time", "woman-girl-time"),
        ("#Park", "Park"), ("@ada", "ada"), ("bath-time", "bath-time"),
        ("Äpfel & Birnen", "Äpfel-Birnen"),
        ("2026", "tag-2026"), ("!!!", None), ("", None), ("—", None), ("a" * 50, "a" * 40),
    ],
)  # fmt: skip
def test_a_value_as_a_tag(value, tag):
    assert tag == tag_of(value)


NAMES = st.text(SIGNS, min_size=1, max_size=12)


@given(st.lists(NAMES, min_size=2, max_size=4), st.lists(st.lists(NAMES, min_size=4, max_size=4)))
def test_a_map_of_any_table_can_be_read_again(head, cells):
    written = StringIO()
    csv.writer(written).writerows([head, *(one[: len(head)] for one in cells)])
    table = read_table(written.getvalue().encode())
    if table is None:
        return
    text = new_map(table, None, "\x1b[31m\nx\x7f.csv", vocabulary()).text
    if '"day"' not in text:
        text = text.replace("[columns]\n", '[columns]\n"\\u0000" = "day"\n')
    assert [*table.columns] == [c for c in read_map(text, vocabulary()).columns if c != "\0"]


def test_markup_is_taken_out_of_notes_and_what_only_looks_like_it_stays():
    html = "<p>One</p><ul><li>a &amp; b</li><li>c</li></ul>2 < 3 &lt; 4"
    assert "One\n- a & b\n- c\n2 < 3 < 4" == plain_text(html, Notes.HTML)
    assert "2 < 3 &lt; x <3" == plain_text("2 < 3 &lt; x <3", Notes.HTML)
    assert "<br>" == plain_text("<br>", Notes.PLAIN)
    assert "One\nTwo\n\nThree" == plain_text("One<div>Two</div><div><br></div>Three", Notes.HTML)
    assert "One\n- a\nb" == plain_text("One<UL class='x'><LI>a</LI></UL>b", Notes.HTML)
    assert "Ada & Lou\u2019s <3" == plain_text("Ada &amp; Lou&#8217;s &lt;3", Notes.HTML)


@pytest.mark.parametrize(
    ("rich", "note"),
    [
        ('{"contents": [{"text": "Bath\\n"}, {"x": []}, {"text": "Ha*ha*"}]}', "Bath\nHa*ha*"),
        ('{"contents": [{"text": 5}, {}]}', ""),
        ('{"contents": ["a", null]}', ""),
        ('{"contents": null}', ""),
        ("[" * 100_000, ""),
        ("5", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_entry_that_has_its_text_as_parts_alone_keeps_it(rich, note):
    assert note == rich_text(rich)


HARD = st.text(SIGNS, max_size=12) | st.sampled_from((
    "2026-11-20", "03/04/2026", "9999-12-31", "0001-01-01T00:00Z", "9999-12-31T23:59-14:00",
    "12:05 am", "²", "Europe/Berlin", "true", "=1", "a|b", "Ada", "\ud800", "\x00", "[", '"',
))  # fmt: skip
ANY = """
source = "x"
kind = "connection"
dates = "day first"
[columns]
a = "{}"
b = "{}"
c = "{}"
[split]
b = "|"
[words.b]
"*" = "tag"
"a" = "sorry"
"""


@given(
    st.lists(st.lists(HARD, min_size=3, max_size=3), min_size=1, max_size=3),
    st.sampled_from(["day", "when"]),
    st.sampled_from([*Role]),
    st.sampled_from([*Role]),
)
def test_whatever_stands_in_a_row_it_is_a_moment_or_named_or_left(cells, first, second, third):
    entries = [dict(zip("abc", one, strict=True)) for one in cells]
    table = read_table(json.dumps(entries).encode())
    text = ANY.format(first, second, third)
    try:
        made, found = mapper(text, table)
    except MapWrong:
        return
    assert len(cells) == len(found) + len(made.left)
    assert len(made.refused) == sum(isinstance(one, Unfit) for one in found)


def test_several_children_stand_in_one_field():
    table = read_table(b'date,child,note\n2026-11-20,"Ada, Lou",x y\n')
    _, (one,) = mapper(drafted(table, kind="connection"), table)
    assert ("Ada", "Lou") == one.children


def test_where_no_column_is_named_a_note_the_long_texts_are_one():
    table = read_table(
        b"When,What happened,Who\n"
        b'11/20/2026 5:40 PM,"Fell off the swing, cried a long while",Ada\n'
        b"11/13/2026 8:00 AM,Read three books together on the sofa,Lou\n"
    )
    text = drafted(table)
    assert '"What happened" = "note"' in text
    assert 'Who = "words"' in text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("words = 5", "[words] needs a table for each column, such as [words.mood]."),
        ("split = 5", "[split] needs rows such as “name” = “word”."),
        ("[words]\nmood = 5", "[words.mood] needs rows such as “name” = “word”."),
    ],
)
def test_a_part_of_a_map_that_has_no_rows_says_what_rows_are(text, problem):
    with pytest.raises(MapWrong) as wrong:
        read_map(text, vocabulary())
    assert problem == str(wrong.value)


def test_a_return_without_a_rating_leaves_its_row_out():
    made, found = mapper(MAP.replace('"hurt"', '"hurt later"'), row("cry"))
    reason = "came_back “later”: it belongs to a moment rated “partly” or “no”"
    assert ([], [reason]) == (found, [why for _, why in made.left])


def test_a_value_of_which_no_tag_can_be_made_is_counted():
    made, (one,) = mapper(MAP, row("cry", "!!!,park"))
    assert (("park",), {"!!!": 1}) == (one.tags, made.no_tags)


def test_a_date_against_the_order_of_the_map_is_named():
    text = MAP.replace('source = "x"', 'source = "x"\ndates = "month first"')
    _, (unfit,) = mapper(text, row("cry", day="25/04/2026"))
    assert "it is no day with the month first, as the map says" == unfit.reason


def test_a_row_of_the_wrong_width_is_named_where_the_last_column_is_no_note():
    text = MAP.replace('note = "note"', 'note = "skip"')
    table = read_table(b'day,time,mood,note\n2026-11-20,,cry,a,b\n2026-11-20,,cry,"a"b\n')
    _, found = mapper(text.replace('tags = "words"\n', "", 1), table)
    assert [
        "it has more fields than the first line",
        "it has a quotation mark too many or too few",
    ] == [unfit.reason for unfit in found]


def test_times_of_utc_without_a_zone_are_shown_in_that_of_the_others_and_counted():
    table = read_table(
        b"at,zone,mood\n2026-11-20T23:40:00Z,,cry\n2026-11-20T23:40:00Z,Nix/Da,cry\n"
    )
    text = 'source = "x"\nkind = "distress"\n[columns]\nat = "when"\nzone = "zone"\n'
    made, (shown, unfit) = mapper(text, table)
    assert ("2026-11-21T00:40:00+01:00", 1) == (when(shown), made.in_utc)
    assert ("zone", "it is no zone such as Europe/Berlin") == (unfit.field, unfit.reason)
