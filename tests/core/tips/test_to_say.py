"""The one sentence after a hard moment: all that may be shown, and that each may stand alone."""

import re
from datetime import timedelta

import pytest

from attune_cli.core.people import BANDS
from attune_cli.core.tips.choice import Mark, to_say
from attune_cli.core.tips.library import Tip, read_tips
from attune_cli.core.vocabulary import vocabulary
from bench.reading import END_OF_SENTENCE, grade
from bench.tips import LEFT_OUT
from core.factory import FRIDAY

TIPS = read_tips()
SAID = [tip for tip in TIPS if tip.say]
CUES = [word.word for word in vocabulary().of("cue")]
DAYS = [FRIDAY + timedelta(days=days) for days in range(10)]  # each has had its turn by then
HARDEST_GRADE, LONGEST = 6, 120
QUOTED = re.compile(r"“[^”]*”")
GRAVE = re.compile(
    r"\b(?:died?|dying|dead|death|kill\w*|suicid\w*|harm\w*|blood\w*|poison\w*|drown\w*|chok\w*"
    r"|abus\w*|danger\w*|emergenc\w*|ambulance|hospital|police|doctor|crisis|helpline)\b",
    re.IGNORECASE,
)
BLAME = re.compile(
    r"\b(?:don[’']t|instead|next time|fault|wrong with|should|must|never|always|better)\b",
    re.IGNORECASE,
)


def shown(cue: str, band: str, note: str | None = None) -> list[str]:
    """Return every sentence that is shown after such a moment, on whatever day."""
    found = [to_say(TIPS, cue, band, note, {}, day) for day in DAYS]
    return sorted({tip.say for tip in found if tip})


def test_every_sentence_that_may_be_shown_is_one_that_was_read(golden):
    lines = []
    for band in BANDS:
        for cue in CUES:
            lines += [f"{band}, {cue}:", *(f"  {said}" for said in shown(cue, band) or ["-"])]
    golden("to_say", "\n".join(lines) + "\n")


def test_each_sentence_has_its_turn():
    cells = [(cue, band) for band in BANDS for cue in CUES]
    turns = {said for cue, band in cells for said in shown(cue, band)}
    assert {tip.say for tip in SAID if not tip.say_if} == turns


def test_there_is_a_sentence_for_every_word_and_age_but_those_left_out_on_purpose():
    missing = {(cue, band) for band in BANDS for cue in CUES if not shown(cue, band)}
    assert {cell for cell in LEFT_OUT if cell[0] in CUES} == missing


def those(is_wrong) -> list[str]:
    return [tip.say for tip in SAID if is_wrong(tip)]


def test_it_is_one_sentence_beside_what_is_quoted():
    assert [] == those(lambda tip: len(END_OF_SENTENCE.findall(QUOTED.sub("so", tip.say))) > 1)


def test_it_ends_as_a_sentence_does():
    assert [] == those(lambda tip: not END_OF_SENTENCE.search(tip.say[-2:]))


def test_it_reads_at_grade_six_or_below():
    assert [] == those(lambda tip: grade(tip.say) > HARDEST_GRADE)


def test_it_is_short_enough_for_three_rows_of_fifty_columns():
    assert [] == those(lambda tip: len(tip.say) > LONGEST)


def test_it_is_no_title():
    assert [] == those(lambda tip: tip.say.rstrip(".") == tip.title)


def test_it_blames_nobody_and_does_not_say_what_was_wrong():
    assert [] == those(lambda tip: BLAME.search(QUOTED.sub("so", tip.say)))


def test_what_is_grave_needs_a_note_that_speaks_of_it():
    assert [] == those(lambda tip: GRAVE.search(tip.say) and not tip.say_if)


def test_a_sentence_is_for_cues_that_its_tip_goes_with():
    words = [(tip.id, word) for tip in SAID for word in tip.say_for if word not in tip.fits]
    assert [] == words + [tip.id for tip in SAID if not set(tip.fits) & set(CUES)]


@pytest.mark.parametrize(
    ("note", "is_said"),
    [
        ("our cat died this morning", True),
        ("Grandma’s funeral", True),
        ("GRANDMA DIED.", True),
        ("the hamster  died\nlast night", True),
        ("my phone died", False),
        ("he nearly died laughing", False),
        ("category died", False),
        ("put to sleep", False),
        ("", False),
        (None, False),
    ],
)
@pytest.mark.parametrize("band", BANDS)
def test_what_a_note_speaks_of_is_spoken_of_at_the_ages_that_it_is_for(note, is_said, band):
    is_for = band in {"preschooler", "school-age"}
    assert (is_said and is_for) is any("died" in said for said in shown("letdown", band, note))
    assert False is any("died" in said for said in shown("worry", band, note))


def test_a_hidden_tip_is_silent_and_a_kept_one_goes_first():
    fitting = [tip for tip in SAID if "hurt" in tip.fits and "toddler" in tip.bands]
    hidden = {tip.id: Mark.HIDDEN for tip in fitting}
    assert None is to_say(TIPS, "hurt", "toddler", None, hidden, FRIDAY)
    kept = [to_say(TIPS, "hurt", "toddler", None, {t.id: Mark.KEPT}, FRIDAY) for t in fitting]
    assert fitting == kept


def test_a_tip_without_a_sentence_never_stands_alone():
    silent = Tip("a", ("teen",), "distress", ("hurt",), "Title", "Do it.", "", "", "idea")
    assert None is to_say([silent], "hurt", "teen", None, {}, FRIDAY)
