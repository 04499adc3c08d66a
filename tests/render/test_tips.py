"""Pages of tips, as golden files, and their JSON."""

import json
from datetime import date

import pytest

from attune_cli.core.crisis import concern_named
from attune_cli.core.moment import FearBy
from attune_cli.core.people import BANDS
from attune_cli.core.tips.choice import Mark, Offer
from attune_cli.core.tips.library import Tip, TipFilter
from attune_cli.core.tips.reasons import About, Reason
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.json import tip_mark_json, tips_json
from attune_cli.render.page import Line
from attune_cli.render.text import to_text
from attune_cli.render.tips import (
    Shown,
    Subject,
    because,
    idea_after,
    idea_of_week,
    looked_for_lines,
    marked,
    marks_page,
    tips_overview,
    tips_page,
    unmarked,
)
from core.factory import FRIDAY, moment

TODAY = date(2026, 11, 22)
GET_LOW = Tip(
    "toddler-get-low", ("toddler",), "distress", ("hurt", "scared"), "Get low, use few words",
    "Come down to their height, or draw them up to yours. Say four or five words, then stop.",
    "“What a fright! I’m here.”",
    "In the Circle of Security, a child in distress needs a safe place first.",
    "Powell and others 2014, The Circle of Security Intervention",
)  # fmt: skip
FLOOR = Tip(
    "toddler-floor", ("toddler", "preschooler"), "connection", ("floor",),
    "Ten minutes on the floor",
    "Sit down where they are and let them lead. Put the phone in another room.",
    "“You drive. Where are we going?”",
    "Following a child’s lead is practised in several programmes.", "idea",
)  # fmt: skip
OWN = Tip(
    "own-grandma", tuple(BANDS), "self", ("tired",), "Soup first, [b]then[/b] words",
    "Eat something \x1b[31mwarm before you talk.", "", "", "own", say="Eat \x1b[31msomething warm.",
)  # fmt: skip
COT = Tip(
    "cot", ("toddler",), "self", ("flooded",), "Baby in the cot, step out", "Lay them down safely.",
    "“The baby is safe.”", "Programmes agree on it.", "Crying-safety advice", support=True,
)  # fmt: skip
TODDLER = TipFilter("toddler")
THREE = [
    Shown(GET_LOW, "because it was hard twice lately when they were told no", None),
    Shown(FLOOR, "because floor time went well 3 times lately", Mark.KEPT),
    Shown(OWN, "an idea for a toddler", None),
]
FEAR = [Shown(COT, "because a moment lately was frightening", None), *THREE[1:]]
HIDDEN = [Shown(GET_LOW, "an idea for a toddler", Mark.HIDDEN), *THREE[1:]]
FOR_WORD = Subject(TipFilter(word="told_no"), "told no", again="attune tips --for told_no", more=7)
PAGES = {
    "three": tips_page(THREE, Subject(TODDLER, more=31)),
    "three_why": tips_page(THREE, Subject(TODDLER, more=31), why=True),
    "three_of_one_child": tips_page(THREE, Subject(TODDLER, child="ada", more=31)),
    "three_after_fear": tips_page(FEAR, Subject(TODDLER, fear=FearBy.YOU)),
    "overview": tips_overview(THREE, Subject(TODDLER, more=31), 80, 22),
    "overview_low": tips_overview(THREE, Subject(TODDLER, more=31), 80, 14),
    "kept": marks_page({"cot": "Baby in the cot", "own-grandma": ""}, Mark.KEPT, 80),
    "none_hidden": marks_page({}, Mark.HIDDEN),
    "all": tips_page(HIDDEN, Subject(TODDLER, again="attune tips --age toddler")),
    "for_a_word_at_any_age": tips_page(THREE[:2], FOR_WORD),
    "of_a_kind_with_a_text": tips_page(THREE[:1], Subject(TipFilter("teen", "self", None, "soup"))),
    "nothing_found": tips_page(
        [], Subject(TipFilter("toddler", text="xyzzy"), again="attune tips")
    ),
    "nothing_found_at_any_age": tips_page([], Subject(TipFilter(word="low"), "low")),
    "looked_for": tips_page(
        THREE[2:],
        Subject(
            TipFilter(text="I can’t cope"),
            again="attune tips --search 'I can’t cope'",
            more=4,
            pointer=looked_for_lines(concern_named("thoughts")),
        ),
    ),
    "looked_for_and_hidden": tips_page(
        [],
        Subject(
            TipFilter("teen", text="violence"),
            again="attune tips --age teen --search violence",
            pointer=looked_for_lines(concern_named("another")),
        ),
    ),
    "all_hidden": tips_page([], Subject(TODDLER, again="attune tips --child ada")),
}
HARD = moment(number=7, local_day=FRIDAY, cue="told_no")
REASONS = [
    Reason(About.FEAR, times=1), Reason(About.WORKED, "comfort", 2), Reason(About.MET, "hurt", 1),
    Reason(About.ENJOYED, "floor", 3), Reason(About.ENJOYED, "cuddle", 1),
    Reason(About.CAME_BACK, "sorry", 1), Reason(About.OPEN, moment=HARD),
    Reason(About.CUE, "told_no", 2), Reason(About.CUE, "apart", 1), Reason(About.CUE, "unclear", 5),
    Reason(About.STATE, "tired", 1), Reason(About.STATE, "alone", 2),
    Reason(About.PART, "evening", 3), Reason(About.CALM, of=9), Reason(About.CALM, times=1, of=9),
    Reason(About.CALM, times=2, of=9), Reason(About.KEPT), Reason(About.WORD, "told_no"),
    Reason(About.FEAR_OF_ANOTHER, times=1), Reason(About.LOW), Reason(About.AGE),
]  # fmt: skip
OFFER, KNOWN = Offer(GET_LOW, REASONS[6]), vocabulary()
FOR_AGE = OFFER._replace(reason=REASONS[-1])
IDEA_OF_WEEK: list[Line] = [
    *idea_of_week(OFFER, "toddler", KNOWN, TODAY, None, is_named=False),
    *idea_of_week(FOR_AGE, "toddler", KNOWN, TODAY, "ada", is_named=False),
    *idea_of_week(OFFER, "toddler", KNOWN, TODAY, "ada lou", is_named=True),
]


@pytest.mark.parametrize(("rows", "count"), [(40, 3), (24, 3), (20, 2), (5, 1)])
def test_as_many_tips_stand_on_one_screen_as_there_is_room_for(rows, count):
    page = to_text(tips_overview(THREE, Subject(TODDLER, more=31), 50, rows), 50)
    assert count == len([one for one in THREE if one.tip.id in " ".join(page)])


@pytest.mark.parametrize(("name", "width"), [*((name, 80) for name in PAGES), ("three", 50)])
def test_a_page_of_tips_reads_as_it_was_looked_at(golden, name, width):
    golden(f"tips_{name}_{width}", "\n".join(to_text(PAGES[name], width)) + "\n")


def test_every_reason_reads_as_it_was_looked_at(golden):
    lines = [because(reason, ("toddler",), vocabulary(), TODAY) for reason in REASONS]
    lines += [
        because(Reason(About.AGE), bands, vocabulary(), TODAY)
        for bands in (BANDS, ("infant", "teen"))
    ]
    assert set(About) == {reason.about for reason in REASONS}
    golden("tips_because", "\n".join(lines) + "\n")


def test_the_idea_of_a_week_reads_as_it_was_looked_at(golden):
    golden("tips_idea_of_week_80", "\n".join(to_text(IDEA_OF_WEEK, 80)) + "\n")


def test_lines_about_tips_are_as_in_the_golden_file(golden):
    lines = [*idea_after(OWN, "told_no")]
    lines += [marked(OWN.id, OWN.title, mark, before) for mark in Mark for before in (None, *Mark)]
    lines += [unmarked(OWN.title, before) for before in (None, *Mark)]
    golden("tips_said", "\n".join(lines) + "\n")


def test_the_json_of_tips_stays_as_it_is(golden):
    faces = [
        tips_json([*THREE, FEAR[0]]),
        tip_mark_json("cot", Mark.KEPT),
        tip_mark_json("cot", None),
    ]
    golden("tips_json", json.dumps(faces, indent=2, ensure_ascii=False) + "\n")
