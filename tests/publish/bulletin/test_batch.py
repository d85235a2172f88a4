from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.errors import PrintFailed
from scorecard.model.text import Lang
from scorecard.publish.bulletin.batch import notice_name, write_all
from scorecard.publish.bulletin.notice import notice_pdf
from tests.publish.bulletin.factory import scorecard_view


def test_many_notices_are_the_single_ones(tmp_path):
    """Notices made by worker processes are byte for byte those made here, under telling names."""
    views = (scorecard_view(), scorecard_view(department="network"))
    seen = []
    paths = write_all(views, tmp_path / "notices", lang=Lang.ZH, progress=seen.append)
    assert [path.name for path in paths] == [
        "notice_P1C2_2026-06_zh.pdf",
        "notice_P1C2_network_2026-06_zh.pdf",
    ]
    assert sorted(seen) == sorted(paths)
    assert [path.read_bytes() for path in paths] == [notice_pdf(view, lang=Lang.ZH) for view in views]
    assert sorted(path.name for path in (tmp_path / "notices").iterdir()) == sorted(
        path.name for path in paths
    )


def test_a_failure_leaves_no_half_file(tmp_path):
    """A notice that cannot be printed stops the batch and leaves nothing under its name."""
    view = scorecard_view({"unit.P1C2": "云\U000323af"})
    with pytest.raises(PrintFailed, match=r"U\+323AF"):
        write_all((view,), tmp_path, lang=Lang.ZH)
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_write(tmp_path):
    """No jobs, no files, no error."""
    assert write_all((), tmp_path, lang=Lang.ZH) == ()


def test_a_name_stays_in_its_folder():
    """An id with separators cannot lead out of the folder."""
    view = scorecard_view()
    unit = replace(view.frame.unit, id="../../x/y")
    name = notice_name(replace(view, frame=replace(view.frame, unit=unit)), Lang.EN)
    assert "/" not in name
