"""The digest is of what the definitions say, not of how they are written down."""

from __future__ import annotations

import pytest

from scorecard.definitions import load
from tests.definitions.small_book import BOOK, write

HEAD, KPIS = BOOK.split("kpis:\n")
SAME = {
    "comments": BOOK.replace("\nlevels:", "\n# from the top\nlevels:   # two"),
    "order of keys": BOOK.replace(
        "{kind: mean, source: survey, value: overall,", "{value: overall, source: survey, kind: mean,"
    ),
    "order of shares": BOOK.replace("{tariff: 30%, network: 70%}", "{network: 70%, tariff: 30%}"),
    "order of columns": BOOK.replace("      version: {type: integer}\n", "").replace(
        "      amount:", "      version: {type: integer}\n      amount:"
    ),
    "order of top-level keys": f"kpis:\n{KPIS}{HEAD}",
    "order of units": BOOK.replace(
        "  - {id: NH, name: {zh: 南湖, en: Nanhu}, level: city, parent: G}\n", ""
    ).replace(
        "departments:", "  - {id: NH, name: {zh: 南湖, en: Nanhu}, level: city, parent: G}\ndepartments:"
    ),
    "quotes": BOOK.replace("id: small", 'id: "small"'),
    "defaults written out": BOOK.replace(
        "    decimals: 1\n    floor: 0\n", "    levels: [group, city]\n    decimals: 1\n    floor: 0\n"
    ),
    "a default left out": BOOK.replace("  flag_below: 30\n", ""),
    "decimals of a number": BOOK.replace("floor: 7.0", "floor: 7"),
}
CHANGES = [
    ("id: small", "id: smaller"),
    ("zh: 小公司", "zh: 大公司"),
    ("zh: 满意度指数", "zh: 指数"),
    ("target: 80", "target: 81"),
    ("coverage_min: 50%", "coverage_min: 50.01%"),
    ("hide_below: 10", "hide_below: 9"),
    ("zh: 单位, en: Unit", "zh: 单位, en: Units"),
    ("en: City", "en: Town"),
    ("aliases: [北江分公司]", "aliases: [北江公司]"),
    ("until: 2026-01", "until: 2026-02"),
    ("from: 2026-01", "from: 2025-12"),
    ("en: Customer", "en: Customers"),
    ('"测评_*"', '"测评*"'),
    ("kind: response", "kind: inspection"),
    ("    weight: weight\n", ""),
    ("    latest: {by: id, order: version}\n", ""),
    ("order: version", "order: answered"),
    ('missing: ["-"]', 'missing: ["/"]'),
    ("low: 1, ", ""),
    ("values: [网络, 资费]", "values: [网络, 资费, 账单]"),
    ("always: 2022-06", "always: 2022-07"),
    ("[opened, closed]", "[closed, opened]"),
    ('"true": [是]', '"true": [Y]'),
    ("室内覆盖", "室外覆盖"),
    ("where: {touchpoint: 网络}", "where: {touchpoint: 资费}"),
    ("touchpoint: 网络}", "touchpoint: {not: 网络}}"),
    ("value: recommend}", "value: recommend, promoters: 8}"),
    ("at: 99.9", "at: 99.91"),
    ("per: 10000", "per: 1000"),
    ("target: 8.5", "target: 8.51"),
    ("levels: [city]", "levels: [group]"),
    ("{tariff: 30%, network: 70%}", "{tariff: 30.01%, network: 69.99%}"),
]


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """The small book's digest."""
    return load(write(tmp_path_factory.mktemp("original"))).digest


@pytest.mark.parametrize("how", SAME)
def test_writing_it_otherwise_keeps_the_digest(how, original, tmp_path):
    """Comments, orders of keys and entries, quotes and defaults do not count."""
    assert SAME[how] != BOOK
    assert load(write(tmp_path, SAME[how])).digest == original


def test_spreading_it_over_files_keeps_the_digest(original, tmp_path):
    """Names and order of files do not count."""
    write(tmp_path, HEAD, "z.yaml")
    write(tmp_path, f"kpis:\n{KPIS}", "a.yaml")
    assert load(tmp_path).digest == original


@pytest.mark.parametrize(("old", "new"), CHANGES, ids=[f"{new[:24]}" for _, new in CHANGES])
def test_saying_something_else_changes_the_digest(old, new, original, tmp_path):
    """Whatever changes what is read, scored, shared or printed changes the digest."""
    assert old in BOOK
    assert load(write(tmp_path, BOOK.replace(old, new, 1))).digest != original


def test_the_order_of_levels_counts(original, tmp_path):
    """Levels are ordered from the top: another level between is another book."""
    text = BOOK.replace("  - {id: city,", "  - {id: province, name: {zh: 省, en: Province}}\n  - {id: city,")
    between = load(write(tmp_path, text)).digest
    after = load(
        write(tmp_path, BOOK.replace("units:", "  - {id: province, name: {zh: 省, en: Province}}\nunits:"))
    ).digest
    assert len({original, between, after}) == 3
