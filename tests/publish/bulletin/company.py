"""A made-up operator: 13 processes, 46 KPIs, 14 departments, 3 unit levels.

Every sum is made from the smallest cells (KPI x department, in hundredths of a point), as published
figures are; nothing here uses the product's own computing.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorecard.model.evidence import Card
from scorecard.model.text import Text
from scorecard.views.evidence import Evidence
from scorecard.views.frame import Choice, Frame, KpiLine, Line, Moment
from scorecard.views.kpi import Owner
from scorecard.views.ranking import RankedUnit
from scorecard.views.transmission import Cell

PROCESSES = [
    ("network", "网络质量", "Network quality", 16),
    ("tariff", "资费", "Tariffs", 9),
    ("billing", "话费信息", "Billing information", 8),
    ("payment", "缴费", "Payment", 6),
    ("hall", "营业厅服务", "Service halls", 9),
    ("hotline", "客服热线", "Hotline", 9),
    ("echannel", "电子渠道", "Electronic channels", 6),
    ("promotion", "促销活动", "Promotions", 6),
    ("newservice", "新业务", "New services", 5),
    ("complaint", "投诉处理", "Complaint handling", 9),
    ("manager", "客户经理与大客户服务", "Account managers and key customers", 6),
    ("points", "积分回馈", "Loyalty points", 4),
    ("broadband", "家庭宽带", "Home broadband", 7),
]
DEPARTMENTS = [
    ("market", "市场经营部", "Market operations"),
    ("network", "网络部", "Network"),
    ("plan", "计划建设部", "Planning and construction"),
    ("it", "业务支撑系统部", "Business support systems"),
    ("service", "客户服务部", "Customer service"),
    ("data", "数据业务部", "Data services"),
    ("group", "集团客户部", "Corporate customers"),
    ("channel", "渠道管理中心", "Channel management"),
    ("finance", "财务部", "Finance"),
    ("hr", "人力资源部", "Human resources"),
    ("legal", "综合部(法律事务与品牌传播)", "General affairs, legal and brand communication"),
    ("purchase", "采购物流部", "Purchasing and logistics"),
    ("home", "家庭客户与宽带装维支撑中心", "Home customers and broadband field support"),
    ("audit", "内部审计部", "Internal audit"),
]
ITEMS = [
    ("满意度", "satisfaction", "mean", "分", "points", 2, "10.00"),
    ("首次解决率", "solved at first contact", "ratio", "%", "%", 1, "100.0"),
    ("及时率", "within time", "within", "%", "%", 1, "100.0"),
    ("万投比", "complaints per 10,000", "rate", "件/万户", "per 10,000", 2, "9.00"),
]
PERIODS = tuple(f"{2024 + (6 + i) // 12}-{(6 + i) % 12 + 1:02d}" for i in range(24))


@dataclass(frozen=True)
class Names:
    """Names to put in place of the factory's own: id -> text for both languages."""

    replaced: Mapping[str, str]

    def text(self, key: str, zh: str, en: str) -> Text:
        name = self.replaced.get(key)
        return Text(name, name) if name is not None else Text(zh, en)


def proof(score: Decimal | None, rank: object, ranked: object) -> Evidence:
    """Three ranks on each side are open; the last one of all has a card, a yellow one."""
    if score is None:
        return Evidence()
    places = {}
    if isinstance(rank, int) and isinstance(ranked, int):
        low, high = max(rank - 3, 1), min(rank + 3, ranked)
        places = {"rank_low": low, "rank_high": high, "sure_low": low, "sure_high": high}
    card = Card.YELLOW if rank is not None and rank == ranked else None
    ends = {"low": score - 2, "high": score + 1, "error": Decimal("1.020408"), "shrunk": score}
    bounds = {"bound_low": score - 3, "bound_high": score + 4}
    return Evidence(**ends, **places, **bounds, card=card)


def cents(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


@dataclass(frozen=True)
class Kpi:
    id: str
    process: int
    item: int
    weight: int
    level: int
    score: int
    shares: tuple[tuple[int, int], ...]
    state: str


def _kpis(seed: int) -> list[Kpi]:
    dice = random.Random(seed)
    found = []
    for p, (process, _, _, weight) in enumerate(PROCESSES):
        count = 4 if p < 7 else 3
        for i in range(count):
            owners = dice.sample(range(len(DEPARTMENTS)), 3)
            own = (6000, 2500, 1500)
            part = weight * 10000 // count // 100
            score = dice.randint(6200, 9600)
            found.append(
                Kpi(
                    f"{process}.{i}",
                    p,
                    i,
                    part,
                    part * score // 10000,
                    score,
                    tuple(zip(owners, own, strict=True)),
                    "flagged" if i == 3 and p % 3 == 0 else "ok",
                )
            )
    return found


@dataclass(frozen=True)
class Piece:
    """One KPI x department cell in hundredths."""

    kpi: Kpi
    department: int
    share: int
    level: int
    pressure: int
    surplus: int


def _pieces(kpis: Iterable[Kpi]) -> list[Piece]:
    found = []
    for kpi in kpis:
        left = kpi.level
        for place, (department, share) in enumerate(kpi.shares):
            level = left if place == len(kpi.shares) - 1 else kpi.level * share // 10000
            left -= level
            gap = kpi.weight * 80 * share // 1_000_000 - level
            found.append(Piece(kpi, department, share, level, max(gap, 0), max(-gap, 0)))
    return found


class Company:
    """Everything of one unit in one period; views are cut from it."""

    def __init__(self, names: Mapping[str, str] | None = None, *, seed: int = 6) -> None:
        self.names = Names(names or {})
        self.dice = random.Random(seed + 100)
        self.kpis = _kpis(seed)
        self.pieces = _pieces(self.kpis)
        self.index = sum(piece.level for piece in self.pieces)

    def process(self, place: int) -> Choice:
        key, zh, en, _ = PROCESSES[place]
        return Choice(key, self.names.text(f"process.{key}", zh, en))

    def department(self, place: int) -> Choice:
        key, zh, en = DEPARTMENTS[place]
        return Choice(key, self.names.text(f"department.{key}", zh, en))

    def line(
        self, subject: Choice, pieces: list[Piece], score: Decimal | None, weight: int, **more: object
    ) -> Line:
        values: dict[str, object] = {
            "coverage": cents(10000),
            "n": 1200 + 37 * len(pieces),
            "rank": None,
            "ranked": 0,
            "state": "ok",
        }
        values.update(more)
        values["evidence"] = proof(score, values["rank"], values["ranked"])
        return Line(
            subject.id,
            subject.name,
            score,
            cents(sum(one.level for one in pieces)),
            cents(sum(one.pressure for one in pieces)),
            cents(sum(one.surplus for one in pieces)),
            cents(weight),
            **values,  # type: ignore[arg-type]
        )

    def processes(self, pieces: list[Piece], *, scored: bool) -> tuple[Line, ...]:
        found = []
        for place, (_, _, _, weight) in enumerate(PROCESSES):
            own = [one for one in pieces if one.kpi.process == place]
            if not own:
                continue
            score = cents(sum(one.level for one in own) * 100 // weight) if scored else None
            found.append(self.line(self.process(place), own, score, weight * 100))
        return tuple(found)

    def departments(self, pieces: list[Piece]) -> tuple[Line, ...]:
        found = []
        for place in range(len(DEPARTMENTS)):
            own = [one for one in pieces if one.department == place]
            weight = sum(one.kpi.weight * one.share for one in own) // 10000
            score = cents(sum(one.level for one in own) * 10000 // weight) if weight else None
            found.append((score, self.department(place), own, weight))
        order = sorted((one[0] for one in found if one[0] is not None), reverse=True)
        return tuple(
            self.line(
                subject,
                own,
                score,
                weight,
                rank=order.index(score) + 1 if score is not None else None,
                ranked=len(order),
                state="ok" if score is not None else "missing",
            )
            for score, subject, own, weight in found
        )

    def kpi_line(self, kpi: Kpi, pieces: list[Piece], share: int | None) -> KpiLine:
        zh, en, kind, unit_zh, unit_en, places, top = ITEMS[kpi.item]
        process = self.process(kpi.process)
        stretch = Decimal(top)
        target = (stretch * Decimal("0.85")).quantize(stretch)
        floor = (stretch * Decimal("0.6")).quantize(stretch)
        return KpiLine(
            kpi.id,
            self.names.text(f"kpi.{kpi.id}", process.name.zh + zh, f"{process.name.en}: {en}"),
            process,
            Choice("customer", Text("客户", "Customer")),
            kind,
            "lower" if kind == "rate" else "higher",
            Text(unit_zh, unit_en),
            None,
            (stretch * kpi.score / 10000).quantize(stretch) if places else None,
            floor,
            target,
            stretch,
            cents(kpi.score),
            cents(kpi.weight),
            cents(sum(one.level for one in pieces)),
            cents(sum(one.pressure for one in pieces)),
            cents(sum(one.surplus for one in pieces)),
            cents(share) if share is not None else None,
            26 if kpi.state == "flagged" else 1204,
            kpi.state,
        )

    def hidden(self) -> KpiLine:
        """A KPI whose sample is too small to show."""
        process = self.process(2)
        return KpiLine(
            "billing.roaming",
            Text("漫游话费准确率", "Roaming bills right"),
            process,
            Choice("customer", Text("客户", "Customer")),
            "compliance",
            "higher",
            Text("%", "%"),
            Text("漫游账单准确", "Roaming bill right"),
            None,
            Decimal("90.0"),
            Decimal("97.0"),
            Decimal("99.5"),
            None,
            None,
            None,
            None,
            None,
            None,
            7,
            "hidden",
        )

    def kpi_lines(self, department: int | None = None) -> tuple[KpiLine, ...]:
        found = []
        for kpi in self.kpis:
            own = [p for p in self.pieces if p.kpi is kpi and department in (None, p.department)]
            if own:
                found.append(self.kpi_line(kpi, own, own[0].share if department is not None else None))
        return (*found, self.hidden()) if department is None else tuple(found)

    def owners(self, kpi: str) -> tuple[Owner, ...]:
        """The departments of a KPI; its first has the largest share."""
        return tuple(
            Owner(
                self.department(one.department),
                cents(one.share),
                cents(one.level),
                cents(one.pressure),
                cents(one.surplus),
            )
            for one in self.pieces
            if one.kpi.id == kpi
        )

    def trend(self, last: Decimal) -> tuple[Moment, ...]:
        values: list[Decimal | None] = [last + cents(self.dice.randint(-320, 140)) for _ in PERIODS]
        values[5] = None
        values[-1] = last
        return tuple(
            Moment(period, value, 1400, "ok" if value is not None else "missing")
            for period, value in zip(PERIODS, values, strict=True)
        )

    def frame(self, unit: str = "P1C2") -> Frame:
        chain = (
            Choice("G", Text("示范移动通信集团公司", "Demo Mobile Group")),
            Choice("P1", Text("北江省公司", "Beijiang province")),
            Choice("P1C2", self.names.text("unit.P1C2", "云州市分公司", "Yunzhou city branch")),
        )
        depth = {"G": 1, "P1": 2, "P1C2": 3}[unit]
        levels = (
            Choice("group", Text("集团", "Group")),
            Choice("province", Text("省公司", "Province")),
            Choice("city", Text("市公司", "City")),
        )
        return Frame(
            book=Text("示范移动通信公司", "Demo Mobile"),
            index=Text("满意度指数", "Satisfaction index"),
            snapshot="2026-06-4f1c9a20b7",
            period="2026-06",
            periods=tuple(reversed(PERIODS)),
            unit=chain[depth - 1],
            level=levels[depth - 1],
            lineage=chain[:depth],
            units=tuple(enumerate(chain)),
            departments=tuple(self.department(place) for place in range(len(DEPARTMENTS))),
            target_score=Decimal("80.00"),
            hide_below=10,
            flag_below=30,
        )

    def unit_lines(self, level: str, count: int) -> tuple[RankedUnit, ...]:
        zh, en = {
            "province": ("省公司", "province"),
            "city": ("市分公司", "city branch"),
            "hall": ("营业厅", "hall"),
        }[level]
        stems = [
            "北江",
            "南岭",
            "东屏",
            "西泽",
            "云州",
            "临河",
            "青原",
            "白石",
            "清溪",
            "长安",
            "永宁",
            "太和",
        ]
        parent = Choice("G", Text("示范移动通信集团公司", "Demo Mobile Group"))
        scores = sorted((self.dice.randint(6400, 9100) for _ in range(count)), reverse=True)
        found = []
        for place, score in enumerate(scores):
            ranked = place < count - count // 12
            stem = stems[place % len(stems)] + ("" if place < len(stems) else str(place // len(stems) + 1))
            key = f"{level}{place}"
            name = self.names.text(f"unit.{key}", stem + zh, f"{stem} {en}")
            line = Line(
                key,
                name,
                cents(score) if ranked else None,
                cents(score) if ranked else None,
                cents(max(8600 - score, 0)) if ranked else None,
                cents(max(score - 8600, 0)) if ranked else None,
                cents(10000) if ranked else None,
                Decimal("96.4") if ranked else Decimal("41.0"),
                804 if ranked else 12,
                place + 1 if ranked else None,
                count - count // 12,
                "ok" if ranked else "missing",
                proof(cents(score) if ranked else None, place + 1, count - count // 12),
            )
            found.append(RankedUnit(line, parent))
        return tuple(found)

    def headline(self, frame: Frame, **more: object) -> Line:
        return self.line(frame.unit, self.pieces, cents(self.index), 10000, **{"n": 21408, **more})

    def cells(self) -> tuple[Cell, ...]:
        sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
        for one in self.pieces:
            for place, value in enumerate((one.level, one.pressure, one.surplus)):
                sums[one.kpi.process, one.department][place] += value
        return tuple(
            Cell(PROCESSES[p][0], DEPARTMENTS[d][0], *(cents(value) for value in sums[p, d]))
            for p, d in sorted(sums)
        )
