"""The month's service-quality bulletin (服务质量通报), in the form of an official document (GB/T 9704)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import count

from scorecard.glossary import Words
from scorecard.model.chart import Funnel
from scorecard.model.rounding import show
from scorecard.model.text import Lang
from scorecard.publish.bulletin.change import why
from scorecard.publish.bulletin.heat import heat
from scorecard.publish.bulletin.pdf import print_pdf
from scorecard.publish.bulletin.proof import headline_proof
from scorecard.publish.bulletin.signalled import signalled
from scorecard.publish.bulletin.templates import check_sum, fill, month
from scorecard.views.bulletin import BulletinView, Carded
from scorecard.views.charts import department_dots, funnel, transmission_icicle, trend_chart
from scorecard.views.frame import Choice
from scorecard.views.kpi import Owner
from scorecard.views.ranking import RankedUnit
from scorecard.views.remark import remark, ways
from scorecard.views.standing_text import bounds_text, card_text, owed_texts, rank_text

_ANNEX_ABOVE = 40
_MOST_MOVED = 8


def bulletin_html(view: BulletinView, words: Words) -> str:
    """The bulletin as one HTML document. Raises ``PrintFailed`` where its parts do not add up.

    A level of more than 40 units stands in an annex.
    """
    check_sum("processes", view.processes, view.index)
    check_sum("departments", view.departments, view.index)
    frame = view.frame
    year, number = frame.period.split("-")
    return fill(
        "bulletin.html.j2",
        words,
        frame.period,
        view=view,
        signals=signalled(view.watch, words),
        title=words("paper_bulletin_title", period=month(frame.period, words)),
        number=words("paper_number", year=year, month=int(number)),
        heading=_numbered(words),
        trend=trend_chart(view, words),
        why=view.change and why(view.change, words, most=_MOST_MOVED),
        path=transmission_icicle(view, words),
        ways=ways,
        remarks=[remark(one, words) for one in view.audit.findings if not one.mild],
        heat=heat(view.processes, view.departments, view.cells),
        leagues=[league for league in view.leagues if len(league[1]) <= _ANNEX_ABOVE],
        annexes=[league for league in view.leagues if len(league[1]) > _ANNEX_ABOVE],
        parents=_parents,
        groups=_groups,
        funnel=lambda level, units: _funnel(level, units, words),
        overall=_overall(view, words),
        cards=[_carded(one, words) for one in view.cards],
        bounds=bounds_text(view.index, words),
        owed=owed_texts(view.owed, words),
        departments=sorted(view.departments, key=lambda one: (one.rank is None, one.rank or 0, one.id)),
        owners=[_owners(owners, words) for owners in view.owners],
        ranking=department_dots(frame.unit, view.departments, words),
    )


def bulletin_pdf(view: BulletinView, *, lang: Lang) -> bytes:
    """The bulletin as PDF; the same view gives the same bytes. Raises ``PrintFailed``."""
    return print_pdf(bulletin_html(view, Words(lang, dict(view.frame.terms))))


def _numbered(words: Words) -> Callable[[str], str]:
    """Section titles with their number, in the order in which they are asked for."""
    numbers = count(1)
    return lambda key: words(f"paper_section_{next(numbers)}", title=words(key))


def _owners(owners: Iterable[Owner], words: Words) -> str:
    return words("paper_comma").join(
        words("paper_owner", name=one.department.name.say(words.lang), share=_bare(one.share))
        for one in owners
    )


def _bare(share: Decimal) -> str:
    """A share as short as it is exact: 60, 33.5, 33.33."""
    return show(share).rstrip("0").rstrip(".") if share.as_tuple().exponent else show(share)


def _overall(view: BulletinView, words: Words) -> str:
    return headline_proof(view.index, view.shift, view.previous, words)


def _carded(one: Carded, words: Words) -> tuple[str, str, str, str, str]:
    """Name, among whom, rank with its set, card, and its kind for the style sheet."""
    card = one.line.evidence.card
    among = words("departments") if one.level is None else one.level.name.say(words.lang)
    said = ("", "") if card is None else (card_text(card, words), str(card))
    return one.line.name.say(words.lang), among, rank_text(one.line, words), *said


def _funnel(level: Choice, units: Iterable[RankedUnit], words: Words) -> Funnel | None:
    """The funnel of a level whose units are all ranked among each other."""
    every = list(units)
    if len({one.group for one in every}) > 1:
        return None
    title = words("chart_ranking", level=level.name.say(words.lang))
    return funnel(title, [one.line for one in every], words)


def _groups(units: Iterable[RankedUnit]) -> Mapping[str, str]:
    """Unit -> peer group; nothing where all are of one."""
    found = {unit.line.id: unit.group for unit in units}
    return found if len(set(found.values())) > 1 else {}


def _parents(units: Iterable[RankedUnit]) -> Mapping[str, Choice | None]:
    return {unit.line.id: unit.parent for unit in units}
