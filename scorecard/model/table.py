"""The result tables, each declared once: the store's DDL and the data dictionary come from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorecard.model.text import Text


class Type(StrEnum):
    """Column types. A figure is an exact decimal as published; a sum of squares outgrows 64 bits."""

    TEXT = "VARCHAR"
    INTEGER = "BIGINT"
    SUM = "DECIMAL(38,0)"
    POINTS = "DECIMAL(18,2)"
    READING = "DECIMAL(18,6)"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: name, type, what it holds."""

    name: str
    type: Type
    meaning: Text


@dataclass(frozen=True, slots=True)
class Table:
    """One result table. ``key`` columns are unique together within a run."""

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(field.name for field in self.fields)


def _text(name: str, zh: str, en: str) -> Field:
    return Field(name, Type.TEXT, Text(zh, en))


def _count(name: str, zh: str, en: str) -> Field:
    return Field(name, Type.INTEGER, Text(zh, en))


def _sum(name: str, zh: str, en: str) -> Field:
    return Field(name, Type.SUM, Text(zh, en))


def _both(name: str, zh: str, en: str) -> tuple[Field, Field]:
    chinese = _text(f"{name}_zh", zh, f"{en}, in Chinese")
    return chinese, _text(f"{name}_en", f"{zh}（英文）", f"{en}, in English")


def _points(name: str, zh: str, en: str) -> Field:
    return Field(name, Type.POINTS, Text(zh, en))


def _reading(name: str, zh: str, en: str) -> Field:
    return Field(name, Type.READING, Text(zh, en))


_PERIOD = _text("period", "考核期", "period, as 2026-06")
_UNIT = _text("unit", "单位编码", "unit id")
_KPI = _text("kpi", "指标编码", "KPI id")
_NAMES = (_text("zh", "中文名称", "Chinese name"), _text("en", "英文名称", "English name"))
_ANSWERS = _text("department", "部门编码", "department id, or unassigned where nobody answers yet")
_POSITION = _count("position", "显示顺序", "order of display, from 0")
_CONTRIBUTION = (
    _points("level", "得分贡献", "contribution to the index, points"),
    _points("pressure", "压力", "points still owed to the target: positive part of the gap"),
    _points("surplus", "超额", "points above the target: negative part of the gap, as a positive figure"),
)

_AIM = (
    _reading("floor", "底线值", "reading at the floor score; NULL where the rule has none"),
    _reading("target", "目标值", "reading at the target score; NULL where the rule has none"),
    _reading("stretch", "挑战值", "reading at the stretch score; NULL where the rule has none"),
)

BOOK = Table(
    "book",
    ("period",),
    (
        _PERIOD,
        _text("id", "手册编码", "book id"),
        *_NAMES,
        _text("index_zh", "指数中文名", "Chinese name of the index"),
        _text("index_en", "指数英文名", "English name of the index"),
        _text("digest", "手册摘要", "SHA-256 of the definitions"),
        _points("target_score", "目标得分", "score of a reading at target"),
        _count("hide_below", "最小样本", "a smaller sample is withheld"),
        _count("flag_below", "提示样本", "a smaller sample is flagged and not ranked"),
    ),
)
UNIT = Table(
    "unit",
    ("period", "unit"),
    (
        _PERIOD,
        _UNIT,
        _text("parent", "上级单位", "parent unit id; NULL at the root"),
        _text("lineage", "上级路径", "ids from the root to the unit, each between slashes: /G/P1/"),
        _text("level", "层级", "unit level id"),
        _text("level_zh", "层级中文名", "Chinese name of the level"),
        _text("level_en", "层级英文名", "English name of the level"),
        _count("depth", "深度", "0 at the root"),
        _POSITION,
        *_NAMES,
    ),
)
DEPARTMENT = Table(
    "department",
    ("period", "department"),
    (_PERIOD, _text("department", "部门编码", "department id"), _POSITION, *_NAMES),
)
PROCESS = Table(
    "process",
    ("period", "process"),
    (
        _PERIOD,
        _text("process", "过程编码", "process id"),
        _points("weight", "权重%", "weight in the index, percent"),
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
        _text("process", "过程编码", "process id"),
        _text("perspective", "维度编码", "perspective id"),
        _text("perspective_zh", "维度中文名", "Chinese name of the perspective"),
        _text("perspective_en", "维度英文名", "English name of the perspective"),
        _text("kind", "计算方式", "kind of measure"),
        _text("formula", "计算公式", "formula over the sums of its terms; NULL for other kinds"),
        _text("direction", "指标方向", "higher or lower is better"),
        _text("source", "数据来源", "source id of the rows"),
        _text("unit_zh", "计量单位", "Chinese unit of measure"),
        _text("unit_en", "计量单位英文", "English unit of measure"),
        _text("focus_zh", "关注问题", "Chinese focus issue, if any"),
        _text("focus_en", "关注问题英文", "English focus issue, if any"),
        _count("decimals", "小数位", "printed decimals of the reading"),
        *_AIM,
        _points("weight", "权重%", "weight in its process, percent"),
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
        _points("share", "责任分解系数%", "responsibility share, percent"),
    ),
)
TERM = Table("term", ("period", "key"), (_PERIOD, _text("key", "词条", "glossary key"), *_NAMES))
DELIVERY = Table(
    "delivery",
    ("period", "delivery"),
    (
        _PERIOD,
        _text("delivery", "交付编码", "SHA-256 of the delivered file"),
        _text("file", "文件名", "name of the delivered file"),
        _text("source", "数据来源", "source id"),
        _count("rows_read", "读入行数", "rows read in the whole file"),
        _count("rows_kept", "采用行数", "rows kept"),
        _count("rows_refused", "拒收行数", "rows refused"),
    ),
)
TALLY = Table(
    "tally",
    ("period", "unit", "kpi"),
    (
        _PERIOD,
        _UNIT,
        _KPI,
        _count("n", "样本数", "rows counted"),
        _sum("weight", "权数和", "sum of weights"),
        _sum("total", "合计", "weighted sum of the value, in the column's scale"),
        _sum("squares", "平方和", "weighted sum of squares, in the column's scale squared"),
        _sum("hits", "命中数", "weight of rows within the threshold"),
        _sum("promoters", "推荐者", "weight of promoters"),
        _sum("detractors", "贬损者", "weight of detractors"),
        _sum("base", "分母", "sum of the base term"),
        _text("histogram", "直方图", "value:count pairs joined by spaces; percentiles only"),
        _text("terms", "公式各项", "name:sum pairs of the terms, in the column's scale; formulas only"),
    ),
)
READING = Table(
    "reading",
    ("period", "unit", "kpi"),
    (
        _PERIOD,
        _UNIT,
        _KPI,
        _count("n", "样本数", "observations behind the reading"),
        _reading("value", "指标值", "the reading as printed; NULL if withheld or missing"),
        _points("score", "得分", "score, points; NULL with the reading"),
        _points("weight", "有效权重%", "effective weight in the unit's index, percent"),
        *_AIM,
        _text("state", "状态", "ok, flagged (small sample), hidden (too small), missing (no data)"),
    ),
)
STANDING = Table(
    "standing",
    ("period", "unit", "kind", "subject"),
    (
        _PERIOD,
        _UNIT,
        _text("kind", "对象类别", "index, process, department, or unassigned: what is nobody's yet"),
        _text("subject", "对象", "process or department id, or unassigned; empty for the index"),
        _points(
            "score", "自身得分", "own score 0-100 (the index for kind index); NULL below the minimum coverage"
        ),
        *_CONTRIBUTION,
        _points("weight", "权重%", "effective weight in the unit's index, percent"),
        _points("coverage", "覆盖率%", "share of the declared weight with data, percent"),
        _count("n", "样本数", "observations behind its sampled readings, those of the same rows once"),
        _count("rank", "排名", "competition rank on the printed score among its peers; NULL if unranked"),
        _count("ranked", "参评数", "how many peers are ranked"),
        _text(
            "state", "状态", "ok, flagged (small samples, unranked), hidden (too small), missing (no data)"
        ),
    ),
)
CONTRIBUTION = Table(
    "contribution",
    ("period", "unit", "kpi", "department"),
    (
        _PERIOD,
        _UNIT,
        _KPI,
        _text("process", "过程编码", "process id"),
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
        _text("process", "过程编码", "process id"),
        _text("kpi", "指标编码", "KPI id; empty where the process has none at the unit's level"),
        _text("department", "部门编码", "department id, or unassigned; empty where there is no KPI"),
        _text(
            "reach",
            "去向",
            "what becomes of the weight: reached, unassigned, missing, hidden, unpublished, unmeasured",
        ),
        _points(
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
        _count(
            "position", "序号", "place of the finding, from 0; several rows where it has several subjects"
        ),
        _text(
            "matter",
            "事项",
            "process_leaks, kpi_leaks, double_count, orphan, weightless, inward, near_double, absent",
        ),
        _text(
            "reach", "去向", "how a leak leaks; empty for other matters, and where it leaks in several ways"
        ),
        _text("subject", "对象", "id of a process, KPI or department, by the matter"),
        _points("weight", "权重%", "the subject's part of the declared index weight, percent"),
    ),
)

DEFINITION = Table(
    "definition",
    ("period", "kpi", "position"),
    (
        _PERIOD,
        _KPI,
        _POSITION,
        _text("heading", "标题", "glossary key of the heading that the line stands under"),
        _text("zh", "中文说明", "the line in Chinese"),
        _text("en", "英文说明", "the line in English"),
    ),
)
HISTORY = Table(
    "history",
    ("period", "kpi", "position"),
    (
        _PERIOD,
        _text("kpi", "指标编码", "KPI id; empty for the whole book"),
        _POSITION,
        _text("since", "起", "first month in which it holds"),
        _text("until", "止", "first month in which it no longer holds; NULL without an end"),
        _text("change", "调整令编码", "id of the change order; empty where there is none"),
        _text("reference", "文号", "the document; NULL where there is none"),
        *_both("owner", "归口部门", "the department that answers for it; NULL where there is none"),
        *_both("title", "事项", "what happened"),
        *_both("what", "内容", "what was set; NULL where the title says all"),
        *_both("old", "原值", "value before; NULL where there was none"),
        *_both("new", "新值", "value from then on; NULL where there is none"),
    ),
)
TENURE = Table(
    "tenure",
    ("period", "kind", "id"),
    (
        _PERIOD,
        _text("kind", "类别", "processes, kpis, departments or units"),
        _text("id", "编码", "its id"),
        _POSITION,
        _text("since", "起", "first month in force"),
        _text("until", "止", "first month no longer in force; NULL while it is"),
        *_NAMES,
    ),
)
EDITION = Table(
    "edition",
    ("period", "since"),
    (
        _PERIOD,
        _text("since", "起", "first month in which something began, changed or ended"),
        _text("digest", "手册摘要", "SHA-256 of what is in force from then on"),
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
    CONTRIBUTION,
    PASSAGE,
    FINDING,
    DEFINITION,
    HISTORY,
    TENURE,
    EDITION,
)
