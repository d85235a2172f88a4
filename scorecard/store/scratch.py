"""A workspace for trying something out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scorecard.store.workspace import Workspace


@contextmanager
def scratch(workspace: Workspace) -> Iterator[Workspace]:
    """A workspace with the same deliveries and no results, in a folder that is gone afterwards.

    Its deliveries are links. One that is read again takes the place of its link, never of what the link
    points to, so the real workspace stays as it is.
    """
    with TemporaryDirectory(prefix="scorecard-") as folder:
        found = Workspace(Path(folder))
        found.deliveries.folder.mkdir()
        for one in workspace.deliveries.folder.resolve().glob("[!.]*"):
            (found.deliveries.folder / one.name).symlink_to(one, target_is_directory=True)
        yield found
