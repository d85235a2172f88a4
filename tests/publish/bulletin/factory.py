"""Believable views of a made-up operator, in Chinese and English: what every paper's test prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from scorecard.model.text import Text
from scorecard.views.audit import AuditView
from scorecard.views.bulletin import BulletinView, Intake
from scorecard.views.frame import Choice, Frame, KpiLine
from scorecard.views.levers import LeverLine
from scorecard.views.month import Owed
from scorecard.views.ranking import RankingView
from scorecard.views.scorecard import ScorecardView, Shift
from scorecard.views.transmission import Step, TransmissionView
from tests.publish.audits import audit_view
from tests.publish.bulletin.company import DEPARTMENTS, Company, cents


def scorecard_view(names: Mapping[str, str] | None = None, department: str | None = None) -> ScorecardView:
    """A city's scorecard, or one department's in it."""
    company = Company(names)
    frame = company.frame()
    place = next((i for i, one in enumerate(DEPARTMENTS) if one[0] == department), None)
    pieces = [one for one in company.pieces if place in (None, one.department)]
    lines = company.departments(company.pieces)
    headline = company.headline(frame, rank=7, ranked=21) if place is None else lines[place]
    kpis = company.kpi_lines(place)
    assert headline.score is not None
    return ScorecardView(
        frame=frame,
        department=None if place is None else company.department(place),
        headline=headline,
        previous=replace(headline, score=headline.score - Decimal("0.31")),
        trend=company.trend(headline.score),
        kpis=kpis,
        shift=Shift(Decimal("0.31"), beyond=False),
        alike=tuple(Choice(one[0], Text(one[1], one[2])) for one in DEPARTMENTS[:4]),
        levers=levers(kpis, 5),
        owed=(owed(company),),
        processes=company.processes(pieces, scored=place is None),
        departments=lines if place is None else (lines[place],),
        units=tuple(one.line for one in company.unit_lines("hall", 9)),
    )


def levers(kpis: Iterable[KpiLine], count: int) -> tuple[LeverLine, ...]:
    """The KPIs with the most pressure, each to be brought to its target."""
    owing = sorted((one for one in kpis if one.pressure), key=lambda one: (-(one.pressure or 0), one.id))
    return tuple(
        LeverLine(one, one.target, Decimal("80.00"), one.pressure)
        for one in owing[:count]
        if one.target is not None and one.pressure is not None
    )


OWED = Owed(
    Choice("hotline.wait", Text("接通时长", "Waiting time")),
    Text("热线系统", "Hotline system"),
    Text("客户服务部", "Customer service"),
    "missing",
)


def owed(company: Company) -> Owed:
    """A KPI whose sample is too small."""
    hidden = company.hidden()
    return Owed(Choice(hidden.id, hidden.name), Text("满意度测评", "Satisfaction survey"), None, hidden.state)


def transmission_view(names: Mapping[str, str] | None = None) -> TransmissionView:
    """The same city's transmission."""
    company = Company(names)
    frame = company.frame()
    lines = {one.id: one.name for one in company.kpi_lines()}
    return TransmissionView(
        frame=frame,
        index=company.headline(frame, rank=7, ranked=21),
        processes=company.processes(company.pieces, scored=True),
        departments=company.departments(company.pieces),
        cells=company.cells(),
        steps=tuple(
            Step(
                company.process(one.kpi.process),
                Choice(one.kpi.id, lines[one.kpi.id]),
                company.department(one.department),
                cents(one.share),
                cents(one.level),
                cents(one.pressure),
                cents(one.surplus),
            )
            for one in company.pieces
        ),
        audit=_audit(company, frame),
        missing=(("billing.roaming", Text("漫游话费准确率", "Roaming bills right")),),
    )


def _audit(company: Company, frame: Frame) -> AuditView:
    names = {one.id: one.name for one in company.kpi_lines()}
    return audit_view(
        frame,
        (
            (
                company.process(one.kpi.process),
                Choice(one.kpi.id, names[one.kpi.id]),
                company.department(one.department),
            )
            for one in company.pieces
        ),
    )


def ranking_view(names: Mapping[str, str] | None = None) -> RankingView:
    """Cities of the company and departments of the group."""
    company = Company(names)
    frame = company.frame("G")
    return RankingView(
        frame=frame,
        level=Choice("city", Text("市公司", "City")),
        levels=(Choice("province", Text("省公司", "Province")), Choice("city", Text("市公司", "City"))),
        root=company.headline(frame),
        units=company.unit_lines("city", 24),
        departments=company.departments(company.pieces),
    )


def bulletin_view(names: Mapping[str, str] | None = None) -> BulletinView:
    """The whole company's month."""
    company = Company(names)
    frame = company.frame("G")
    kpis = company.kpi_lines()
    index = company.headline(frame)
    assert index.score is not None
    leagues = tuple(
        (Choice(level, Text(zh, en)), company.unit_lines(level, count))
        for level, zh, en, count in (
            ("province", "省公司", "Province", 6),
            ("city", "市公司", "City", 24),
            ("hall", "营业厅", "Hall", 96),
        )
    )
    weakest = sorted((one for one in kpis if one.pressure), key=lambda one: (-(one.pressure or 0), one.id))
    return BulletinView(
        frame=frame,
        index=index,
        previous=replace(index, score=index.score + Decimal("4.00")),
        shift=Shift(Decimal("-4.00"), beyond=True),
        trend=company.trend(index.score),
        processes=company.processes(company.pieces, scored=True),
        departments=company.departments(company.pieces),
        cells=company.cells(),
        audit=_audit(company, frame),
        leagues=leagues,
        weakest=tuple(weakest[:10]),
        owners=tuple(company.owners(one.id) for one in weakest[:10]),
        levers=levers(kpis, 10),
        owed=(owed(company), OWED),
        intake=(
            Intake(Choice("survey", Text("满意度测评", "Satisfaction survey")), 3, 12850, 12801, 49),
            Intake(Choice("ticket", Text("投诉工单", "Complaint tickets")), 1, 1304, 1304, 0),
            Intake(Choice("inspection", Text("营业厅检查", "Hall inspections")), 2, 410, 402, 8),
            Intake(Choice("counter", Text("运营计数", "Operational counters")), 1, 2208, 2208, 0),
        ),
    )
