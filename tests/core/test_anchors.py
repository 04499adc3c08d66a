"""What a rating may look like: whole for every age, and traced to its sources."""

import re

from attune_cli.core.anchors import ASKED, read_anchors
from attune_cli.core.moment import Sensitivity
from attune_cli.core.people import BANDS

ALL = [read_anchors(kind, band) for kind in ASKED.values() for band in (None, *BANDS)]


def test_every_rating_has_a_sentence_and_two_lines_of_speech_at_every_age():
    assert [] == [
        (found.kind, found.band, anchor)
        for found in ALL
        for rating, anchor in zip(Sensitivity, found.anchors, strict=True)
        if (anchor.rating, len(anchor.says)) != (rating, 2)
        or not all(re.match("“.+”", line) for line in anchor.says)
        or not anchor.means
    ]


def test_no_line_of_speech_stands_for_two_ratings():
    said = [
        (found.kind, line)
        for found in ALL
        if found.band
        for anchor in found.anchors
        for line in anchor.says
    ]
    assert len(said) == len(set(said))


def test_every_source_has_its_year():
    sources = {source for found in ALL for source in found.sources}
    assert [] == [source for source in sources if not re.search(r"\b(?:19|20)\d\d\b", source)]


def test_an_age_without_lines_of_its_own_gets_those_of_any_age():
    general, teen = (read_anchors(ASKED["fully_there"], band) for band in (None, "teen"))
    assert (None, general) == (teen.band, teen)
