"""A redacted report has nothing in it that was stored about somebody, in any byte."""

import re
import string
from datetime import UTC, date, datetime, time, timedelta
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.moment import Moment
from attune_cli.core.people import shown
from attune_cli.core.report import Choice
from attune_cli.core.time.period import Period
from core.factory import FRIDAY, many_moments
from reports import page_of, text_of

PERIOD = Period(FRIDAY, FRIDAY + timedelta(days=28))
# No word of the page has such letters in a row; some are hostile, or of another script.
RARE = st.text("qxzjøþשא", min_size=4, max_size=9)
UGLY = st.builds("{}<b x='{}'>&amp;\u202e\n{}".format, RARE, RARE, RARE)
MOMENTS = many_moments(days=28, most=12)
SECRETS = st.lists(RARE, min_size=7, max_size=7, unique=True)


def told(moments: list[Moment], secrets: list[str], ugly: str) -> list[Moment]:
    """Return the moments with names, tags, notes and words of somebody's own."""
    ada, ben, me, sam, tag, cue, response = secrets
    people = {"ada": ada, "ben": ben, "me": me, "Sam": sam}
    return [
        one._replace(
            children=tuple(people[name] for name in one.children),
            caregiver=people[one.caregiver],
            tags=(tag,) * bool(one.tags),
            cue=cue if one.cue == "scared" else one.cue,
            responses=tuple(response if word == "stay" else word for word in one.responses),
            note=ugly if one.note else None,
            uid=f"01890a5d-ac96-774b-bcce-{one.number:012d}",
        )
        for one in moments
    ]


def redacted(moments: list[Moment], period: Period = PERIOD, people=None) -> str:
    numbers = tuple(moment.number or 0 for moment in moments)
    choice = Choice(shown=numbers)
    return page_of(moments, period, period.last, choice, people=people, is_redacted=True)


def stored(moment: Moment) -> list[str]:
    """Return what is stored of a moment, in the forms in which it might be shown."""
    day, at = moment.local_day, moment.occurred_at
    names = [*moment.children, moment.caregiver, *moment.tags, moment.uid]
    words = [
        word for word in (moment.cue, *moment.responses) if word and set(word) & set("qxzjøþשא")
    ]
    dates = [
        day.isoformat(),
        f"{day:%d %B}",
        f"{day.day} {day:%B}",
        f"{day.day} {day:%b}",
        f"{day:%Y}",
    ]
    hours = [f"{at:%H:%M}"] if at else []
    notes = (moment.note or "").split("\n")
    return [*names, *words, *dates, *hours, *notes]


@given(MOMENTS, SECRETS, UGLY)
def test_no_byte_tells_a_name_note_tag_own_word_identity_day_or_hour(moments, secrets, ugly):
    page = redacted(told(moments, secrets, ugly))
    shapes = re.compile(r' d="[^"]*"| (?:x|width|height|viewBox)="[^"]*"')
    read = shapes.sub("", page).casefold()
    found = {
        text
        for moment in told(moments, secrets, ugly)
        for secret in stored(moment)
        for text in (secret, shown(secret), escape(secret))
        if text and text.casefold() in read
    }
    assert (set(), False) == (found, "<strong>#" in page)


@given(MOMENTS, SECRETS, SECRETS, UGLY, UGLY, st.integers(-50, 50))
def test_the_page_is_the_same_whoever_it_is_about_and_whenever(
    moments, ones, others, ugly, uglier, weeks
):
    by = timedelta(weeks=weeks)
    later = [
        one._replace(
            local_day=one.local_day + by,
            occurred_at=one.occurred_at + by if one.occurred_at else None,
            logged_at=one.logged_at + by,
        )
        for one in moments
    ]
    # In the same order: which of two comes first is all that a page may show of names.
    ones, others = sorted(ones), sorted(others)
    one = redacted(told(moments, ones, ugly), PERIOD, (ones[:2], ones[2:4]))
    period = Period(PERIOD.start + by, PERIOD.end + by)
    other = redacted(told(later, others, uglier), period, (others[:2], others[2:4]))
    assert one == other


def test_the_page_names_by_letter_and_number():
    days = [FRIDAY, FRIDAY + timedelta(days=9)]
    moments = [
        Moment(
            uid=f"u{n}", kind="distress", caregiver=by, local_day=day, occurred_at=None,
            logged_at=None, number=n, children=(child,), cue=cue,
        )
        for n, (by, day, child, cue) in enumerate(
            zip(("me", "oma"), days, ("ada", "bo"), ("hurt", "zahnarzt"), strict=True), 1
        )
    ]  # fmt: skip
    moments = [one._replace(logged_at=_at(one.local_day)) for one in moments]
    text = text_of(redacted(moments))
    assert "Moment 1, week 1: a child was upset · with child A · by caregiver 1 · bumped" in text
    assert (
        "Moment 2, week 2: a child was upset · with child B · by caregiver 2 · own word 1" in text
    )


def _at(day: date):
    return datetime.combine(day, time(12), UTC)


def test_children_beyond_z_have_two_letters():
    names = [f"{a}{b}" for a in "ab" for b in string.ascii_lowercase]
    moments = [
        Moment(
            uid=name, kind="connection", caregiver="me", local_day=FRIDAY, occurred_at=None,
            logged_at=_at(FRIDAY), number=n, children=(name,),
        )
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    text = text_of(redacted(moments))
    assert "with child Z ·" in text
    assert "with child AA ·" in text
    assert "with child AZ ·" in text
