"""The text of config.toml: valid values, and the line of an error."""

from pathlib import Path

import pytest

from attune_cli.core.time.when import PartsOfDay
from attune_cli.core.vocabulary import own_word
from attune_cli.errors.files import SettingsBroken
from attune_cli.settings.parse import parse
from attune_cli.settings.settings import Pages, Settings, settings_of

PATH = Path("config.toml")
TWENTY_ONE = "\n".join(f'word_{letter} = "x"' for letter in "abcdefghijklmnopqrstu")


def settings_in(text: str) -> Settings:
    return settings_of(parse(text, PATH))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("# nothing\n[words]\n[words.cue]\n[parts_of_day]\n", {}),
        ('first_weekday = "Sunday"', {"first_weekday": 6}),
        ("tip_after_log = false\nplain = true", {"tip_after_log": False, "plain": True}),
        ('pages = "Short"', {"pages": Pages.SHORT}),
        ('child = "ada"\ncaregiver = "grandpa"', {"child": "ada", "caregiver": "grandpa"}),
        ("editor = 'code --wait'", {"editor": "code --wait"}),
        ("[parts_of_day]\nevening = 18", {"parts_of_day": PartsOfDay(evening=18)}),
        ("parts_of_day.night = 0", {"parts_of_day": PartsOfDay(night=0)}),
        (
            '[words.cue]\ndentist = "at the dentist"\n[words.after]\n"müde" = "müde"',
            {
                "words": (
                    own_word("cue", "dentist", "at the dentist"),
                    own_word("after", "müde", "müde"),
                )
            },
        ),
        ('words = { after = { ok = "fine" } }', {"words": (own_word("after", "ok", "fine"),)}),
    ],
)  # fmt: skip
def test_what_is_set_is_read_and_the_rest_is_as_usual(text, expected):
    assert Settings(**expected) == settings_in(text)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("plain =", 1, "invalid value"),
        ('# a\n\nfirst_weekday = "monday\n', 3, "illegal character"),
        ("plain = true\nplain = false\n", 2, "cannot overwrite a value"),
        ("\nplain = 3", 2, "plain = 3 is neither true nor false"),
        ('pages = "long"', 1, "is none of “auto”, “short” and “whole”"),
        ('first_weekday = "someday"', 1, 'first_weekday = "someday" is no weekday'),
        ('child = " "', 1, "is no nickname"),
        ('editor = "a \' b"', 1, "is no command"),
        ("[colours]\n", 1, "there is no setting named “colours”"),
        ('#\ncolour = "x"', 2, "there is no setting named “colour”"),
        ("plian = true", 1, "perhaps “plain” is meant"),
        ("evening = 18", 1, "perhaps “parts_of_day.evening” is meant"),
        ("[parts_of_day]\n# x\nnoon = 12", 3, "there is no setting named “parts_of_day.noon”"),
        ("[parts_of_day]\nevening = 24", 2, "parts_of_day.evening = 24 is no whole hour"),
        ("[parts_of_day]\nevening = true", 2, "parts_of_day.evening = true is no whole hour"),
        ("[parts_of_day]\n\nevening = 11", 3, "follow each other"),
        ("parts_of_day = 3", 1, "parts_of_day is a table"),
        ('words.cue = "x"', 1, "words.cue is a table"),
        ("plain = { a = 1 }", 1, "there is no setting named “plain.a”"),
        ('[words.sensitivity]\ngreat = "x"', 2, "no setting named “words.sensitivity.great”"),
        ('[words.cue]\ndentist = ["x"]', 2, "is no label"),
        (f'[words.cue]\ndentist = "{"x" * 61}"', 2, "is no label"),
        ('[words.cue]\ndentist = "a\\u001b[31mb"', 2, "is no label"),
        ('[words.cue]\na = "x"\nhurt = "x"', 3, "“hurt” is a word for cue already"),
        ('[words.state]\nyes = "x"', 2, "“yes” is a word for sensitivity already"),
        ('[words.cue]\nab = "x"\n[words.state]\nab = "y"', 4, "“ab” is a word for cue already"),
        ('[words.cue]\n"a b" = "x"', 2, "“a b” can’t be a word"),
        ('[words.cue]\nDentist = "x"', 2, "“Dentist” can’t be a word"),
        ('[words.cue]\n1st = "x"', 2, "“1st” can’t be a word"),
        ('[words.cue]\n_a = "x"', 2, "“_a” can’t be a word"),
        (f"[words.cue]\n{TWENTY_ONE}", 22, "there is room for 20 words in words.cue"),
    ],
)  # fmt: skip
def test_an_invalid_value_has_its_line(text, line, message):
    with pytest.raises(SettingsBroken) as refusal:
        parse(text, PATH)
    assert (True, True) == (
        f"read: line {line}: " in str(refusal.value),
        message in str(refusal.value),
    )
