"""What arrives and what leaks: the transmission audit as a part of a page."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.model.audit import Reach
from scorecard.model.rounding import show
from scorecard.publish.web.cells import figure, head, name_cell, row, section, table, total
from scorecard.publish.web.element import Element, tag
from scorecard.publish.web.shown import Shown
from scorecard.views.audit import AuditView, Found
from scorecard.views.remark import remark

_MARKS = {
    Reach.REACHED: "●",
    Reach.UNASSIGNED: "×",
    Reach.MISSING: "–",
    Reach.HIDDEN: "○",
    Reach.UNPUBLISHED: "◐",
    Reach.UNMEASURED: "·",
}


def audit_section(view: AuditView, shown: Shown) -> Element:
    """A bar and its table of classes, the findings, and each process's classes folded away."""
    words = shown.words
    return section(
        words("audit"),
        tag(
            "Div",
            tag("Div", _bar(view, shown), _classes(view, shown)),
            _findings(view.findings, shown),
            class_="pair even",
        ),
        _ways(view, shown),
        name="audit",
        note=words("audit_note"),
    )


def _bar(view: AuditView, shown: Shown) -> Element:
    """The whole weight as one bar; the table below says the same in words and figures."""
    parts = [
        tag("Span", class_=f"reach-{reach}", style={"flexGrow": str(weight)})
        for reach, weight in view.classes
        if weight
    ]
    label = shown.words("audit_bar", reached=show(view.reached), leaked=show(view.leaked))
    return tag(
        "Div", *parts, class_="reach-bar", role="img", aria_label=label, aria_describedby="table-audit"
    )


def _classes(view: AuditView, shown: Shown) -> Element:
    words = shown.words
    rows = [
        row(
            tag("Th", _way(reach, shown), scope="row"),
            figure(weight, "audit-class", suffix="%"),
            tag("Td", words(f"reach_{reach}_note"), class_="muted"),
            key=str(reach),
        )
        for reach, weight in view.classes
    ]
    heads = [head(words("reach")), head(words("weight"), number=True), head("")]
    whole = figure(total(weight for _, weight in view.classes), "audit-total", suffix="%")
    foot = row(name_cell(words("total")), whole, tag("Td"))
    return table(words("audit_classes"), heads, rows, foot=foot, name="audit")


def _way(reach: Reach, shown: Shown) -> Element:
    """The class as a mark, a word and a colour."""
    text = f"{_MARKS[reach]} {shown.words(f'reach_{reach}')}"
    return tag("Span", text, class_=f"reach reach-{reach}")


def _findings(findings: Sequence[Found], shown: Shown) -> Element:
    words = shown.words
    heading = tag("H3", words("findings"))
    if not findings:
        return tag("Div", heading, tag("P", words("audit_none"), class_="muted"))
    items = [
        tag(
            "Li",
            tag("Span", words("audit_mild" if one.mild else "audit_grave"), class_="weighs"),
            tag("Span", remark(one, words)),
            class_="mild" if one.mild else "grave",
            data_row=str(one.matter),
        )
        for one in findings
    ]
    return tag("Div", heading, tag("Ul", *items, class_="findings"))


def _ways(view: AuditView, shown: Shown) -> Element:
    """Process by process, folded away."""
    words = shown.words
    rows = [
        row(
            name_cell(shown.say(way.process.name)),
            *(
                figure(part, f"audit-{reach}", heat="" if part else "nil")
                for reach, part in zip(Reach, way.parts, strict=True)
            ),
            figure(way.weight, "audit-process"),
            key=way.process.id,
        )
        for way in view.ways
    ]
    heads = [
        head(words("process")),
        *(head(words(f"reach_{reach}"), number=True) for reach in Reach),
        head(words("weight_percent"), number=True),
    ]
    foot = row(
        name_cell(words("total")),
        *(figure(weight, f"audit-{reach}-total") for reach, weight in view.classes),
        figure(total(way.weight for way in view.ways), "audit-process-total"),
    )
    content = table(words("audit_by_process"), heads, rows, foot=foot, name="audit-processes")
    return tag(
        "Details",
        tag("Summary", words("audit_by_process")),
        tag("P", words("audit_by_process_note"), class_="lead-in"),
        content,
        class_="twin",
    )
