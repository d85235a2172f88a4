"""The Excel workbook: the same published figures as the pages and papers, as typed cells.

What does not live here: computing. Every number in a cell is a published one or a sum of such.
"""

from scorecard.publish.workbook.workbook import workbook

__all__ = ["workbook"]
