"""Writes eight-weeks.jsonl, the journal that `attune demo`, the documents and the tests show.

Here belong two invented children, two caregivers and what could have happened to them: seven weeks
drawn from a seed, the last one written by hand, since that is the one people see. What is told is
read by attune's own grammar, so a word that attune does not know cannot get in. No clock and no
other chance: the same seed gives the same file, byte for byte.
"""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from attune_cli.core.grammar import Entry, parse, to_moment
from attune_cli.core.moment import Chosen, Kind, Moment
from attune_cli.core.moment_json import moment_to_plain
from attune_cli.core.time.period import Period
from attune_cli.core.time.when import part_of_day
from attune_cli.core.vocabulary import vocabulary

FILE = Path(__file__).with_name("eight-weeks.jsonl")
SEED = 30
OFFSET = timezone(timedelta(hours=2))
DRAWN_WEEKS = Period(date(2026, 8, 31), date(2026, 10, 19))
SICK_WEEK = Period(date(2026, 9, 28), date(2026, 10, 5))
QUIET_DAYS = Period(date(2026, 9, 29), date(2026, 10, 2))  # nobody had a hand free to write
MOMENTS_A_DAY = (1, 2, 2, 3, 3, 3, 4, 4)
# Minutes of the day: at seven, at three, and, since evenings are the hard hours, most from five on.
STARTS = (*range(420, 540, 30), *range(900, 1020, 30), *range(1020, 1200, 20))
NEARLY_BEDTIME = 18  # what goes wrong from this hour on is mended in the morning
GRANDPA, GRANDPA_WEEKDAYS = "grandpa", {0, 2, 4}  # he has them on three afternoons
SICK, PROMPTED, NOTED = 0.7, 0.13, 0.28  # how often
CALM = {"morning": 0.5, "afternoon": 0.55, "evening": 0.35}
RATED = ("yes", "partly", "no", "")  # "" is a moment that nobody rated
ODDS = {"morning": (75, 15, 4, 6), "afternoon": (75, 15, 4, 6), "evening": (36, 30, 26, 8)}
CALM_ODDS = (74, 18, 3, 5)
EVENINGS_LATER, LATER_ODDS = (None, 0, 1, 2), (66, 20, 8, 6)
ONLY_THE_DAY = 2  # evenings later, when the hour is forgotten
CUES = {
    "@ada": "body hurt scared apart frustrated told_no change unclear",
    "@bo": "body hurt scared frustrated told_no change left_out letdown worry",
    "@ada @bo": "quarrel quarrel change told_no",
}
# For each cue the responses that fit it, and those that fall short of it.
RESPONSES = {
    "body": ("met comfort stay", "missed minimise"),
    "hurt": ("comfort name stay", "minimise missed"),
    "scared": ("comfort stay name", "minimise missed"),
    "apart": ("comfort name stay", "minimise missed"),
    "frustrated": ("solve name allow space", "takeover punish missed"),
    "told_no": ("limit_warm name allow", "give_in punish minimise"),
    "change": ("limit_warm name distract", "punish missed minimise"),
    "left_out": ("name stay comfort", "minimise missed"),
    "quarrel": ("solve name stay", "punish minimise"),
    "letdown": ("allow name comfort", "minimise missed"),
    "worry": ("name stay solve", "minimise missed"),
    "unclear": ("stay space comfort", "missed minimise punish"),
}
MENDED = "mended"  # no word of attune's: a repair will point at the moment
COMING_BACK = {
    "partly": (MENDED, "same_moment", "same_moment", "later", "not_yet", "not_needed", ""),
    "no": (MENDED, MENDED, "later", "not_yet"),
}
AFTER = {
    "yes": ("settled", "settled", "settling", "still_upset", ""),
    "partly": ("settling", "settled", "still_upset", "unsure", ""),
    "no": ("still_upset", "still_upset", "unsure", "settling", ""),
}
STATES = ("steady", "steady", "tired", "rushed", "", "", "", "")
HARD_STATES = ("tired", "tired rushed", "rushed", "stressed", "distracted alone", "steady", "")
SICK_STATES = ("unwell", "tired unwell", "tired", "")
ACTIVITIES = {
    "morning": "cuddle routine talk laugh",
    "afternoon": "floor follow outing chore laugh read",
    "evening": "routine read cuddle remember talk",
}
SICK_ACTIVITIES = "read cuddle"
STEPS = "calm return name_it own_it sorry listen feelings plan reconnect"
# What must hold of a moment for a note to fit (words, part of day, caregiver), and the note.
NOTES = (
    ("apart morning", "We waved until the corner."),
    ("apart evening", "One more kiss, and then one more."),
    ("@ada body evening", "No nap today, and the whole world was too bright."),
    ("body met", "A banana turned out to be the answer."),
    ("body comfort", "A warm forehead, heavy on my shoulder."),
    ("hurt", "The kerb won. Knees are brave things."),
    ("hurt comfort", "A plaster for the knee, and one for the bear."),
    ("scared", "The hand dryer roared again."),
    ("scared evening", "The monster on the wall was a coat."),
    ("frustrated", "The tower fell for the third time."),
    ("frustrated solve", "We turned the puzzle piece together until it clicked."),
    ("told_no limit_warm", "Still no. We were sad about it together."),
    ("told_no", "Scissors are for paper, not for curtains."),
    ("told_no give_in", "The third biscuit bought us some quiet."),
    ("change afternoon", "Leaving the playground is the hardest part of the playground."),
    ("change evening", "Bath time came in the middle of a very good game."),
    ("left_out", "No room in the game, they said."),
    ("quarrel", "One digger, two drivers."),
    ("letdown afternoon", "The balloon flew away and took the day with it."),
    ("worry", "“What if nobody there knows my name?”"),
    ("unclear", "I still do not know what it was about."),
    ("punish evening", "Louder than I wanted to be. It had been a long day."),
    ("missed evening", "The rice was boiling over, and the tears had to wait."),
    ("missed", "I was on the phone and saw it too late."),
    ("minimise", "I said it was nothing. It was something."),
    ("yes tired evening", "Tired, and kind all the same. I will take that."),
    ("floor", "The farm animals held a long meeting."),
    ("floor follow", "I was the patient, and got seven plasters."),
    ("talk yes", "Phone in the drawer, and out came all the stories."),
    ("read", "The same book five times. I know it by heart now."),
    ("cuddle morning", "Ten slow minutes under one blanket."),
    ("cuddle evening", "Nobody wanted to be first to get up from the sofa."),
    ("laugh", "The sock had hiccups."),
    ("routine evening", "Bubbles up to the ears."),
    ("routine morning", "Porridge with a face on it."),
    ("outing", "Home with the very best stick."),
    ("grandpa outing", "A bench, two pears and every bus that came by."),
    ("chore", "The carrots were washed twice, for the joy of it."),
    ("remember", "We told the day backwards, from bath to breakfast."),
    ("name_it sorry", "Said it plainly, and got a nod back."),
    ("listen", "This time I heard the whole story."),
    ("reconnect", "We read on the stairs until it was good again."),
)


class Told(NamedTuple):
    """One moment as somebody told it.

    Attributes:
        happened: when.
        words: as typed after `attune log`, with @names.
        note: free text.
        by: the caregiver's nickname.
        evenings_later: on which evening it was written down; None is soon after.
        chosen: whether it stood out or was prompted.
        mended: the repair that came of it.
    """

    happened: datetime
    words: str
    note: str | None = None
    by: str = "me"
    evenings_later: int | None = None
    chosen: Chosen = Chosen.STOOD_OUT
    mended: "Told | None" = None


def at(day: int, hour: int, minute: int) -> datetime:
    """Return an instant of the last week."""
    return datetime(2026, 10, day, hour, minute, tzinfo=OFFSET)


LAST_WEEK = (
    Told(at(19, 7, 40), "@ada apart stay comfort yes settling", "Goodbye took three hugs."),
    Told(at(19, 16, 10), "@ada @bo outing laugh yes", "A puddle for every boot.", GRANDPA),
    Told(at(19, 18, 20), "@bo resist limit_warm name yes settled", "Still no, still friends."),
    Told(at(20, 7, 15), "@ada cuddle yes", evenings_later=0),
    Told(at(20, 17, 30), "@bo frustrated takeover solve partly not_needed settled rushed"),
    Told(
        at(20, 19, 10),
        "@ada change punish no still_upset tired rushed",
        "Pyjamas. It had been a long day.",
        mended=Told(at(21, 7, 20), "@ada return name_it sorry reconnect", "Over porridge."),
    ),
    Told(at(20, 19, 45), "@bo routine read yes"),
    Told(at(21, 15, 45), "@bo hurt comfort name yes settled", "The swing won.", GRANDPA),
    Told(at(21, 18, 5), "@ada body met comfort yes settled", chosen=Chosen.PROMPTED),
    Told(at(21, 18, 40), "@ada @bo quarrel minimise partly not_yet tired", "One blue cup."),
    Told(at(22, 15, 30), "@ada floor follow yes steady", "A train ride under the table."),
    Told(at(22, 17, 50), "@bo left_out name stay yes settled"),
    Told(at(22, 19, 20), "@ada scared stay comfort yes settled", "It was only a moth."),
    Told(at(23, 8, 5), "@bo worry name stay", chosen=Chosen.PROMPTED),
    Told(at(23, 16, 20), "@ada chore laugh yes", None, GRANDPA, ONLY_THE_DAY),
    Told(at(23, 17, 40), "@ada told_no give_in partly not_yet rushed", evenings_later=1),
    Told(
        at(23, 18, 50),
        "@bo change punish missed no tired",
        "Teeth, of all things.",
        mended=Told(at(23, 19, 40), "@bo calm own_it sorry listen plan", "We shook on it."),
    ),
    Told(at(24, 9, 30), "@bo talk outing yes", "Where does the moon go by day?"),
    Told(at(24, 11, 10), "@ada hurt comfort yes settled", chosen=Chosen.PROMPTED),
    Told(at(24, 17, 15), "@bo letdown allow name yes still_upset", "The kite string snapped."),
    Told(at(24, 19, 35), "@ada lash_out stay space"),
    Told(at(25, 10, 0), "@ada @bo chore partly distracted"),
    Told(at(25, 15, 20), "@bo frustrated solve allow yes settled steady"),
    Told(at(25, 18, 30), "@ada @bo routine remember yes", "Everybody told their best bit."),
)


def uid_at(rng: random.Random, instant: datetime) -> str:
    """Return a UUIDv7 as the store makes it, from the seed instead of the system's chance."""
    milliseconds, chance = int(instant.timestamp() * 1000), rng.getrandbits(74)
    high, low = chance >> 62, chance & (1 << 62) - 1
    return str(UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))


def written_down(rng: random.Random, told: Told) -> datetime:
    """Return when it was logged: within 40 minutes, or some evening after nine."""
    if told.evenings_later is None:
        return told.happened + timedelta(seconds=rng.randrange(120, 2400))
    nine = datetime.combine(told.happened, time(21), OFFSET)
    return nine + timedelta(days=told.evenings_later, seconds=rng.randrange(3000))


def moments_of(rng: random.Random, told: Told) -> Iterator[Moment]:
    """Give the moment that was told, and the repair that points at it."""
    words = f"{told.words} later" if told.mended else told.words
    entry = parse(words.split(), vocabulary(), Entry(chosen=told.chosen, note=told.note))
    logged = written_down(rng, told)
    blank = Moment(
        uid=uid_at(rng, logged),
        kind=Kind.DISTRESS,  # until the words say which
        caregiver=told.by,
        children=entry.children,
        local_day=told.happened.date(),
        occurred_at=None if told.evenings_later == ONLY_THE_DAY else told.happened,
        logged_at=logged,
    )
    yield to_moment(entry, blank)
    for repair in moments_of(rng, told.mended) if told.mended else ():
        yield repair._replace(repairs=blank.uid)


def some(rng: random.Random, words: str, least: int = 1, most: int = 2) -> str:
    """Return a few of the words, in their order."""
    chosen = rng.sample(words.split(), rng.randint(least, most))
    return " ".join(word for word in words.split() if word in chosen)


def response(rng: random.Random, cue: str, rating: str) -> str:
    """Return what was done. The rating comes first; the words are only likely with it."""
    fitting, falling_short = RESPONSES[cue]
    if rating == "partly":
        return f"{some(rng, fitting, 1, 1)} {some(rng, falling_short, 1, 1)}"
    return some(rng, falling_short if rating == "no" else fitting)


def cue_of(rng: random.Random, children: str, happened: datetime) -> str:
    """Return what it was about: in the sick week mostly the body."""
    sick = happened.date() in SICK_WEEK and rng.random() < SICK
    return "body" if sick else rng.choice(CUES[children].split())


def state(rng: random.Random, rating: str, day: date) -> str:
    """Return how the caregiver was: likelier tired or rushed where it went less well."""
    if day in SICK_WEEK:
        return rng.choice(SICK_STATES)
    return rng.choice(HARD_STATES if rating in COMING_BACK else STATES)


def mending(rng: random.Random, hard: Told) -> Told:
    """Return the repair of a hard moment: the same day, or else the next morning."""
    happened = hard.happened + timedelta(minutes=rng.randrange(45, 75, 5))
    tomorrow = hard.happened.date() + timedelta(days=1)
    # A quiet day stays quiet, and the last week has the repairs that it was given.
    free = tomorrow in DRAWN_WEEKS and tomorrow not in QUIET_DAYS
    if free and hard.happened.hour >= NEARLY_BEDTIME:
        happened = datetime.combine(tomorrow, time(7, rng.randrange(5, 30, 5)), OFFSET)
    children = " ".join(word for word in hard.words.split() if word.startswith("@"))
    return Told(happened, f"{children} {some(rng, STEPS, 2, 4)}", by=hard.by)


def caregiver_at(happened: datetime) -> str:
    """Return who has the children then."""
    his = part_of_day(happened.hour) == "afternoon" and happened.weekday() in GRANDPA_WEEKDAYS
    return GRANDPA if his else "me"


def upset(rng: random.Random, happened: datetime) -> Told:
    """Tell a moment of distress, with its repair where one came of it."""
    children = rng.choice((*CUES, "@ada", "@bo"))
    cue = cue_of(rng, children, happened)
    rating = rng.choices(RATED, ODDS[part_of_day(happened.hour)])[0]
    coming_back = rng.choice(COMING_BACK.get(rating, ("",)))
    mended = coming_back == MENDED
    words = [children, cue, response(rng, cue, rating), rating, "" if mended else coming_back]
    words += [rng.choice(AFTER.get(rating, ("",))), state(rng, rating, happened.date())]
    told = Told(happened, " ".join(filter(None, words)), by=caregiver_at(happened))
    return told._replace(mended=mending(rng, told)) if mended else told


def calm(rng: random.Random, happened: datetime) -> Told:
    """Tell a moment of connection."""
    sick = happened.date() in SICK_WEEK
    activities = SICK_ACTIVITIES if sick else ACTIVITIES[part_of_day(happened.hour)]
    children, rating = rng.choice((*CUES,)), rng.choices(RATED, CALM_ODDS)[0]
    words = [children, some(rng, activities), rating, state(rng, rating, happened.date())]
    return Told(happened, " ".join(filter(None, words)), by=caregiver_at(happened))


def remembered(rng: random.Random, told: Told) -> Told:
    """Say how it came to be logged; what was mended had been written down before that."""
    later = None if told.mended else rng.choices(EVENINGS_LATER, LATER_ODDS)[0]
    chosen = Chosen.PROMPTED if rng.random() < PROMPTED else Chosen.STOOD_OUT
    return told._replace(evenings_later=later, chosen=chosen)


def noted(rng: random.Random, told: Told, notes: list[tuple[str, str]]) -> Told:
    """Add a note that fits, now and then; each is used once."""
    mended = noted(rng, told.mended, notes) if told.mended else None
    true = {*told.words.split(), part_of_day(told.happened.hour), told.by}
    fitting = [note for note in notes if true.issuperset(note[0].split())]
    if not fitting or rng.random() >= NOTED:
        return told._replace(mended=mended)
    notes.remove(fitting[0])
    return told._replace(mended=mended, note=fitting[0][1])


def day_of(rng: random.Random, day: date) -> Iterator[Told]:
    """Tell a few moments of a day."""
    for start in sorted(rng.sample(STARTS, rng.choice(MOMENTS_A_DAY))):
        minutes = timedelta(minutes=start + rng.randrange(0, 20, 5))
        happened = datetime.combine(day, time(), OFFSET) + minutes
        told = calm if rng.random() < CALM[part_of_day(happened.hour)] else upset
        yield remembered(rng, told(rng, happened))


def drawn_weeks(rng: random.Random) -> Iterator[Told]:
    """Tell all weeks but the last."""
    notes = rng.sample(NOTES, len(NOTES))
    for number in range((DRAWN_WEEKS.end - DRAWN_WEEKS.start).days):
        day = DRAWN_WEEKS.start + timedelta(days=number)
        if day not in QUIET_DAYS:
            yield from (noted(rng, told, notes) for told in day_of(rng, day))


def position(moment: Moment) -> tuple[date, time]:
    """Return where a moment stands: one of which only the day is known, at its day's beginning."""
    return moment.local_day, moment.occurred_at.time() if moment.occurred_at else time()


def journal(seed: int = SEED) -> list[Moment]:
    """Return the moments of eight weeks, in the order in which they happened."""
    rng = random.Random(seed)
    told = (*drawn_weeks(rng), *LAST_WEEK)
    return sorted((moment for one in told for moment in moments_of(rng, one)), key=position)


def as_lines(moments: Iterable[Moment]) -> str:
    """Return one JSON object a line. Numbers are left to the journal that takes them in."""
    plain = map(moment_to_plain, moments)
    return "".join(f"{json.dumps(moment, ensure_ascii=False)}\n" for moment in plain)


def main() -> None:
    """Write the file beside this one."""
    FILE.write_text(as_lines(journal()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
