"""Views of a small imagined operator whose parts add up, for pages to be shown without a store."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from scorecard.errors import BadRequest, Forbidden
from scorecard.model.evidence import Card
from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.views.control import Yardstick, controlled
from scorecard.views.evidence import Evidence
from scorecard.views.frame import Choice, Frame, KpiLine, Line, Moment
from scorecard.views.kpi import KpiView, Member, Owner, Split, UnitReading
from scorecard.views.levers import LeverLine
from scorecard.views.month import Owed
from scorecard.views.ranking import RankedUnit, RankingView
from scorecard.views.scorecard import ScorecardView, Shift
from scorecard.views.transmission import Cell, Step, TransmissionView
from tests.publish.audits import audit_view

PERIODS = tuple(f"2026-{month:02d}" for month in range(6, 0, -1))
EVIL = Text("<b>粗</b>&部", "<a href='x'>Billing</a>")

UNITS = (
    (0, Choice("G", Text("集团公司", "Group"))),
    (1, Choice("P1", Text("北江省公司", "Beijiang"))),
    (2, Choice("C1", Text("安宁市公司", "Anning"))),
    (1, Choice("P2", Text("南岭省公司", "Nanling"))),
)
DEPARTMENTS = tuple(
    Choice(f"d{place}", name)
    for place, name in enumerate(
        (
            Text("网络部", "Network"),
            EVIL,
            Text("市场经营部", "Market operations"),
            Text("客户服务部", "Customer service"),
        )
    )
)
PROCESSES = tuple(
    Choice(f"p{place}", name)
    for place, name in enumerate(
        (Text("网络质量", "Network quality"), Text("账单与缴费", "Bills"), Text("投诉处理", "Complaints"))
    )
)
CUSTOMER, INNER = (
    Choice("customer", Text("客户", "Customer")),
    Choice("inner", Text("内部流程", "Internal process")),
)


def _steps() -> tuple[Step, ...]:
    """Two KPIs a process, two departments a KPI; points in hundredths that differ everywhere."""
    steps = []
    for p, process in enumerate(PROCESSES):
        for k in range(2):
            kpi = Choice(
                f"{process.id}.k{k}", Text(f"{process.name.zh}指标{k + 1}", f"{process.name.en} KPI {k + 1}")
            )
            for half in range(2):
                department = DEPARTMENTS[(p + k + half) % 4]
                level = Decimal(611 + 97 * p + 31 * k + 13 * half).scaleb(-2)
                pressure = Decimal((37 * (p + 1) + 11 * k + half) if (p, k) != (0, 1) else 0).scaleb(-2)
                share = Decimal("60.00") if half == 0 else Decimal("40.00")
                surplus = Decimal("0.25") if (p, k) == (0, 1) else Decimal("0.00")
                steps.append(Step(process, kpi, department, share, level, pressure, surplus))
    return tuple(steps)


STEPS = _steps()


def summed(parts: list[Any], name: str) -> Decimal:
    return sum((getattr(part, name) for part in parts), Decimal("0.00"))


def proof(rank: int | None, peers: tuple[str, ...], card: Card | None = None) -> Evidence:
    """Everybody may have every rank; one with a card is surely the last."""
    last = len(peers) + 1
    low, high = (None, None) if rank is None else (last, last) if card else (1, last)
    return Evidence(
        low=Decimal("79.25"),
        high=Decimal("83.25"),
        error=Decimal("1.020408"),
        rank_low=low,
        rank_high=high,
        sure_low=low,
        sure_high=high,
        alike=() if card else peers,
        card=card,
        shrunk=Decimal("80.90"),
        bound_low=Decimal("80.30"),
        bound_high=Decimal("82.80"),
    )


def line(id_: str, name: Text, parts: list[Any], **changes: Any) -> Line:
    """A line whose points are the sums of its parts."""
    made = Line(
        id=id_,
        name=name,
        score=Decimal("81.25"),
        level=summed(parts, "level"),
        pressure=summed(parts, "pressure"),
        surplus=summed(parts, "surplus"),
        weight=Decimal("25.00"),
        coverage=Decimal("97.50"),
        n=1234,
        rank=1,
        ranked=4,
        state="ok",
    )
    return replace(made, **changes)


INDEX = line("G", UNITS[0][1].name, list(STEPS), rank=None, ranked=0, weight=Decimal("100.00"))
INDEX = replace(INDEX, score=INDEX.level)


def frame(period: str | None, unit: str | None, principal: Principal) -> Frame:
    """The frame of a unit that the principal may open."""
    wanted = unit or (principal.units[0] if principal.units else "G")
    known = {choice.id: choice for _, choice in UNITS}
    if wanted not in known:
        raise BadRequest(f"There is no unit {wanted!r} in this period.")
    if principal.units is not None and wanted not in principal.units:
        raise Forbidden(f"{principal.name} may not open unit {wanted}.")
    if period is not None and period not in PERIODS:
        raise BadRequest(f"{period} is not published.")
    chosen = known[wanted]
    return Frame(
        book=Text("示范移动", "Demo Mobile"),
        index=Text("满意度指数", "Satisfaction index"),
        snapshot="a1b2c3d4",
        period=period or PERIODS[0],
        periods=PERIODS,
        unit=chosen,
        level=Choice("group", Text("集团", "Group")),
        lineage=(UNITS[0][1],) if wanted == "G" else (UNITS[0][1], chosen),
        units=tuple(one for one in UNITS if principal.units is None or one[1].id in principal.units),
        departments=tuple(
            one for one in DEPARTMENTS if principal.departments is None or one.id in principal.departments
        ),
        target_score=Decimal("80.00"),
        hide_below=10,
        flag_below=30,
    )


def kpi_lines(department: str | None = None) -> tuple[KpiLine, ...]:
    """The KPIs; the last one is withheld."""
    lines = []
    for place, kpi in enumerate({step.kpi.id: step.kpi for step in STEPS}.values()):
        parts = [s for s in STEPS if s.kpi == kpi and department in {None, s.department.id}]
        if not parts:
            continue
        hidden = place == 5
        lines.append(
            KpiLine(
                id=kpi.id,
                name=kpi.name,
                process=parts[0].process,
                perspective=CUSTOMER if place % 2 == 0 else INNER,
                kind="mean" if place % 2 == 0 else "within",
                direction="higher",
                unit=Text("分", "points") if place % 2 == 0 else Text("%", "%"),
                focus=Text("室内覆盖", "Indoor coverage") if place == 0 else None,
                value=None if hidden else Decimal("8.12"),
                floor=Decimal("7.00"),
                target=Decimal("8.50"),
                stretch=Decimal("9.20"),
                score=None if hidden else Decimal("72.40"),
                weight=Decimal("16.00"),
                level=summed(parts, "level"),
                pressure=summed(parts, "pressure"),
                surplus=summed(parts, "surplus"),
                share=None if department is None else parts[0].share,
                n=7 if hidden else 321,
                state="hidden" if hidden else "ok",
            )
        )
    return tuple(lines)


def series(start: str) -> tuple[Moment, ...]:
    """Six periods with one gap."""
    first = Decimal(start)
    values = [first + Decimal(step).scaleb(-2) for step in (0, 41, 13, 77, 58, 96)]
    return tuple(
        Moment(period, None if place == 2 else values[place], 300 + place, "missing" if place == 2 else "ok")
        for place, period in enumerate(reversed(PERIODS))
    )


def department_lines() -> tuple[Line, ...]:
    """All departments of the unit; the last two share a rank."""
    ids = tuple(one.id for one in DEPARTMENTS)
    return tuple(
        line(
            one.id,
            one.name,
            [s for s in STEPS if s.department == one],
            rank=min(place + 1, 3),
            evidence=proof(
                min(place + 1, 3), ids[:place] + ids[place + 1 :], Card.RED if place == 3 else None
            ),
        )
        for place, one in enumerate(DEPARTMENTS)
    )


def process_lines(department: str | None = None) -> tuple[Line, ...]:
    """All processes, or a department's part of each."""
    return tuple(
        line(
            one.id,
            one.name,
            [s for s in STEPS if s.process == one and department in {None, s.department.id}],
            rank=None,
            ranked=0,
            score=None if department else Decimal("80.10"),
        )
        for one in PROCESSES
    )


def load_scorecard(
    reader: object,
    principal: Principal,
    *,
    period: str | None = None,
    unit: str | None = None,
    department: str | None = None,
) -> ScorecardView:
    """The scorecard of the imagined unit."""
    around = frame(period, unit, principal)
    found = {one.id: one for one in DEPARTMENTS}
    if department is not None and department not in found:
        raise BadRequest(f"There is no department {department!r} in this period.")
    if principal.departments is not None and department not in principal.departments:
        raise Forbidden(f"{principal.name} may not open department {department}.")
    kpis = kpi_lines(department)
    headline = INDEX if department is None else next(x for x in department_lines() if x.id == department)
    owing = sorted((one for one in kpis if one.pressure), key=lambda one: -(one.pressure or 0))[:5]
    levers = [
        LeverLine(one, Decimal("8.50"), Decimal("80.00"), one.pressure)
        for one in owing
        if one.value is not None and one.pressure
    ]
    return ScorecardView(
        frame=around,
        department=found[department] if department else None,
        headline=headline,
        previous=replace(headline, score=Decimal("80.40")),
        shift=Shift((headline.score or Decimal(0)) - Decimal("80.40"), beyond=False),
        alike=tuple(one for one in DEPARTMENTS if one.id in headline.evidence.alike),
        trend=series("79.50"),
        kpis=kpis,
        levers=tuple(levers),
        owed=(
            Owed(Choice("p2.k1", Text("投诉处理指标2", "Complaints KPI 2")), EVIL, None, "hidden"),
            Owed(Choice("p2.k9", EVIL), EVIL, EVIL, "missing"),
        ),
        processes=process_lines(department),
        departments=department_lines() if department is None else (headline,),
        units=tuple(line(one.id, one.name, []) for depth, one in UNITS if depth == 1),
    )


def load_transmission(
    reader: object, principal: Principal, *, period: str | None = None, unit: str | None = None
) -> TransmissionView:
    """The transmission of the imagined unit."""
    cells: dict[tuple[str, str], list[Step]] = {}
    for step in STEPS:
        cells.setdefault((step.process.id, step.department.id), []).append(step)
    around = frame(period, unit, principal)
    return TransmissionView(
        frame=around,
        index=INDEX,
        processes=process_lines(),
        departments=department_lines(),
        cells=tuple(
            Cell(p, d, summed(parts, "level"), summed(parts, "pressure"), summed(parts, "surplus"))
            for (p, d), parts in cells.items()
        ),
        steps=STEPS,
        audit=audit_view(around, ((step.process, step.kpi, step.department) for step in STEPS)),
        missing=(("p2.k1", Text("投诉处理指标2", "Complaints KPI 2")),),
    )


def load_ranking(
    reader: object,
    principal: Principal,
    *,
    period: str | None = None,
    unit: str | None = None,
    level: str | None = None,
) -> RankingView:
    """Two units with a shared rank and one that is not ranked."""
    province = Choice("province", Text("省公司", "Province"))
    if level not in {None, "province"}:
        raise BadRequest(f"There is no level {level!r}.")
    small = line("C1", UNITS[2][1].name, [], rank=None, state="flagged", n=12)
    first, second = proof(1, ("P2",)), proof(1, ("P1",), Card.YELLOW)
    return RankingView(
        frame=frame(period, unit, principal),
        level=province,
        levels=(province,),
        root=INDEX,
        units=(
            RankedUnit(line("P1", UNITS[1][1].name, [], ranked=2, evidence=first), UNITS[0][1]),
            RankedUnit(line("P2", UNITS[3][1].name, [], ranked=2, evidence=second), UNITS[0][1]),
            RankedUnit(small, UNITS[1][1]),
        ),
        departments=department_lines(),
    )


def load_kpi(
    reader: object,
    principal: Principal,
    *,
    period: str | None = None,
    unit: str | None = None,
    kpi: str | None = None,
) -> KpiView:
    """One KPI of the imagined unit."""
    lines = {one.id: one for one in kpi_lines()}
    wanted = kpi or "p0.k0"
    if wanted not in lines:
        raise BadRequest(f"There is no KPI {wanted!r} in this period.")
    chosen = lines[wanted]
    owners = tuple(
        Owner(s.department, s.share, s.level, s.pressure, s.surplus) for s in STEPS if s.kpi.id == wanted
    )
    return KpiView(
        frame=frame(period, unit, principal),
        kpis=tuple(Choice(one.id, one.name) for one in lines.values()),
        line=chosen,
        source=Text("满意度测评", "Satisfaction survey"),
        control=controlled(series("8.01"), Yardstick("higher", chosen.target, 2)),
        scores=series("71.00"),
        owners=owners,
        units=(
            UnitReading(
                *(UNITS[1][1], Decimal("8.20"), Decimal("75.00"), 200, "ok"),
                *(Decimal("8.05"), Decimal("8.35"), Decimal("72.00"), Decimal("78.00")),
            ),
            UnitReading(UNITS[3][1], None, None, 6, "hidden"),
        ),
        tally=(("n", 321), ("weight", 321), ("total", 2607)),
        splits=(
            Split(
                Choice("segment", Text("客户价值分群", "Segment")),
                (
                    Member((EVIL,), False, Decimal("8.31"), 300, Decimal("93.5")),
                    Member((Text("钻石", "Diamond"), EVIL), True, Decimal("7.20"), 21, Decimal("6.5")),
                ),
            ),
        ),
    )
