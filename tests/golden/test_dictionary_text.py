"""What the demonstration's dictionary says of two KPIs in June 2026, every figure worked out by hand.

Repairs: 74 lies half way from 60 to 88, 80 · 14 / 28 = 40; 6 % · 30 % = 1.8 % of the index; 1.8 % of 40 is
0.72, a fifth of it 0.144. Complaints: 7 lies half way from 9 to 5, 80 · 2 / 4 = 40; 8 % · 15 % = 1.2 %; 0.48.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.cli.dictionary import view_of
from scorecard.definitions import load
from scorecard.model.period import Period
from scorecard.model.text import Lang

BOOK = Path(__file__).resolve().parents[2] / "kpi_definitions" / "thirteen_processes"

REPAIR_ZH = """\
process: 家庭宽带
perspective: 内部流程
focus_issue: 48小时修复承诺
owner: 法务质量部
reference: 云移服〔2024〕12号
meaning: 投诉类别为宽带的投诉工单记录中，受理时间至办结时间的时长（elapsed）不超过2,880分钟的占比。
formula: 100 · Σ w[x ≤ 2,880分钟] / Σ w
symbols: x：受理时间至办结时间的时长（elapsed）
symbols: w：每条记录计 1
symbols: w[…]：只计方括号内条件成立的记录
conditions: 投诉类别为宽带的投诉工单记录
conditions: 受理时间至办结时间的时长（elapsed）空缺的记录不计
conditions: 工单编号相同的记录只计办结时间最后的一条
source: 投诉工单（工单，tickets），文件名 tickets_*、工单_*
columns: opened：时间，表头 opened、受理时间
columns: closed：时间，表头 closed、办结时间
columns: elapsed：由受理时间至办结时间计算的整分钟数，不足一分钟舍去
columns: category：文本，表头 category、投诉类别
direction: 越高越好
unit_of_measure: %，保留 2 位小数
held_to: 底线值 60.00、目标值 88.00、挑战值 97.00
scoring_rule: 低于 60.00：0 分
scoring_rule: 60.00 至 88.00：0 + 80 · (x − 60.00) / (88.00 − 60.00)
scoring_rule: 88.00 至 97.00：80 + 20 · (x − 88.00) / (97.00 − 88.00)
scoring_rule: 97.00 及以上：100 分
weight: 占本过程 30.00%，占指数 1.80%
levels: 集团、省公司、市公司
share: 网络部 20.00%、客户服务部 20.00%、家庭宽带部 60.00%
smallest_sample: 样本少于 10 条不公布；少于 30 条注明样本偏少，不参加排名
missing_rule: 权重由本过程其余指标按比例分担
worked_example: 指标值74.00%，属于“60.00 至 88.00”
worked_example: 得分 = 0 + 80 · (74.00 − 60.00) / (88.00 − 60.00) = 40.00
worked_example: 各指标都有数据时，对指数的贡献 = 40.00 × 1.80% = 0.72 分
worked_example: 按责任分解系数：网络部 20.00% 得 0.144 分、客户服务部 20.00% 得 0.144 分、家庭宽带部 60.00% 得 0.432 分
2024-07 起 云移服〔2024〕12号 法务质量部 列入指标手册
2025-07 起 云移服〔2025〕19号 家庭宽带部 家庭宽带48小时修复承诺
- 目标值：84 → 88
- 挑战值：95 → 97
- 单独考核值：{kpi: broadband.repair, unit: P3C3, until: 2026-01, target: 84}
2026-01 起 云移服〔2025〕44号 法务质量部 2026年度权重调整
- 过程权重：5% → 6%
2026-01 起 – – 定义中写明的日期到来
- 单独考核值：雁归及其下级：60.00 得 0 分、84.00 得 80 分、97.00 得 100 分 → 无
"""  # noqa: E501

REPAIR_EN = """\
process: Home broadband
perspective: Internal process
focus_issue: Repair promise: 48 hours
owner: Legal and quality
reference: 云移服〔2024〕12号
meaning: Share of rows of Complaint tickets with category = 宽带 whose elapsed (from opened to closed) is at most 2,880 minutes.
formula: 100 · Σ w[x ≤ 2,880 minutes] / Σ w
symbols: x: elapsed (from opened to closed)
symbols: w: 1 for each row
symbols: w[…]: of the rows alone for which the brackets hold
conditions: rows of Complaint tickets with category = 宽带
conditions: a row without elapsed (from opened to closed) does not count
conditions: of rows with the same id only the last by closed counts
source: Complaint tickets (Ticket, tickets), files tickets_*, 工单_*
columns: opened: time, headed opened, 受理时间
columns: closed: time, headed closed, 办结时间
columns: elapsed: whole minutes from opened to closed, rounded down
columns: category: text, headed category, 投诉类别
direction: Higher is better
unit_of_measure: %, printed with 2 decimals
held_to: Floor 60.00, Target 88.00, Stretch 97.00
scoring_rule: below 60.00: 0 points
scoring_rule: 60.00 to 88.00: 0 + 80 · (x − 60.00) / (88.00 − 60.00)
scoring_rule: 88.00 to 97.00: 80 + 20 · (x − 88.00) / (97.00 − 88.00)
scoring_rule: 97.00 and above: 100 points
weight: 30.00 % of its process, 1.80 % of the index
levels: Group, Province, City
share: Network operations 20.00 %, Customer service 20.00 %, Home broadband 60.00 %
smallest_sample: fewer than 10 rows are withheld; fewer than 30 are flagged and not ranked
missing_rule: its weight is shared out over the others
worked_example: A reading of 74.00 % falls under "60.00 to 88.00"
worked_example: Score = 0 + 80 · (74.00 − 60.00) / (88.00 − 60.00) = 40.00
worked_example: Contribution to the index where every KPI has data = 40.00 × 1.80 % = 0.72 points
worked_example: By the responsibility shares: Network operations 20.00 % = 0.144 points, Customer service 20.00 % = 0.144 points, Home broadband 60.00 % = 0.432 points
from 2024-07 云移服〔2024〕12号 Legal and quality Enters the book
from 2025-07 云移服〔2025〕19号 Home broadband Broadband repaired within 48 hours
- target: 84 → 88
- stretch: 95 → 97
- unit's own target: {kpi: broadband.repair, unit: P3C3, until: 2026-01, target: 84}
from 2026-01 云移服〔2025〕44号 Legal and quality Weights of 2026
- weight of the process: 5% → 6%
from 2026-01 – – By dates in the definitions
- Units' own: Yangui and the units below: 60.00 scores 0, 84.00 scores 80, 97.00 scores 100 → none
"""  # noqa: E501

RATE_ZH = """\
process: 投诉处理
perspective: 内部流程
owner: 法务质量部
reference: 云移服〔2024〕12号
meaning: 全部投诉工单记录的条数，除以计数项为subscribers的运营计数记录的数值合计，按每10,000折算。
formula: 10,000 · Σ a / Σ b
symbols: a：每条记录计 1
symbols: b：数值（value）
conditions: a：全部投诉工单记录
conditions: b：计数项为subscribers的运营计数记录
conditions: 数值空缺的记录不计
conditions: 工单编号相同的记录只计办结时间最后的一条
source: 投诉工单（工单，tickets），文件名 tickets_*、工单_*
source: 运营计数（运营计数，counters），文件名 counters_*、计数_*
columns: value：整数（不低于 0），表头 value、数值
columns: counter：文本，表头 counter、计数项
direction: 越低越好
unit_of_measure: 次/万户，保留 2 位小数
held_to: 底线值 9.00、目标值 5.00、挑战值 3.00
scoring_rule: 高于 9.00：0 分
scoring_rule: 5.00 至 9.00：0 + 80 · (9.00 − x) / (9.00 − 5.00)
scoring_rule: 3.00 至 5.00：80 + 20 · (5.00 − x) / (5.00 − 3.00)
scoring_rule: 3.00 及以下：100 分
weight: 占本过程 15.00%，占指数 1.20%
levels: 集团、省公司、市公司
share: 网络部 20.00%、业务支撑部 20.00%、市场经营部 20.00%、客户服务部 40.00%
smallest_sample: 全量数据，不设最小样本
missing_rule: 权重由本过程其余指标按比例分担
worked_example: 指标值7.00次/万户，属于“5.00 至 9.00”
worked_example: 得分 = 0 + 80 · (9.00 − 7.00) / (9.00 − 5.00) = 40.00
worked_example: 各指标都有数据时，对指数的贡献 = 40.00 × 1.20% = 0.48 分
worked_example: 按责任分解系数：网络部 20.00% 得 0.096 分、业务支撑部 20.00% 得 0.096 分、市场经营部 20.00% 得 0.096 分、客户服务部 40.00% 得 0.192 分
2024-07 起 云移服〔2024〕12号 法务质量部 列入指标手册
"""  # noqa: E501

RATE_EN = """\
process: Complaint handling
perspective: Internal process
owner: Legal and quality
reference: 云移服〔2024〕12号
meaning: For every 10,000: the number of rows of Complaint tickets, divided by the sum of value over rows of Monthly counters with counter = subscribers.
formula: 10,000 · Σ a / Σ b
symbols: a: 1 for each row
symbols: b: value (数值)
conditions: a: rows of Complaint tickets
conditions: b: rows of Monthly counters with counter = subscribers
conditions: a row without value does not count
conditions: of rows with the same id only the last by closed counts
source: Complaint tickets (Ticket, tickets), files tickets_*, 工单_*
source: Monthly counters (Counter, counters), files counters_*, 计数_*
columns: value: integer (0 or more), headed value, 数值
columns: counter: text, headed counter, 计数项
direction: Lower is better
unit_of_measure: per 10,000, printed with 2 decimals
held_to: Floor 9.00, Target 5.00, Stretch 3.00
scoring_rule: above 9.00: 0 points
scoring_rule: 5.00 to 9.00: 0 + 80 · (9.00 − x) / (9.00 − 5.00)
scoring_rule: 3.00 to 5.00: 80 + 20 · (5.00 − x) / (5.00 − 3.00)
scoring_rule: 3.00 and below: 100 points
weight: 15.00 % of its process, 1.20 % of the index
levels: Group, Province, City
share: Network operations 20.00 %, IT and billing systems 20.00 %, Market operations 20.00 %, Customer service 40.00 %
smallest_sample: a full register, no smallest sample
missing_rule: its weight is shared out over the others
worked_example: A reading of 7.00 per 10,000 falls under "5.00 to 9.00"
worked_example: Score = 0 + 80 · (9.00 − 7.00) / (9.00 − 5.00) = 40.00
worked_example: Contribution to the index where every KPI has data = 40.00 × 1.20 % = 0.48 points
worked_example: By the responsibility shares: Network operations 20.00 % = 0.096 points, IT and billing systems 20.00 % = 0.096 points, Market operations 20.00 % = 0.096 points, Customer service 40.00 % = 0.192 points
from 2024-07 云移服〔2024〕12号 Legal and quality Enters the book
"""  # noqa: E501


@pytest.fixture(scope="module")
def entries():
    """The demonstration's KPIs in June 2026."""
    return {one.id: one for one in view_of(load(BOOK), Period(2026, 6)).entries}


def told(entry, lang):
    """All that the dictionary says of a KPI, a line each."""
    lines = [f"{fact.heading}: {line.say(lang)}" for fact in entry.facts for line in fact.lines]
    for event in entry.history:
        owner = "–" if event.owner is None else event.owner.say(lang)
        lines.append(f"{event.when.say(lang)} {event.reference or '–'} {owner} {event.title.say(lang)}")
        lines += [f"- {line.say(lang)}" for line in event.lines]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("kpi", "lang", "expected"),
    [
        ("broadband.repair", Lang.ZH, REPAIR_ZH),
        ("broadband.repair", Lang.EN, REPAIR_EN),
        ("complaint.rate", Lang.ZH, RATE_ZH),
        ("complaint.rate", Lang.EN, RATE_EN),
    ],
)
def test_the_dictionary_reads_so(entries, kpi, lang, expected):
    """Line by line."""
    assert told(entries[kpi], lang) == expected


def test_a_stated_example_stands_beside_the_worked_one(entries):
    """Two thirds of the way from 65 to 86: 53.33."""
    assert [one.en for one in entries["complaint.within"].fact("declared_example")] == ["79.00 → 53.33"]


def test_a_merger_of_departments_is_history_too(entries):
    """On 2026-01 tariff management became product management; no order says so, the definitions do."""
    merger = entries["tariff.overall"].history[-1]
    assert merger.when.en == "from 2026-01"
    assert merger.lines[0].en == (
        "Share: Market operations 30.00 %, Tariff management 70.00 % → "
        "Market operations 30.00 %, Product management 70.00 %"
    )
