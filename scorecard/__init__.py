"""Satisfaction pressure transmission: one walk from delivered files to the printed notice.

The rooms, latest in the walk first: ``cli`` (the commands), ``doctor`` (whether installation and data can
be trusted), ``publish`` (web, bulletin, workbook), ``views`` (the only read side for people), ``compare``
(a month under two books), ``cycle`` (the rail that joins the stages), ``definitions``, ``ingest``,
``store`` (the only room that knows DuckDB), ``compute`` (pure stages), ``model`` (frozen values),
``errors``. Beside the walk stand ``demo`` (plays the operator), ``glossary`` (every text that people read,
in Chinese and English) and ``settings``. ``docs/walk.md`` follows one complaint through.
"""

__version__ = "0.1.0"
