"""What `forget` says that it has taken out."""

from pathlib import Path

from attune_cli.core.erase import Erasure, ErasureCounts, ErasureScope
from attune_cli.render.erase import forgotten_page
from attune_cli.render.text import to_text


def test_what_is_forgotten_is_counted_and_what_is_out_of_reach_is_named(golden):
    counts = ErasureCounts(moments=3, notes=2, shared=1, answers=1)
    unreached = (Path("/attune/backups/one.db"), Path("/attune/backups/two.db"))
    page = forgotten_page(ErasureScope(child="ada"), Erasure(counts, 2, 1, unreached))
    golden("forgotten_80", "\n".join(to_text(page, 80)) + "\n")
