"""An application over imagined views."""

from __future__ import annotations

import dash
import pytest

from scorecard.model.principal import Principal
from scorecard.publish.web import create_app
from scorecard.views import kpi, process, ranking, scorecard, transmission
from tests.publish.web import fake_process, fakes


@pytest.fixture
def imagined(monkeypatch: pytest.MonkeyPatch) -> None:
    """The views' loaders give the imagined operator."""
    monkeypatch.setattr(scorecard, "load", fakes.load_scorecard, raising=False)
    monkeypatch.setattr(transmission, "load", fakes.load_transmission, raising=False)
    monkeypatch.setattr(ranking, "load", fakes.load_ranking, raising=False)
    monkeypatch.setattr(process, "load", fake_process.load_process, raising=False)
    monkeypatch.setattr(kpi, "load", fakes.load_kpi, raising=False)


@pytest.fixture
def app(imagined: None) -> dash.Dash:
    """The application as a principal who may see everything."""
    return create_app(object(), Principal.parse("all"))
