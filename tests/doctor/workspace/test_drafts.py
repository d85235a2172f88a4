from __future__ import annotations

from scorecard.doctor.finding import Level
from scorecard.doctor.workspace.drafts import drafts
from tests.doctor.workspace.spoiling import folder_of

ENDED = 999_999_999


def test_what_a_killed_command_left_is_a_warning(space, look):
    """Each draft is named; nothing reads it."""
    (space.deliveries.folder / f".{'a' * 64}.{ENDED}").mkdir()
    (space.snapshots.folder / f".draft.{ENDED}.duckdb").touch()
    (found,) = drafts(look(space))
    assert found.level is Level.WARNING
    assert f".{'a' * 64}.{ENDED}" in found.what
    assert f".draft.{ENDED}.duckdb" in found.what


def test_a_delivery_that_only_a_draft_holds_is_a_problem(space, look):
    """Killed between setting the earlier reading aside and naming the new one: the rows count no longer."""
    folder = folder_of(space, "tickets")
    aside = folder.with_name(f".{folder.name}.{ENDED}.old")
    folder.rename(aside)
    (found,) = drafts(look(space))
    assert found.level is Level.PROBLEM
    assert str(aside) in found.what
    assert (aside / "original" / "tickets.csv").exists()
    assert str(aside / "original") in found.remedy
