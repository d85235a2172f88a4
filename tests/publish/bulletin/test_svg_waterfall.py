"""The waterfall on paper."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from scorecard.model.chart import Bar, Tone, Waterfall
from scorecard.publish.bulletin.svg import to_svg

NS = "{http://www.w3.org/2000/svg}"


def chart(*steps: str, start: str = "78.00", label: str = "步") -> Waterfall:
    """Steps from a level."""
    bars = tuple(Bar(f"{label}{place}", Decimal(step), tone=Tone.BAD) for place, step in enumerate(steps))
    end = Decimal(start) + sum(map(Decimal, steps))
    return Waterfall("满意度", "分", Bar("五月", Decimal(start)), bars, Bar("六月", end, tone=Tone.OWN))


def boxes(svg: str) -> list[tuple[float, float]]:
    """Where each bar begins and ends."""
    found = ET.fromstring(svg).iter(f"{NS}rect")
    return [(float(one.get("x")), float(one.get("x")) + float(one.get("width"))) for one in found]


def test_levels_and_steps_are_printed_with_their_signs():
    """Levels have none; a step has one."""
    texts = re.findall(r">([^<>]+)</text>", to_svg(chart("2.40", "-3.00", "-3.60")))
    assert texts == ["五月", "78.00", "步0", "+2.40", "步1", "−3.00", "步2", "−3.60", "六月", "73.80"]


def test_each_step_begins_where_the_one_before_ended():
    """To a tenth of a unit, as coordinates are written."""
    first, up, down, more, last = boxes(to_svg(chart("2.40", "-3.00", "-3.60")))
    assert up[0] == pytest.approx(first[1], abs=0.2)
    assert down[1] == pytest.approx(up[1], abs=0.2)
    assert more[1] == pytest.approx(down[0], abs=0.2)
    assert last[1] == pytest.approx(more[0], abs=0.2)
    assert first[0] == last[0]


@pytest.mark.parametrize("steps", [(), ("0.00",), ("-0.01",), ("50.00", "-70.00"), ("-300.00",)])
def test_it_stays_on_its_sheet(steps):
    """Whatever moves, and whether anything does."""
    svg = to_svg(chart(*steps, label="很长很长很长很长很长很长很长很长很长很长很长很长的名称"), wide=350)
    assert all(0 <= begin <= end <= 350 for begin, end in boxes(svg))
    assert "NaN" not in svg


def test_labels_are_escaped():
    """A name that is markup is text."""
    assert "&lt;b&gt;" in to_svg(chart("1.00", label="<b>"))
