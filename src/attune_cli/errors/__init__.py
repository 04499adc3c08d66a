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

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from attune_cli.errors.base import AttuneError, WrongUsage, in_short, quoted

if TYPE_CHECKING:
    from attune_cli.errors import arguments, files, journal, moments, people, usage

__all__ = [
    "AttuneError", "WrongUsage", "arguments", "files", "in_short", "journal", "moments", "people",
    "quoted", "usage",
]  # fmt: skip


def __getattr__(name: str) -> ModuleType:
    """Load a kind of refusals when one of it is raised or caught: most runs refuse nothing."""
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
