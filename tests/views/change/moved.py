"""A company whose index falls from 78.00 to 73.80 in June, as result rows that add up by hand.

Access (60 %) goes from 70 to 69: both cities rise by 4, but City B, 20 below, grows from half to three
quarters of the volume. So rate is +4.0 readings (+2.40 points of the index: A +0.90, B +1.50), mix is -5.0
(-3.00: A -1.875, B -1.125). By segment, gold falls by 5 at 60 % (-1.80), silver and bronze, withheld together
in May, rise by 5 at 40 % (+1.20). Bills (40 %) stay at 90, but full marks now need 111: -9 points of its
score, -3.60 of the index, by the rule alone. Marketing ended with May and its bills are Sales'; a tenth of
access moved from Network to IT. June 2025 was as May. City B had no index in May, City C did not exist; only
A and B have rows.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from scorecard.model.rule_text import rule_text
from scorecard.model.scoring import Curve
from scorecard.model.table import RESULTS

Tables = dict[str, list[dict[str, Any]]]

LAST_YEAR, MAY, JUNE = "2025-06", "2026-05", "2026-06"
PLAIN = Curve(((Fraction(0), Fraction(0)), (Fraction(100), Fraction(100))))
STRICT = Curve(((Fraction(0), Fraction(0)), (Fraction(100), Fraction(90))))
NAMES = {
    "net": ("网络部", "Network"),
    "it": ("信息技术部", "IT"),
    "market": ("市场部", "Marketing"),
    "sales": ("销售部", "Sales"),
    "quality": ("网络质量", "Network quality"),
    "billing": ("资费账务", "Billing"),
    "access": ("接通满意度", "Access"),
    "bill": ("账单准确率", "Bills right"),
    "G": ("集团", "Group"),
    "A": ("甲市", "City A"),
    "B": ("乙市", "City B"),
    "C": ("丙市", "City C"),
}
PARTS = {
    MAY: (
        ("unit", "A", 50, "80", ""),
        ("unit", "B", 50, "60", ""),
        ("segment", "gold", 60, "75", ""),
        ("segment", "*", 40, "125/2", "bronze silver"),
    ),
    JUNE: (
        ("unit", "A", 25, "84", ""),
        ("unit", "B", 75, "64", ""),
        ("segment", "gold", 60, "70", ""),
        ("segment", "silver", 20, "70", ""),
        ("segment", "bronze", 20, "65", ""),
    ),
}
SHARES = {
    MAY: (("access", "net", 70), ("access", "it", 30), ("bill", "market", 60), ("bill", "it", 40)),
    JUNE: (("access", "net", 60), ("access", "it", 40), ("bill", "sales", 60), ("bill", "it", 40)),
}
LEVELS = {
    MAY: (
        ("G", "net", "29.40"),
        ("G", "it", "27.00"),
        ("G", "market", "21.60"),
        ("A", "net", "33.60"),
        ("A", "it", "28.80"),
        ("A", "market", "21.60"),
    ),
    JUNE: (
        ("G", "net", "24.84"),
        ("G", "it", "29.52"),
        ("G", "sales", "19.44"),
        ("A", "net", "30.24"),
        ("A", "it", "33.12"),
        ("A", "sales", "19.44"),
    ),
}
INDEX = {MAY: "78.00", JUNE: "73.80"}


def moved() -> Tables:
    """The tables of June 2025, May and June 2026, to be changed at will by a test."""
    tables: Tables = {table.name: [] for table in RESULTS}
    for period in (LAST_YEAR, MAY, JUNE):
        _period(tables, period, JUNE if period == JUNE else MAY)
    return tables


def of(tables: Tables, table: str, **where: object) -> list[dict[str, Any]]:
    """The rows that match."""
    return [row for row in tables[table] if all(row.get(key) == value for key, value in where.items())]


def as_rows(tables: Tables) -> dict[str, list[list[object]]]:
    """The tables as the store takes them; what a row does not say is NULL."""
    return {
        table.name: [[row.get(name) for name in table.columns] for row in tables[table.name]]
        for table in RESULTS
    }


def _named(id_: str) -> dict[str, str]:
    return dict(zip(("zh", "en"), NAMES[id_], strict=True))


def _period(tables: Tables, period: str, like: str) -> None:
    when = {"period": period}

    def add(table: str, **row: object) -> None:
        tables[table].append({**when, **row})

    names = {"zh": "小公司", "en": "Tiny", "index_zh": "满意度", "index_en": "Satisfaction"}
    policy = {"target_score": Decimal("80.00"), "coverage_min": Decimal("50.00")}
    add("book", id="tiny", digest="0" * 64, hide_below=10, flag_below=30, **names, **policy)
    cities = ("A", "B", "C") if like == JUNE else ("A", "B")
    for position, unit in enumerate(("G", *cities)):
        top = unit == "G"
        level = "group" if top else "city"
        add("unit", unit=unit, parent=None if top else "G", lineage="/G/" if top else f"/G/{unit}/",
            level=level, level_zh=level, level_en=level, depth=0 if top else 1, peer_group="",
            position=position, **_named(unit))  # fmt: skip
    for position, department in enumerate(dict.fromkeys(one for _, one, _ in LEVELS[like])):
        add("department", department=department, position=position, **_named(department))
    for position, (process, weight) in enumerate((("quality", "60.00"), ("billing", "40.00"))):
        add("process", process=process, weight=Decimal(weight), position=position, **_named(process))
    for position, (kpi, process, unit) in enumerate((("access", "quality", "分"), ("bill", "billing", "%"))):
        add("kpi", kpi=kpi, process=process, perspective="customer", perspective_zh="客户",
            perspective_en="Customer", kind="mean", direction="higher", source="survey", unit_zh=unit,
            unit_en="points" if unit == "分" else "%", decimals=1, weight=Decimal("100.00"),
            measured=kpi, owed_by="net", position=position, **_named(kpi))  # fmt: skip
    for kpi, department, share in SHARES[like]:
        add("share", kpi=kpi, department=department, share=Decimal(share))
    if like == JUNE:
        add("successor", kind="department", id="market", heir="sales", part="1")
    _results(tables, period, like)


def _results(tables: Tables, period: str, like: str) -> None:
    later = like == JUNE
    for span in ("month", "year"):
        where = {"period": period, "span": span}
        access, rule = ("69", STRICT) if later else ("70", PLAIN)
        tables["basis"] += [
            {**where, "unit": unit, "kpi": kpi, "rule": rule_text(by), "readings": value, "state": state}
            for unit, kpi, by, value, state in (
                ("G", "access", PLAIN, access, "ok"),
                ("G", "bill", rule, "90", "ok"),
                ("A", "access", PLAIN, "84" if later else "80", "ok"),
                ("A", "bill", rule, "90", "ok"),
                ("B", "access", PLAIN, "64" if later else "", "ok" if later else "hidden"),
                ("B", "bill", rule, "90" if later else "", "ok" if later else "missing"),
            )
        ]
        tables["part"] += [
            {**where, "unit": "G", "kpi": "access", "dimension": dimension, "member": member, "n": volume,
             "volume": volume, "value": value, "members": members}
            for dimension, member, volume, value, members in PARTS[like]
        ]  # fmt: skip
    for unit, score in (
        ("G", INDEX[like]),
        ("A", "82.80" if later else "84.00"),
        ("B", "70.80" if later else None),
    ):
        proof = {"low": Decimal(score) - 2, "high": Decimal(score) + 2} if unit == "G" and score else {}
        error = Decimal("1.0" if later else "1.5") if unit == "G" else None
        tables["standing"].append(
            {"period": period, "unit": unit, "kind": "index", "subject": "", "error": error, **proof}
            | {
                "score": None if score is None else Decimal(score),
                "level": None if score is None else Decimal(score),
            }
            | {"coverage": Decimal("100.00"), "n": 100, "ranked": 0, "state": "ok" if score else "missing"}
        )
    for unit, department, level in LEVELS[like]:
        tables["standing"].append(
            {
                "period": period,
                "unit": unit,
                "kind": "department",
                "subject": department,
                "level": Decimal(level),
            }
            | {"coverage": Decimal("100.00"), "n": 100, "ranked": 0, "state": "ok"}
        )
