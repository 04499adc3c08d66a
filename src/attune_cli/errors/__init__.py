"""Every refusal of attune: one sentence that says what to do, and an exit code.

AttuneError                      exit 1: a refusal that the user can act on
├── WrongUsage                   exit 2: what was typed does not fit
│   ├── UnknownWord, UnknownVocabulary, UnknownVerb
│   ├── UnknownTipKind, KindNotWord, EmptySearch
│   ├── WordsClash, WordsMissing, NotUnderstood
│   ├── UnreadableTime, UnreadableDate (DayToCome), UnreadableName, UnreadableBand, UnreadableNumber
│   ├── UnreadableTag, TooManyTags, UnreadableDays, UnreadableClock, UnreadableHours, NumberOutside
│   ├── UnknownSetting, UnknownConfigVerb, SettingUnfit
│   ├── NothingToFind, TooMuchToFind
│   ├── EmptyWord, NothingOfThat, NotNarrowedBy, NameOrDay, UnreadableRange, NotFromOne
│   ├── NoSuchOption, TooManyWords, ValueMissing, NotAChoice, UnknownPart, NotByThatNumber
│   ├── WrongKind
│   ├── MissingArgument, NotInRange, UnknownFormat
│   ├── TellsWho, ReportUnclear
│   ├── MeUnknown, NobodyOfThatName, RenameUnclear, MapUnnamed, ZoneUnknown, FolderMissing
│   └── EmptyContact, NothingChosen
├── FutureMoment, EmptyNote, NoteTooLong, EditorFailed, EditorReturned
├── UnknownPerson, OneOfThem, PersonExists, PersonHasMoments, LastCaregiver, AgeUnknown
├── NoSuchMoment, NothingLogged, NotInReport, NotRepairable, RepairTooEarly
├── NotRated, NotToComeBackTo, StaysDistress, UnreadableEdit, ChangedMeanwhile
├── NothingToUndo, CannotUndo, CannotGoBack
├── PlanOver, PlanExists, NoSuchPlan, PlanUnclear, FileTaken, FileUnusable, FolderClosed
├── PathUnusable, PdfUnavailable, FileUnreadable, FromNewer
├── LinesRefused, HeaderRefused, JournalChanged
├── MapUnfit, BlockUnclear, PackageTaken
├── UnknownTip, SeveralTips, OwnTipsBroken, OwnTipsUnwritten
├── NoJournalYet, NoSuchBackup, NoGoodBackup, BackupUnusable
├── NotAgreed
├── SettingsTrouble
│   └── SettingsBroken, DefaultUnknown
├── SettingsUnwritten
├── ContactExists, ContactsUnusable
└── JournalTrouble               the file or its folder
    ├── FolderUnusable, JournalReadOnly, DiskTrouble, JournalMissing, JournalNoFile
    ├── JournalLinkBroken, BesideNoFile, JournalAway, JournalRelative
    ├── NotAJournal, JournalDamaged, IndexDamaged, IndexesLost, JournalAltered, UpgradeFailed
    └── JournalNewer, JournalBusy
"""

from collections.abc import Iterable
from unicodedata import category

# Control signs, halves of signs, and those that only direct others; a joiner is part of an emoji.
_UNSEEN, _JOINERS = {"Cc", "Cs", "Cf"}, "\u200c\u200d"
LONGEST_QUOTED = 60  # signs of what was typed, in a sentence about it


class AttuneError(Exception):
    """A refusal; `str()` of it is the sentence for the person.

    Attributes:
        exit_code: the exit code of the program.
        keeps_answers: whether a draft keeps what was typed; not where no file is to be written.
    """

    exit_code = 1
    keeps_answers = True


class WrongUsage(AttuneError):
    """What was typed does not fit the grammar."""

    exit_code = 2


def quoted(words: Iterable[str], last: str = "and") -> str:
    """Join words for a sentence: “a”, “b” and “c”."""
    marked = [f"“{word}”" for word in words]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {last} {marked[-1]}"


def in_short(text: str) -> str:
    """Return what was typed as a sentence quotes it: on one line, of a long text the beginning.

    Signs that nobody would see stand as “�”, so that a word with one is not quoted as another word.
    """
    short = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
    if short.isprintable():
        return short
    shown = (
        " "
        if sign.isspace()
        else "�"
        if category(sign) in _UNSEEN and sign not in _JOINERS
        else sign
        for sign in short
    )
    return "".join(shown)
