"""Many notices at once: two worker processes, whole files only."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from scorecard.model.text import Lang
from scorecard.publish.bulletin.notice import notice_pdf
from scorecard.views.scorecard import ScorecardView

WORKERS = 2


def notice_name(view: ScorecardView, lang: Lang) -> str:
    """``notice_P1C2_2026-06_zh.pdf``; a department's has its id behind the unit's."""
    subject = view.frame.unit.id if view.department is None else f"{view.frame.unit.id}_{view.department.id}"
    safe = "".join(one if one.isalnum() or one in "-_." else "-" for one in subject)
    return f"notice_{safe}_{view.frame.period}_{lang}.pdf"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_all(
    jobs: Iterable[ScorecardView],
    folder: Path,
    *,
    lang: Lang,
    progress: Callable[[Path], None] = lambda _: None,
) -> tuple[Path, ...]:
    """One notice a view into ``folder`` (made if missing); the paths, in the order of the jobs.

    ``progress`` is called with each path as it is written. Raises ``PrintFailed`` for the first notice
    that cannot be printed; those written before it stay, and no half file carries a notice's name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    views = tuple(jobs)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(WORKERS, len(views)) or 1, mp_context=spawn, initializer=gc.freeze) as pool:
        waiting = [pool.submit(_write, view, folder, lang) for view in views]
        try:
            for done in as_completed(waiting):
                progress(done.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(one.result() for one in waiting)


def _write(view: ScorecardView, folder: Path, lang: Lang) -> Path:
    path = folder / notice_name(view, lang)
    write_whole(path, notice_pdf(view, lang=lang))
    return path
