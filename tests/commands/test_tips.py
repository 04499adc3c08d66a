import json

import pytest

from attune_cli.core.people import BANDS
from attune_cli.core.tips import for_band, read_tips


@pytest.mark.parametrize("band", BANDS)
def test_an_age_has_five_ideas_a_day_over_all_four_kinds(attune, band):
    code, out, _ = attune("tips", "--age", band, "--json")
    tips = json.loads(out)["tips"]
    kinds = ["distress", "distress", "connection", "repair", "self"]
    assert (0, kinds) == (code, [tip["kind"] for tip in tips])


@pytest.mark.parametrize("band", BANDS)
def test_all_of_an_age_are_shown_with_their_sources(attune, band):
    _, page, _ = attune("tips", "--age", band, "--all")
    fitting = for_band(read_tips(), band)
    text = " ".join(page.split())
    missing = [tip.id for tip in fitting if not (tip.title in text and tip.do in text)]
    sources = text.count("Source: ") + text.count("An idea, with no study")
    assert (missing, len(fitting)) == ([], sources)


def test_json_has_the_documented_keys(attune):
    _, out, _ = attune("tips", "--age", "teen", "--json")
    listing = json.loads(out)
    keys = {
        "id",
        "bands",
        "kind",
        "for",
        "title",
        "do",
        "example",
        "why",
        "source",
        "because",
        "support",
    }
    assert ("attune.tips/1", [keys] * 5) == (listing["schema"], [set(t) for t in listing["tips"]])


@pytest.mark.parametrize("typed", ["school-age", "School_Age", "school age", "schoolage"])
def test_an_age_can_be_typed_in_any_way(attune, typed):
    assert "school-age child" in attune("tips", "--age", typed)[1]


def test_the_only_childs_age_is_taken(attune):
    attune("child", "add", "ada", "--born", "2024-08")
    assert "a toddler" in attune("tips")[1]


def test_a_child_can_be_named(attune):
    attune("child", "add", "ada", "--born", "2024-08")
    attune("child", "add", "bo", "--band", "teen")
    assert "a teen" in attune("tips", "--child", "Bo")[1]


def test_with_two_children_one_has_to_be_named(attune):
    attune("child", "add", "ada", "--born", "2024-08")
    attune("child", "add", "bo", "--band", "teen")
    code, _, err = attune("tips")
    assert (1, True) == (code, "--age" in err)


def test_a_child_of_unknown_age_is_said(attune):
    attune("child", "add", "ada")
    code, _, err = attune("tips", "--child", "ada")
    assert (1, True) == (code, "how old “ada” is" in err)
