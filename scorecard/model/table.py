"""The result tables, each declared once: the store's DDL and the data dictionary come from here."""

from __future__ import annotations

from scorecard.model.field import Table, both, count, points, reading, summed, text

_PERIOD = text("period", "考核期", "period, as 2026-06")
_UNIT = text("unit", "单位编码", "unit id")
_KPI = text("kpi", "指标编码", "KPI id")
_NAMES = (text("zh", "中文名称", "Chinese name"), text("en", "英文名称", "English name"))
_ANSWERS = text("department", "部门编码", "department id, or unassigned where nobody answers yet")
_POSITION = count("position", "显示顺序", "order of display, from 0")
_CONTRIBUTION = (
    points("level", "得分贡献", "contribution to the index, points"),
    points("pressure", "压力", "points still owed to the target: positive part of the gap"),
    points("surplus", "超额", "points above the target: negative part of the gap, as a positive figure"),
)

_INTERVAL = (
    points("low", "区间下限", "lower end of the 95 % interval of the score; NULL without evidence"),
    points("high", "区间上限", "upper end of the 95 % interval of the score"),
)
_SPAN = text("span", "跨度", "month, or year: from January of the period's year to its end")
_AIM = (
    reading("floor", "底线值", "reading at the floor score; NULL where the rule has none"),
    reading("target", "目标值", "reading at the target score; NULL where the rule has none"),
    reading("stretch", "挑战值", "reading at the stretch score; NULL where the rule has none"),
)

BOOK = Table(
    "book",
    ("period",),
    (
        _PERIOD,
        text("id", "手册编码", "book id"),
        *_NAMES,
        text("index_zh", "指数中文名", "Chinese name of the index"),
        text("index_en", "指数英文名", "English name of the index"),
        text("digest", "手册摘要", "SHA-256 of the definitions"),
        points("target_score", "目标得分", "score of a reading at target"),
        points("coverage_min", "最低覆盖率%", "share of the weight that a process or index needs, percent"),
        count("hide_below", "最小样本", "a smaller sample is withheld"),
        count("flag_below", "提示样本", "a smaller sample is flagged and not ranked"),
    ),
)
UNIT = Table(
    "unit",
    ("period", "unit"),
    (
        _PERIOD,
        _UNIT,
        text("parent", "上级单位", "parent unit id; NULL at the root"),
        text("lineage", "上级路径", "ids from the root to the unit, each between slashes: /G/P1/"),
        text("level", "层级", "unit level id"),
        text("level_zh", "层级中文名", "Chinese name of the level"),
        text("level_en", "层级英文名", "English name of the level"),
        count("depth", "深度", "0 at the root"),
        text("peer_group", "同类组", "ranked among the units of its level with the same one"),
        _POSITION,
        *_NAMES,
    ),
)
DEPARTMENT = Table(
    "department",
    ("period", "department"),
    (_PERIOD, text("department", "部门编码", "department id"), _POSITION, *_NAMES),
)
PROCESS = Table(
    "process",
    ("period", "process"),
    (
        _PERIOD,
        text("process", "过程编码", "process id"),
        points("weight", "权重%", "weight in the index, percent"),
        _POSITION,
        *_NAMES,
    ),
)
KPI = Table(
    "kpi",
    ("period", "kpi"),
    (
        _PERIOD,
        _KPI,
        text("process", "过程编码", "process id"),
        text("perspective", "维度编码", "perspective id"),
        text("perspective_zh", "维度中文名", "Chinese name of the perspective"),
        text("perspective_en", "维度英文名", "English name of the perspective"),
        text("kind", "计算方式", "kind of measure"),
        text("formula", "计算公式", "formula over the sums of its terms; NULL for other kinds"),
        text("direction", "指标方向", "higher or lower is better"),
        text("source", "数据来源", "source id of the rows"),
        text("unit_zh", "计量单位", "Chinese unit of measure"),
        text("unit_en", "计量单位英文", "English unit of measure"),
        text("focus_zh", "关注问题", "Chinese focus issue, if any"),
        text("focus_en", "关注问题英文", "English focus issue, if any"),
        count("decimals", "小数位", "printed decimals of the reading"),
        *_AIM,
        points("weight", "权重%", "weight in its process, percent"),
        text("measured", "口径", "what is measured, as a hash: equal ones compare"),
        text("owed_by", "报送部门", "department that owes the data: the source's owner, else the KPI's"),
        _POSITION,
        *_NAMES,
    ),
)
SHARE = Table(
    "share",
    ("period", "kpi", "department"),
    (
        _PERIOD,
        _KPI,
        _ANSWERS,
        points("share", "责任分解系数%", "responsibility share, percent"),
    ),
)
TERM = Table("term", ("period", "key"), (_PERIOD, text("key", "词条", "glossary key"), *_NAMES))
DELIVERY = Table(
    "delivery",
    ("period", "delivery"),
    (
        _PERIOD,
        text("delivery", "交付编码", "SHA-256 of the delivered file"),
        text("file", "文件名", "name of the delivered file"),
        text("source", "数据来源", "source id"),
        count("rows_read", "读入行数", "rows read in the whole file"),
        count("rows_kept", "采用行数", "rows kept"),
        count("rows_refused", "拒收行数", "rows refused"),
    ),
)
TALLY = Table(
    "tally",
    ("period", "unit", "kpi"),
    (
        _PERIOD,
        _UNIT,
        _KPI,
        count("n", "样本数", "rows counted"),
        summed("weight", "权数和", "sum of weights"),
        summed("total", "合计", "weighted sum of the value, in the column's scale"),
        summed("squares", "平方和", "weighted sum of squares, in the column's scale squared"),
        summed("hits", "命中数", "weight of rows within the threshold"),
        summed("promoters", "推荐者", "weight of promoters"),
        summed("detractors", "贬损者", "weight of detractors"),
        summed("base", "分母", "sum of the base term"),
        count("clusters", "群数", "sampled clusters with weight; 0 for unweighted rows of their own"),
        summed("weight_squares", "群权数平方和", "sum over clusters of their weight squared"),
        summed("weight_values", "群权数乘合计", "sum over clusters of weight times weighted total"),
        summed("value_squares", "群合计平方和", "sum over clusters of the weighted total squared"),
        text("histogram", "直方图", "value:count pairs joined by spaces; percentiles only"),
        text("terms", "公式各项", "name:sum pairs of the terms, in the column's scale; formulas only"),
    ),
)
READING = Table(
    "reading",
    ("period", "unit", "kpi"),
    (
        _PERIOD,
        _UNIT,
        _KPI,
        count("n", "样本数", "observations behind the reading"),
        reading("value", "指标值", "the reading as printed; NULL if withheld or missing"),
        points("score", "得分", "score, points; NULL with the reading"),
        points("weight", "有效权重%", "effective weight in the unit's index, percent"),
        *_AIM,
        text("state", "状态", "ok, flagged (small sample), hidden (too small), missing (no data)"),
        reading("value_low", "指标值下限", "lower end of the 95 % interval; NULL without evidence"),
        reading("value_high", "指标值上限", "upper end of the 95 % interval"),
        *_INTERVAL,
        text("basis", "证据来源", "what the interval rests on: rows, months, counts; empty without one"),
    ),
)
STANDING = Table(
    "standing",
    ("period", "unit", "kind", "subject"),
    (
        _PERIOD,
        _UNIT,
        text("kind", "对象类别", "index, process, department, or unassigned: what is nobody's yet"),
        text("subject", "对象", "process or department id, or unassigned; empty for the index"),
        points(
            "score", "自身得分", "own score 0-100 (the index for kind index); NULL below the minimum coverage"
        ),
        *_CONTRIBUTION,
        points("weight", "权重%", "effective weight in the unit's index, percent"),
        points("coverage", "覆盖率%", "share of the declared weight with data, percent"),
        count("n", "样本数", "observations behind its sampled readings, those of the same rows once"),
        count("rank", "排名", "competition rank on the printed score among its peers; NULL if unranked"),
        count("ranked", "参评数", "how many peers are ranked"),
        text("state", "状态", "ok, flagged (small samples, unranked), hidden (too small), missing (no data)"),
        *_INTERVAL,
        reading("error", "标准误", "standard error of the score, points"),
        points("shrunk", "收缩得分", "score drawn towards its peers' by its evidence, for display"),
        points("bound_low", "最低可能得分", "score if everything missing scored its least"),
        points("bound_high", "最高可能得分", "score if everything missing scored its most"),
        count("rank_low", "名次上界", "best rank that the evidence leaves open, 95 %"),
        count("rank_high", "名次下界", "worst rank that the evidence leaves open, 95 %"),
        count("sure_low", "同时名次上界", "best rank, all sets of the peers holding together"),
        count("sure_high", "同时名次下界", "worst rank, all sets of the peers holding together"),
        text("alike", "无法区分", "ids of the peers that it cannot be told apart from, joined by blanks"),
        text("card", "牌", "yellow where more than half of the peers are better beyond doubt, else empty"),
    ),
)
BASIS = Table(
    "basis",
    ("period", "span", "unit", "kpi"),
    (
        _PERIOD,
        _SPAN,
        _UNIT,
        _KPI,
        text("rule", "计分办法", "the scoring rule that the unit is held to, as canonical JSON"),
        text("readings", "计分依据", "exact readings that the rule scores, its own first, joined by blanks"),
        text("state", "状态", "as of the reading"),
    ),
)
PART = Table(
    "part",
    ("period", "span", "unit", "kpi", "dimension", "member"),
    (
        _PERIOD,
        _SPAN,
        _UNIT,
        _KPI,
        text("dimension", "拆分维度", "unit, or a dimension of the source"),
        text("member", "成员", "id of the unit below, or its own; a value; * withheld together"),
        count("n", "样本数", "observations"),
        summed("volume", "权数", "weight of the rows, or base of a ratio, in the column's scale"),
        text("value", "指标值", "its exact reading, as 127/20"),
        text("members", "合并成员", "of those withheld together, their ids joined by blanks"),
    ),
)
LEVER = Table(
    "lever",
    ("period", "unit", "kpi"),
    (
        _PERIOD,
        _UNIT,
        _KPI,
        reading("value", "需达指标值", "the reading that earns the next band's score, as printed"),
        points("score", "可得得分", "the KPI's score at that reading, recomputed"),
        points("gain", "可增分", "points of the index that it would add"),
    ),
)
SUCCESSOR = Table(
    "successor",
    ("period", "kind", "id", "heir"),
    (
        _PERIOD,
        text("kind", "类别", "department or unit"),
        text("id", "编码", "id of what has ended"),
        text("heir", "承接者", "id of who holds what was its own; empty where nobody does"),
        text("part", "比例", "the exact part, as 3/5"),
    ),
)
CONTRIBUTION = Table(
    "contribution",
    ("period", "unit", "kpi", "department"),
    (
        _PERIOD,
        _UNIT,
        _KPI,
        text("process", "过程编码", "process id"),
        _ANSWERS,
        *_CONTRIBUTION,
    ),
)
PASSAGE = Table(
    "passage",
    ("period", "unit", "process", "kpi", "department"),
    (
        _PERIOD,
        _UNIT,
        text("process", "过程编码", "process id"),
        text("kpi", "指标编码", "KPI id; empty where the process has none at the unit's level"),
        text("department", "部门编码", "department id, or unassigned; empty where there is no KPI"),
        text(
            "reach",
            "去向",
            "what becomes of the weight: reached, unassigned, missing, hidden, unpublished, unmeasured",
        ),
        points(
            "weight", "权重%", "part of the declared index weight, percent; a unit's parts add up to 100.00"
        ),
    ),
)
FINDING = Table(
    "finding",
    ("period", "unit", "position", "subject"),
    (
        _PERIOD,
        _UNIT,
        count("position", "序号", "place of the finding, from 0; several rows where it has several subjects"),
        text(
            "matter",
            "事项",
            "process_leaks, kpi_leaks, double_count, orphan, weightless, inward, near_double, absent",
        ),
        text(
            "reach", "去向", "how a leak leaks; empty for other matters, and where it leaks in several ways"
        ),
        text("subject", "对象", "id of a process, KPI or department, by the matter"),
        points("weight", "权重%", "the subject's part of the declared index weight, percent"),
    ),
)

DEFINITION = Table(
    "definition",
    ("period", "kpi", "position"),
    (
        _PERIOD,
        _KPI,
        _POSITION,
        text("heading", "标题", "glossary key of the heading that the line stands under"),
        text("zh", "中文说明", "the line in Chinese"),
        text("en", "英文说明", "the line in English"),
    ),
)
HISTORY = Table(
    "history",
    ("period", "kpi", "position"),
    (
        _PERIOD,
        text("kpi", "指标编码", "KPI id; empty for the whole book"),
        _POSITION,
        text("since", "起", "first month in which it holds"),
        text("until", "止", "first month in which it no longer holds; NULL without an end"),
        text("change", "调整令编码", "id of the change order; empty where there is none"),
        text("reference", "文号", "the document; NULL where there is none"),
        *both("owner", "归口部门", "the department that answers for it; NULL where there is none"),
        *both("title", "事项", "what happened"),
        *both("what", "内容", "what was set; NULL where the title says all"),
        *both("old", "原值", "value before; NULL where there was none"),
        *both("new", "新值", "value from then on; NULL where there is none"),
    ),
)
TENURE = Table(
    "tenure",
    ("period", "kind", "id"),
    (
        _PERIOD,
        text("kind", "类别", "processes, kpis, departments or units"),
        text("id", "编码", "its id"),
        _POSITION,
        text("since", "起", "first month in force"),
        text("until", "止", "first month no longer in force; NULL while it is"),
        *_NAMES,
    ),
)
EDITION = Table(
    "edition",
    ("period", "since"),
    (
        _PERIOD,
        text("since", "起", "first month in which something began, changed or ended"),
        text("digest", "手册摘要", "SHA-256 of what is in force from then on"),
    ),
)

RESULTS = (
    BOOK,
    UNIT,
    DEPARTMENT,
    PROCESS,
    KPI,
    SHARE,
    TERM,
    DELIVERY,
    TALLY,
    READING,
    STANDING,
    BASIS,
    PART,
    LEVER,
    SUCCESSOR,
    CONTRIBUTION,
    PASSAGE,
    FINDING,
    DEFINITION,
    HISTORY,
    TENURE,
    EDITION,
)
