"""The command that prints the dictionary of a book; it needs the definitions and nothing else."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorecard.cli.shell import book_of, out, period_of
from scorecard.model.period import Period
from scorecard.model.text import Lang

if TYPE_CHECKING:
    from scorecard.model.book import Book
    from scorecard.views.dictionary import DictionaryView


class Form(StrEnum):
    """What the dictionary is printed as."""

    PDF = "pdf"
    MD = "md"
    OSSIE = "ossie"


def dictionary(
    context: typer.Context,
    *,
    period: Annotated[
        str | None, typer.Option("--period", help="Month, as 2026-06; this month if left out.")
    ] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of pdf and md.")] = Lang.ZH,
    form: Annotated[Form, typer.Option("--format", help="Paper, text, or an Ossie model.")] = Form.PDF,
    to: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="File; if left out dictionary_<period>_<lang>.pdf, or standard output for the others.",
        ),
    ] = None,
) -> None:
    """Print what every KPI in force means: formula, scoring, worked example, owner, history."""
    book = book_of(context)
    when = _this_month(book) if period is None else period_of(period)
    if form is Form.OSSIE:
        from scorecard.publish.ossie import ossie

        _write(ossie(book.on(when)).encode(), to)
        return
    view = view_of(book, when)
    if form is Form.MD:
        from scorecard.publish.markdown.dictionary import dictionary_markdown

        _write(dictionary_markdown(view, lang=lang).encode(), to)
    else:
        from scorecard.publish.bulletin.dictionary import dictionary_name, dictionary_pdf

        _write(dictionary_pdf(view, lang=lang), to or Path(dictionary_name(view, lang)))


def view_of(book: Book, period: Period) -> DictionaryView:
    """The dictionary of a month, straight from the book. Raises BadRequest for one before it begins."""
    from scorecard.compute.dictionary.dictionary import dictionary as rows
    from scorecard.compute.tabulate import dimensions
    from scorecard.glossary import phrases
    from scorecard.views.dictionary import build, tabled

    edition = book.on(period)
    tables = dimensions(edition, str(period), ()) | rows(book, period, phrases(edition.terms))
    return build(tabled(tables))


def _this_month(book: Book) -> Period:
    """The month of today, or the first one of a book that begins later."""
    today = datetime.now(UTC)
    return max(Period(today.year, today.month), book.start)


def _write(content: bytes, to: Path | None) -> None:
    if to is None:
        sys.stdout.buffer.write(content)
        return
    from scorecard.publish.bulletin.batch import write_whole

    write_whole(to, content)
    out.print(f"  {to}")
