"""The notice of one unit or department (单位通报): where it stands and what to do first."""

from __future__ import annotations

from scorecard.glossary import Words
from scorecard.model.text import Lang
from scorecard.publish.bulletin.change import why
from scorecard.publish.bulletin.pdf import print_pdf
from scorecard.publish.bulletin.proof import headline_proof
from scorecard.publish.bulletin.signalled import signalled
from scorecard.publish.bulletin.templates import check_sum, fill
from scorecard.views.change.told import of_department
from scorecard.views.charts import pressure_bars, trend_chart
from scorecard.views.scorecard import ScorecardView
from scorecard.views.standing_text import alike_text, bounds_text, card_text, owed_texts, set_text

_MOST_ALIKE = 6

_MOST_MOVED = 5


def notice_html(view: ScorecardView, words: Words, lang: Lang) -> str:
    """The notice as one HTML document. Raises ``PrintFailed`` where its parts do not add up."""
    check_sum("departments", view.departments, view.headline)
    check_sum("processes", view.processes, view.headline)
    check_sum("KPIs", view.kpis, view.headline)
    subject = view.department or view.frame.unit
    name = subject.name.say(lang)
    card = view.headline.evidence.card
    return fill(
        "notice.html.j2",
        words,
        view.frame.period,
        view=view,
        signals=signalled(view.watch, words),
        name=name,
        title=words("paper_notice_title", name=name),
        path=" › ".join(one.name.say(lang) for one in view.frame.lineage),
        trend=trend_chart(view, words),
        why=view.change and why(view.change, words, most=_MOST_MOVED),
        part=of_department(view.change, view.department.id, words) if view.change and view.department else "",
        pressure=pressure_bars(view, words),
        proof=headline_proof(view.headline, view.shift, view.previous, words),
        alike=alike_text([one.name.say(lang) for one in view.alike], words, most=_MOST_ALIKE),
        set=set_text(view.headline),
        card="" if card is None else card_text(card, words),
        bounds=bounds_text(view.headline, words),
        owed=owed_texts(view.owed, words),
    )


def notice_pdf(view: ScorecardView, *, lang: Lang) -> bytes:
    """The notice as PDF; the same view gives the same bytes. Raises ``PrintFailed``."""
    return print_pdf(notice_html(view, Words(lang, dict(view.frame.terms)), lang))
