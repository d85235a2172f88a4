"""The demonstration's traps: truths that look like something else."""

from __future__ import annotations

from scorecard.demo.planting import Effect, Truth
from scorecard.demo.story import REAL
from scorecard.model.period import Period
from scorecard.model.text import Text

_MIX_SINCE = Period(2025, 9)
_MIX_CITY = "P2C1"

MIX = Truth(
    "mix-shift",
    "pure mix shift",
    Text("汐城客户结构变化", "Xicheng's customers change"),
    Text("汐城各项服务都变差了。", "Every service got worse in Xicheng."),
    Text(
        "2025-09 起汐城（P2C1）大众客户占比由 36% 升至 58%，各分群评分不变；各项得分下降约 0.2 分，"
        "全部来自结构。",
        "From 2025-09 mass customers are 58% instead of 36% of Xicheng's (P2C1) answers and no segment's "
        "own judgement changed; every mean falls by about 0.2 points, all of it mix.",
    ),
    (
        Effect("segment/钻石", _MIX_CITY, -0.07, _MIX_SINCE),
        Effect("segment/金卡", _MIX_CITY, -0.10, _MIX_SINCE),
        Effect("segment/银卡", _MIX_CITY, -0.05, _MIX_SINCE),
        Effect("segment/大众", _MIX_CITY, 0.22, _MIX_SINCE),
    ),
)
MERGE = Truth(
    "department-merge",
    "reorganisation",
    Text("资费管理部与新业务部合并", "Tariff management and new services merge"),
    Text(
        "产品管理部是新增的责任，两个老部门没有责任了。",
        "Product management is a new burden, and two departments got rid of theirs.",
    ),
    Text(
        "2026-01 起资费管理部、新业务部的责任分解系数由产品管理部承接，各指标系数合计不变；"
        "合并本身不改变任何得分。",
        "From 2026-01 product management carries the shares of both; every KPI's shares still add up to "
        "100%, and the merge itself moves no score.",
    ),
)
_TINY = {"P3C3H05": 5, "P3C3H06": 7, "P3C3H07": 8, "P2C4H07": 6}
_SMALL = {"P1C5H07": 18, "P2C4H06": 22, "P3C2H07": 14}
TINY = Truth(
    "tiny-units",
    "small samples",
    Text("极小样本的营业厅", "Halls with tiny samples"),
    Text(
        "某个乡镇营业厅全集团最好（或最差）。",
        "A small town's hall is the best (or the worst) of the group.",
    ),
    Text(
        "四个厅每月样本不足 10，应不予公布；三个厅不足 30，应提示且不排名。"
        "它们与本市其他厅的差别不比其他厅之间更大，极端名次只是噪声。",
        "Four halls have fewer than 10 answers a month and must be withheld, three fewer than 30 and must "
        "be flagged and unranked. They differ from their city's other halls no more than those differ "
        "from each other: extreme ranks are noise.",
    ),
    tuple(Effect("answers", hall, size) for hall, size in {**_TINY, **_SMALL}.items()),
)
MISSING = Truth(
    "missing-months",
    "missing deliveries",
    Text("漏报的月份", "Months never delivered"),
    Text("棠湾两个月得零分，或照旧。", "Tangwan scored zero in two months, or the same as before."),
    Text(
        "棠湾（P2C4）2025-03、2025-04 没有测评样本，岭岳省 2025-08 没有检查文件：指标缺失，不是零，"
        "覆盖率下降。",
        "Tangwan (P2C4) has no survey answers in 2025-03 and 2025-04, Lingyue no inspection file in "
        "2025-08: missing, never zero, and the coverage falls.",
    ),
    (
        Effect("withheld/survey", "P2C4", 1, Period(2025, 3), Period(2025, 5)),
        Effect("withheld/inspections", "P3", 1, Period(2025, 8), Period(2025, 9)),
    ),
)
STRAIGHT = Truth(
    "straight-liners",
    "bad answers",
    Text("月浦的直线答卷", "Straight-liners in Yuepu"),
    Text("月浦满意度大幅提升。", "Satisfaction rose sharply in Yuepu."),
    Text(
        "2025-12 起月浦（P2C3）约 15% 的答卷全部打 10 分且不到 10 秒答完；剔除后没有变化。",
        "From 2025-12 about 15% of Yuepu's (P2C3) answers give 10 to everything in under 10 seconds; "
        "without them nothing changed.",
    ),
    (Effect("straight", "P2C3", 0.15, Period(2025, 12)),),
)
COUNTING = Truth(
    "counted-twice",
    "a rate that only looks bad",
    Text("松泉投诉量口径", "How Songquan counts complaints"),
    Text("松泉投诉大增。", "Complaints surge in Songquan."),
    Text(
        "2026-02 起松泉（P3C2）每次来电催办都新建工单：工单增加约 80%，增加的全部是“重复”工单，"
        "首次投诉数与处理质量不变。",
        "From 2026-02 Songquan (P3C2) opens a new ticket for every reminder call: about 80% more tickets, "
        "all of them marked as repeats; first complaints and their handling did not change.",
    ),
    (Effect("repeats", "P3C2", 0.8, Period(2026, 2)),),
)

TRUTHS = (*REAL, MIX, MERGE, TINY, MISSING, STRAIGHT, COUNTING)
