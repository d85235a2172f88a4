"""The dictionary as Markdown: processes with their weights, then a table for each KPI."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorecard.glossary import Words
from scorecard.model.rounding import show
from scorecard.model.text import Lang, Text
from scorecard.publish.markdown.marks import BREAK, plain, table
from scorecard.views.dictionary import DictionaryView, Entry, Event, Tenure

_SHOWN = 12
NOTHING = "–"


def dictionary_markdown(view: DictionaryView, *, lang: Lang) -> str:
    """The dictionary as one document; the same view gives the same text."""
    words = Words(lang, dict(view.frame.terms))
    return "\n".join(_document(view, _Printer(words))) + "\n"


@dataclass(frozen=True, slots=True)
class _Printer:
    """Words and texts in one language, with every mark in them escaped."""

    words: Words

    def word(self, key: str, /, **values: object) -> str:
        return plain(self.words(key, **values))

    def say(self, *texts: Text) -> str:
        return BREAK.join(plain(one.say(self.words.lang)) for one in texts)


def _document(view: DictionaryView, print_: _Printer) -> Iterator[str]:
    frame, word, say = view.frame, print_.word, print_.say
    yield f"# {word('dict_title', book=frame.book.say(print_.words.lang))}"
    digest = word("dict_digest", digest=frame.digest[:_SHOWN])
    yield from ("", f"{word('dict_subtitle', period=frame.period)} · {digest}", "")
    yield from (f"## {word('dict_contents')}", "", *_contents(view, print_))
    yield from ("", word("dict_contents_note"))
    for chapter in view.chapters:
        yield from ("", f"## {say(chapter.process.name)} {word('dict_percent', number=show(chapter.weight))}")
        for entry in chapter.entries:
            yield from _entry(entry, print_)
    yield from _book(view, print_)


def _contents(view: DictionaryView, print_: _Printer) -> list[str]:
    heads = [print_.word(key) for key in ("kpi", "weight_percent", "id")]
    rows = []
    for chapter in view.chapters:
        name = f"**{print_.say(chapter.process.name)}**"
        rows.append([name, f"**{show(chapter.weight)}**", plain(chapter.process.id)])
        rows += [[print_.say(one.name), show(one.weight), plain(one.id)] for one in chapter.entries]
    return table(heads, rows, numbers=[1])


def _entry(entry: Entry, print_: _Printer) -> Iterator[str]:
    yield from ("", f"### {print_.say(entry.name)} · {plain(entry.id)}", "")
    rows = [[print_.word(one.heading), print_.say(*one.lines)] for one in entry.facts]
    yield from table([print_.word("name"), print_.word("dict_what")], rows)
    yield from ("", *_events(entry.history, print_))


def _events(events: Sequence[Event], print_: _Printer) -> list[str]:
    heads = [print_.word(key) for key in ("dict_when", "reference", "owner", "dict_what")]
    rows = [
        [
            print_.say(one.when),
            plain(one.reference or NOTHING),
            NOTHING if one.owner is None else print_.say(one.owner),
            print_.say(one.title, *one.lines),
        ]
        for one in events
    ]
    return table(heads, rows)


def _book(view: DictionaryView, print_: _Printer) -> Iterator[str]:
    word = print_.word
    yield from ("", f"## {word('dict_book_history')}", "")
    yield from _events(view.changes, print_) if view.changes else (word("dict_no_changes"),)
    yield from ("", f"### {word('dict_editions')}", "")
    for since, digest in view.editions:
        yield f"- {word('dict_edition', since=since, digest=digest[:_SHOWN])}"
    for kind, found in view.told_tenures():
        yield from ("", f"### {word(f'dict_tenures_{kind}')}", "", *_tenures(found, print_))


def _tenures(found: Sequence[Tenure], print_: _Printer) -> list[str]:
    heads = [print_.word(key) for key in ("name", "id", "dict_when")]
    return table(heads, [[print_.say(one.name), plain(one.id), print_.say(one.when)] for one in found])
