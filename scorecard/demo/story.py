"""The demonstration's story: every planted truth, in the order in which a meeting would tell it.

The months are absolute. A truth that begins before the first generated month is simply in force in it.
"""

from __future__ import annotations

from scorecard.demo.planting import Effect, Truth
from scorecard.model.period import Period
from scorecard.model.text import Text

LAST = Period(2026, 6)


def _m(text: str) -> Period:
    return Period.parse(text)


def _steps(subject: str, where: str, sizes: dict[str, float], until: str) -> tuple[Effect, ...]:
    """One effect for each month named in ``sizes``, each in force until the next one, the last ``until``."""
    months = [*map(_m, sizes), _m(until)]
    return tuple(
        Effect(subject, where, size, since, before)
        for size, since, before in zip(sizes.values(), months, months[1:], strict=False)
    )


LEADING = Truth(
    "leading-province",
    "level",
    Text("岭岳省领先", "One province leads"),
    Text("各省差不多。", "The provinces are about equal."),
    Text(
        "岭岳省所有触点全程高出约 0.2 分，差距真实且稳定。",
        "Lingyue is about 0.2 points better at every touchpoint in every month: a real and steady lead.",
    ),
    (Effect("survey", "P3", 0.25),),
)
BILLING = Truth(
    "billing-cutover",
    "real shift",
    Text("澜川省计费系统割接", "Billing system change in Lanchuan"),
    Text(
        "账单投诉增多只是客户更敏感。",
        "Customers only became more sensitive about their bills.",
    ),
    Text(
        "2025-10 割接后澜川省账单满意度下降约 1.1 分，账单差错约 4 倍，账单投诉约 2.2 倍；2026-02 "
        "起逐月恢复，2026-05 复原。其他省不变。",
        "After the change in 2025-10 Lanchuan's billing satisfaction fell by about 1.1 points, wrong "
        "bills rose about fourfold and billing tickets to 2.2 times; recovery from 2026-02, complete in "
        "2026-05. The other provinces did not move.",
    ),
    (
        *_steps(
            "survey/账单",
            "P1",
            {"2025-10": -1.1, "2026-02": -0.8, "2026-03": -0.5, "2026-04": -0.2},
            "2026-05",
        ),
        *_steps("counter/bills_wrong", "P1", {"2025-10": 4.0, "2026-02": 2.5, "2026-04": 1.5}, "2026-05"),
        *_steps("tickets/账单", "P1", {"2025-10": 2.2, "2026-02": 1.7, "2026-04": 1.2}, "2026-05"),
        *_steps("failures/系统可用", "P1", {"2025-10": 4.0, "2025-12": 2.0}, "2026-02"),
    ),
)
PROMISE = Truth(
    "broadband-promise",
    "real shift",
    Text("宽带48小时修复承诺", "The promise to repair broadband within 48 hours"),
    Text("承诺在各地都见效。", "The promise worked everywhere."),
    Text(
        "2025-07 起 48 小时修复率由约 79% 升至约 92%，宽带满意度升约 0.3 分；只有雁归（P3C3）没有兑现，"
        "两项均未变。",
        "From 2025-07 repairs within 48 hours rose from about 79% to about 92% and broadband satisfaction "
        "by about 0.3 points; Yangui (P3C3) alone did not keep the promise: neither moved there.",
    ),
    (
        Effect("survey/宽带", "G", 0.4, _m("2025-07")),
        Effect("survey/宽带", "P3C3", -0.4, _m("2025-07")),
        Effect("elapsed/宽带", "G", 0.6, _m("2025-07")),
        Effect("elapsed/宽带", "P3C3", 1 / 0.6, _m("2025-07")),
    ),
)
HOTLINE = Truth(
    "hotline-decline",
    "real shift",
    Text("潮平热线下滑", "The hotline declines in Chaoping"),
    Text("全网热线都在下滑。", "The hotline declines everywhere."),
    Text(
        "2026-01 起潮平（P2C2）15 秒接通率由约 88% 降至约 74%，热线满意度降 0.8 分，至今未恢复；其他市不变。",
        "From 2026-01 Chaoping (P2C2) answers about 74% instead of about 88% of calls within 15 seconds "
        "and hotline satisfaction is 0.8 points lower, until today; no other city moved.",
    ),
    (
        Effect("survey/热线", "P2C2", -0.8, _m("2026-01")),
        Effect("counter/hotline_answered_15s", "P2C2", 0.84, _m("2026-01")),
    ),
)
INDOOR = Truth(
    "indoor-coverage",
    "real shift",
    Text("石溪室内覆盖改善", "Indoor coverage improves in Shixi"),
    Text("网络满意度没有变化。", "Network satisfaction did not change."),
    Text(
        "2025-05 新室分站点开通后，石溪（P1C4）室内覆盖满意度升 0.7 分，网络总体满意度升 0.3 分，并保持。",
        "Since new indoor sites opened in 2025-05, Shixi (P1C4) is 0.7 points better on indoor coverage "
        "and 0.3 on the network as a whole, and stays there.",
    ),
    (
        Effect("survey/网络/item_1", "P1C4", 0.7, _m("2025-05")),
        Effect("survey/网络/overall", "P1C4", 0.3, _m("2025-05")),
    ),
)
_QUEUED = ("P1C1H01", "P1C1H02", "P1C1H03", "P1C1H04")
QUEUES = Truth(
    "hall-queues",
    "real shift",
    Text("澜宁四家营业厅排队", "Queues in four halls of Lanning"),
    Text("澜宁全市营业厅变差。", "All halls of Lanning got worse."),
    Text(
        "2026-03 起只有澜宁人民路、火车站、中心广场、大学城四厅（P1C1H01-H04）变差：等候时间降 1.6 分，"
        "总体降 0.6 分，叫号等候检查不合格率约 10% 升至约 45%；其余各厅不变。",
        "From 2026-03 only four halls (P1C1H01 to H04) are worse: 1.6 points on waiting time, 0.6 "
        "overall, failed queue checks from about 10% to about 45%; the city's other halls did not move.",
    ),
    tuple(
        effect
        for hall in _QUEUED
        for effect in (
            Effect("survey/营业厅/item_2", hall, -1.6, _m("2026-03")),
            Effect("survey/营业厅/overall", hall, -0.6, _m("2026-03")),
            Effect("failures/叫号等候", hall, 4.5, _m("2026-03")),
        )
    ),
)

REAL = (LEADING, BILLING, PROMISE, HOTLINE, INDOOR, QUEUES)
