"""The book in docs/definitions.md is a book."""

from __future__ import annotations

import re
from pathlib import Path

from scorecard.definitions import check
from scorecard.model.period import Period

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "definitions.md").read_text(encoding="utf-8")


def test_the_documented_book_passes_its_own_check(tmp_path):
    """The example loads without an error or a warning, and its merge moves the share."""
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
    (tmp_path / "book.yaml").write_text(example, encoding="utf-8")
    book, problems = check(tmp_path)
    assert [str(problem) for problem in problems] == []
    assert dict(book.on(Period(2025, 12)).kpis[0].shares) == {"network": 7000, "tariff": 3000}
    assert dict(book.on(Period(2026, 1)).kpis[0].shares) == {"network": 7000, "market": 3000}
    assert book.on(Period(2026, 6)).kpis[0].aim.target != book.on(Period(2026, 7)).kpis[0].aim.target
