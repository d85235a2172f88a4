"""What looks like a mark, and tables."""

from __future__ import annotations

from scorecard.publish.markdown.marks import plain, table


def test_every_mark_is_escaped_and_lines_are_joined():
    """A backslash too, so that escaping can be undone."""
    assert plain("a|b *c* \\d <e>\n f") == "a\\|b \\*c\\* \\\\d \\<e\\> f"


def test_a_table_has_a_head_a_rule_and_its_rows():
    """Numbers are set to the right."""
    assert table(["名称", "权重"], [["甲", "1"], ["乙", "2"]], numbers=[1]) == [
        "| 名称 | 权重 |",
        "| --- | --: |",
        "| 甲 | 1 |",
        "| 乙 | 2 |",
    ]
