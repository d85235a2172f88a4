"""A company of four units, three departments and three KPIs, as result rows that add up by hand.

In June (the root): access 70 points in 60 % of the index, split 70:30 over network and it; bill 90 points
in 40 %, split 60:40 over market and it; noise withheld for a small sample. Index 42 + 36 = 78, pressure 6,
surplus 4, target 80. Of the weight 82 % arrives, the 18 % of noise leak. Unit B has no index at all. May was
never computed, April had 75 points.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scorecard.model.table import RESULTS

Tables = dict[str, list[dict[str, Any]]]

JUNE = "2026-06"
APRIL = "2026-04"
NAMES = {
    "net": ("网络部", "Network"),
    "it": ("信息技术部", "IT"),
    "market": ("市场部", "Market"),
    "quality": ("网络质量", "Network quality"),
    "billing": ("资费账务", "Billing"),
    "access": ("接通满意度", "Access"),
    "noise": ("杂音率", "Noise"),
    "bill": ("账单准确率", "Bills right"),
    "G": ("集团", "Group"),
    "A": ("甲市", "City A"),
    "B": ("乙市", "City B"),
    "A1": ("甲一厅", "Hall A1"),
}
CELLS = (
    ("access", "quality", "net", "29.40", "4.20", "0.00"),
    ("access", "quality", "it", "12.60", "1.80", "0.00"),
    ("bill", "billing", "market", "21.60", "0.00", "2.40"),
    ("bill", "billing", "it", "14.40", "0.00", "1.60"),
)
PARTS = (
    ("gold", 60, 60, "41/5", ""),
    ("plain", 31, 31, "238/31", ""),
    ("*", 9, 9, "80/9", "diamond silver"),
)
PASSAGES = (
    ("quality", "access", "net", "reached", "29.40"),
    ("quality", "access", "it", "reached", "12.60"),
    ("quality", "noise", "net", "hidden", "18.00"),
    ("billing", "bill", "market", "reached", "24.00"),
    ("billing", "bill", "it", "reached", "16.00"),
)


def world() -> Tables:
    """The tables of April and June, to be changed at will by a test."""
    tables: Tables = {table.name: [] for table in RESULTS}
    for period in (APRIL, JUNE):
        _dimensions(tables, period)
        for unit in ("G", "A", "A1"):
            _published(tables, period, unit)
        _unpublished(tables, period, "B")
    for row in tables["standing"]:
        if (row["period"], row["unit"], row["kind"]) == (APRIL, "G", "index"):
            row["score"] = Decimal("75.00")
    return tables


def of(tables: Tables, table: str, **where: object) -> dict[str, Any]:
    """The one row of June that matches."""
    wanted = {"period": JUNE, **where}
    (found,) = [row for row in tables[table] if all(row[key] == value for key, value in wanted.items())]
    return found


def as_rows(tables: Tables) -> dict[str, list[list[object]]]:
    """The tables as the store takes them."""
    return {
        table.name: [[row.get(name) for name in table.columns] for row in tables[table.name]]
        for table in RESULTS
    }


def _named(id_: str) -> dict[str, str]:
    return dict(zip(("zh", "en"), NAMES[id_], strict=True))


def _dimensions(tables: Tables, period: str) -> None:
    when = {"period": period}
    book = {"id": "tiny", "zh": "小公司", "en": "Tiny", "index_zh": "满意度", "index_en": "Satisfaction"}
    policy = {
        "digest": "0" * 64,
        "target_score": Decimal("80.00"),
        "coverage_min": Decimal("50.00"),
        "hide_below": 10,
        "flag_below": 30,
    }
    tables["book"].append({**when, **book, **policy})
    for position, (unit, parent, lineage, level) in enumerate(
        (
            ("G", None, "/G/", "group"),
            ("A", "G", "/G/A/", "city"),
            ("A1", "A", "/G/A/A1/", "hall"),
            ("B", "G", "/G/B/", "city"),
        )
    ):
        place = {
            "unit": unit,
            "parent": parent,
            "lineage": lineage,
            "level": level,
            "depth": lineage.count("/") - 2,
        }
        words = {"level_zh": level, "level_en": level, "position": position}
        tables["unit"].append({**when, **place, **words, **_named(unit)})
    for position, department in enumerate(("net", "it", "market")):
        tables["department"].append(
            {**when, "department": department, "position": position, **_named(department)}
        )
    for position, (process, weight) in enumerate((("quality", "60.00"), ("billing", "40.00"))):
        row = {"process": process, "weight": Decimal(weight), "position": position}
        tables["process"].append({**when, **row, **_named(process)})
    for position, (kpi, process, weight) in enumerate(
        (("access", "quality", "70.00"), ("noise", "quality", "30.00"), ("bill", "billing", "100.00"))
    ):
        tables["kpi"].append({**when, **_kpi(kpi, process), "weight": Decimal(weight), "position": position})
    for kpi, department, share in (
        ("access", "net", "70.00"),
        ("access", "it", "30.00"),
        ("noise", "net", "100.00"),
        ("bill", "market", "60.00"),
        ("bill", "it", "40.00"),
    ):
        tables["share"].append({**when, "kpi": kpi, "department": department, "share": Decimal(share)})
    tables["successor"].append({**when, "kind": "department", "id": "fees", "heir": "market", "part": "1"})
    rule = '{"knots":[["6","0"],["17/2","80"],["37/4","100"]],"rule":"curve"}'
    row = {"span": "month", "unit": "G", "kpi": "access"}
    for kpi, readings, state in (("access", "131/16", "ok"), ("noise", "", "hidden"), ("bill", "71/8", "ok")):
        based = {"rule": rule, "readings": readings, "state": state}
        tables["basis"].append({**when, **row, "kpi": kpi, **based})
    for member, n, value in (("A", 60, "33/4"), ("B", 20, "8")):
        part = {"dimension": "unit", "member": member, "n": n, "volume": n, "value": value, "members": ""}
        tables["part"].append({**when, **row, **part})
    tables["term"].append({**when, "key": "source.survey", "zh": "测评", "en": "Survey"})
    for number, refused in (("1", 1), ("2", 2)):
        counts = {"rows_read": 100, "rows_kept": 100 - refused, "rows_refused": refused}
        tables["delivery"].append(
            {**when, "delivery": number * 64, "file": f"{number}.csv", "source": "survey", **counts}
        )
    _defined(tables, period)


def _defined(tables: Tables, period: str) -> None:
    """A line of the dictionary for each KPI, and what came before: one change order, one merger."""
    when = {"period": period}
    for position, kpi in enumerate(("access", "noise", "bill")):
        lines = (
            ("meaning", f"{kpi}是什么", f"What {kpi} is"),
            ("weight", "重", "Heavy"),
            ("weight", "很重", "So"),
        )
        for place, (heading, zh, en) in enumerate(lines):
            row = {"kpi": kpi, "position": place, "heading": heading, "zh": zh, "en": en}
            tables["definition"].append({**when, **row})
        tables["tenure"].append(
            {**when, "kind": "kpis", "id": kpi, "position": position, "since": "2024-01", "until": None}
            | _named(kpi)
        )
    gone = {"kind": "departments", "id": "fees", "position": 3, "since": "2024-01", "until": "2025-01"}
    tables["tenure"].append({**when, **gone, "zh": "资费部", "en": "Fees"})
    for since, digest in (("2024-01", "a" * 64), ("2025-01", "b" * 64)):
        tables["edition"].append({**when, "since": since, "digest": digest})
    tables["history"] += [
        _past(period, "", 0, "2025-01", what="指标 access：权重|KPI access: weight", old="60%", new="70%"),
        _past(period, "access", 0, "2024-01", title="列入|Begins", change=""),
        _past(period, "access", 1, "2025-01", what="权重|weight", old="60%", new="70%"),
        _past(period, "access", 2, "2025-01", what="目标值|target", new="8.5", until="2027-01"),
        _past(
            period,
            "access",
            3,
            "2025-01",
            title="合并|Merger",
            change="",
            what="责任|share",
            old="资费部|Fees",
        ),
    ]


def _past(period: str, kpi: str, position: int, since: str, **said: str) -> dict[str, Any]:
    """A row of history; ``zh|en`` for texts, one for both where they are alike."""
    change = said.get("change", "review")
    row: dict[str, Any] = {
        "period": period,
        "kpi": kpi,
        "position": position,
        "since": since,
        "until": said.get("until"),
        "change": change,
        "reference": "小司〔2025〕1号" if change else None,
    }
    texts = {"owner": "网络部|Network" if change else None, "title": "年度调整|Yearly review"}
    for name in ("owner", "title", "what", "old", "new"):
        text = said.get(name, texts.get(name))
        row[f"{name}_zh"], row[f"{name}_en"] = (text.split("|") * 2)[:2] if text else (None, None)
    return row


KNOTS = {
    name: Decimal(value).quantize(Decimal("0.000001"))
    for name, value in (("floor", "6"), ("target", "8.5"), ("stretch", "9.25"))
}


def _kpi(kpi: str, process: str) -> dict[str, Any]:
    return {
        "kpi": kpi, "process": process, "perspective": "customer", "perspective_zh": "客户",
        "perspective_en": "Customer", "kind": "mean", "formula": None, "direction": "higher",
        "source": "survey", "owed_by": "net", "unit_zh": "分", "unit_en": "points",
        "focus_zh": None, "focus_en": None, "decimals": 1, **KNOTS, **_named(kpi),
    }  # fmt: skip


def _published(tables: Tables, period: str, unit: str) -> None:
    place = {"period": period, "unit": unit}
    for kpi, n, value, score, weight, state in (
        ("access", 100, "8.1", "70.00", "60.00", "ok"),
        ("noise", 4, None, None, None, "hidden"),
        ("bill", 50, "8.9", "90.00", "40.00", "ok"),
    ):
        row = {
            "kpi": kpi,
            "n": n,
            "value": _decimal(value),
            "score": _decimal(score),
            "weight": _decimal(weight),
        }
        tables["reading"].append({**place, **KNOTS, **row, "state": state})
    sums = {
        "n": 100,
        "weight": 100,
        "total": 810,
        "squares": 6800,
        "hits": 0,
        "promoters": 0,
        "detractors": 0,
    }
    tables["tally"].append({**place, "kpi": "access", **sums, "base": 0, "histogram": "", "terms": ""})
    for kpi, process, department, level, pressure, surplus in CELLS:
        points = {"level": Decimal(level), "pressure": Decimal(pressure), "surplus": Decimal(surplus)}
        tables["contribution"].append(
            {**place, "kpi": kpi, "process": process, "department": department, **points}
        )
    for member, n, volume, value, members in PARTS:
        part = {"span": "month", "kpi": "access", "dimension": "segment", "member": member}
        counted = {"n": n, "volume": Decimal(volume), "value": value, "members": members}
        tables["part"].append({**place, **part, **counted})
    for process, kpi, department, reach, weight in PASSAGES:
        _passage(tables, place, (process, kpi, department, reach), weight)
    leak = {"position": 0, "matter": "kpi_leaks", "reach": "hidden", "subject": "noise"}
    tables["finding"].append({**place, **leak, "weight": Decimal("18.00")})
    for kind, subject, *figures in (
        ("index", "", "78.00", "78.00", "6.00", "4.00", "100.00", "82.00"),
        ("process", "quality", "70.00", "42.00", "6.00", "0.00", "60.00", "70.00"),
        ("process", "billing", "90.00", "36.00", "0.00", "4.00", "40.00", "100.00"),
        ("department", "net", "70.00", "29.40", "4.20", "0.00", "42.00", "70.00"),
        ("department", "it", "79.41", "27.00", "1.80", "1.60", "34.00", "100.00"),
        ("department", "market", "90.00", "21.60", "0.00", "2.40", "24.00", "100.00"),
    ):
        rank = {"net": 3, "it": 2, "market": 1, "": 1}.get(subject)
        ranked = 3 if kind == "department" else 1 if kind == "index" else 0
        names = ("score", "level", "pressure", "surplus", "weight", "coverage")
        row = dict(zip(names, map(_decimal, figures), strict=True))
        head = {"kind": kind, "subject": subject, "n": 150, "rank": rank, "ranked": ranked, "state": "ok"}
        tables["standing"].append({**place, **head, **row, **_proof(subject, row["score"], rank)})
    for kpi, value, score, gain in (("access", "8.5", "80.00", "6.00"), ("bill", "9.3", "100.00", "4.00")):
        won = {"value": Decimal(f"{value}00000"), "score": Decimal(score), "gain": Decimal(gain)}
        tables["lever"].append({**place, "kpi": kpi, **won})


def _proof(subject: str, score: Decimal, rank: int | None) -> dict[str, Any]:
    """A point of error on each side; the network alone is told apart from both others, and has a card."""
    bounds = {"bound_low": score - 5, "bound_high": score + 3, "shrunk": score + 1}
    found: dict[str, Any] = {"low": score - 2, "high": score + 2, "error": Decimal("1.020408"), **bounds}
    if rank is None:
        return found | {"card": "yellow" if subject == "quality" else ""}
    sets = {"net": (3, 3), "": (1, 1)}.get(subject, (1, 2))
    found |= dict(zip(("rank_low", "rank_high", "sure_low", "sure_high"), sets * 2, strict=True))
    alike = {"it": "market", "market": "it"}.get(subject, "")
    return found | {"alike": alike, "card": "yellow" if subject == "net" else ""}


def _unpublished(tables: Tables, period: str, unit: str) -> None:
    place = {"period": period, "unit": unit}
    for kpi in ("access", "noise", "bill"):
        row = dict.fromkeys(("value", "score", "weight"))
        tables["reading"].append({**place, **KNOTS, "kpi": kpi, "n": 0, "state": "missing", **row})
    for process, kpi, department, _, weight in PASSAGES:
        _passage(tables, place, (process, kpi, department, "missing"), weight)
    for subject, weight in (("quality", "60.00"), ("billing", "40.00")):
        leak = {"position": 0, "matter": "process_leaks", "reach": "missing", "subject": subject}
        tables["finding"].append({**place, **leak, "weight": Decimal(weight)})
    for kind, subject in (("index", ""), ("process", "quality"), ("department", "net")):
        row = dict.fromkeys(("score", "level", "pressure", "surplus", "weight", "rank"))
        head = {"kind": kind, "subject": subject, "coverage": Decimal("0.00"), "n": 0, "ranked": 1}
        tables["standing"].append({**place, **row, **head, "state": "missing"})


def _passage(tables: Tables, place: dict[str, str], keys: tuple[str, ...], weight: str) -> None:
    row = dict(zip(("process", "kpi", "department", "reach"), keys, strict=True))
    tables["passage"].append({**place, **row, "weight": Decimal(weight)})


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
