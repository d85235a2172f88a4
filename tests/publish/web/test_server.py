"""What stands around the pages: headers, names, health, hosts."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import dash
import pytest

from scorecard.errors import BadRequest
from scorecard.model.principal import Principal
from scorecard.publish.web import create_app, serve
from scorecard.publish.web.server import check_host, warm

LOCAL = {"Host": "localhost"}
ADDRESS = [
    {"id": "address", "property": "pathname", "value": "/"},
    {"id": "address", "property": "search", "value": ""},
]
ASKED = {
    "output": "..page.children...manner.data..",
    "outputs": [{"id": "page", "property": "children"}, {"id": "manner", "property": "data"}],
    "inputs": ADDRESS,
    "changedPropIds": ["address.search"],
}


def test_every_answer_carries_the_security_headers(app: dash.Dash) -> None:
    """Own scripts only, no framing, no sniffing; figures are not stored."""
    answer = app.server.test_client().get("/", headers=LOCAL)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src", 1)[1].split(";", 1)[0]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_document_wears_language_and_theme_before_any_script(app: dash.Dash) -> None:
    """The first line of the document has what the address asks for, and nothing that it injects."""
    client = app.server.test_client()
    asked = client.get("/?lang=en&theme=dark&view=projector", headers=LOCAL).get_data(as_text=True)
    assert '<html lang="en" data-bs-theme="dark" data-view="projector">' in asked
    forged = client.get('/?lang="><script>', headers=LOCAL).get_data(as_text=True)
    assert '<html lang="zh" data-bs-theme="light" data-view="normal">' in forged


def test_the_page_names_no_other_host(app: dash.Dash) -> None:
    """Every script and style sheet has an address on this server."""
    document = app.server.test_client().get("/", headers=LOCAL).get_data(as_text=True)
    assert 'src="http' not in document
    assert 'href="http' not in document


def test_health_and_bootstrap_are_served(app: dash.Dash) -> None:
    """The health route answers, and the style sheet comes from the installed package."""
    client = app.server.test_client()
    assert client.get("/healthz", headers=LOCAL).status_code == 200
    with client.get("/vendor/bootstrap.min.css", headers=LOCAL) as sheet:
        assert sheet.mimetype == "text/css"
        assert b"Bootstrap" in sheet.data[:200]


def test_another_name_for_this_machine_is_refused(app: dash.Dash) -> None:
    """A foreign page that points its own name at this machine reads nothing."""
    client = app.server.test_client()
    assert client.get("/", headers={"Host": "figures.example:8050"}).status_code == 400
    assert client.get("/", headers={"Host": "127.0.0.1:8050"}).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{",
        "[" * 200_000,
        "null",
        "5",
        '"x"',
        "[]",
        "{}",
        '{"output": null}',
        *(
            json.dumps(ASKED | change)
            for change in (
                {"output": ["page.children"]},
                {"output": "nope.children"},
                {"output": "address.search"},
                {"outputs": {"id": "page", "property": "children"}},
                {"outputs": ASKED["outputs"][:1]},
                {"outputs": [1, 2]},
                {"outputs": []},
                {"inputs": 5},
                {"inputs": ADDRESS[:1]},
                {"inputs": [1, 2]},
                {"inputs": [ADDRESS, ADDRESS]},
                {"inputs": [ADDRESS[0], ADDRESS[1] | {"value": {"props": 1}}]},
                {"inputs": [ADDRESS[0], ADDRESS[1] | {"value": "?kpi=\ud800"}]},
                {"state": 5},
                {"state": ADDRESS},
                {"changedPropIds": 5},
                {"changedPropIds": [[]]},
            )
        ),
    ],
)
def test_a_question_that_no_page_asks_is_refused(
    app: dash.Dash, caplog: pytest.LogCaptureFixture, sent: str
) -> None:
    """Whatever is posted to the callback is answered 400 in a line; the log keeps quiet."""
    client = app.server.test_client()
    with caplog.at_level(logging.WARNING):
        answer = client.post(
            "/_dash-update-component", data=sent, content_type="application/json", headers=LOCAL
        )
    assert (answer.status_code, answer.text) == (400, "No page of this server asks this.\n")
    assert caplog.records == []


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"state": [], "parsedChangedPropsIds": ["address.search"]},
        {"changedPropIds": []},
        {"inputs": [ADDRESS[0] | {"value": None}, {"id": "address", "property": "search"}]},
        {"inputs": [ADDRESS[0] | {"value": "/\0"}, ADDRESS[1] | {"value": "?\0=%ED%A0%80&unit=😀"}]},
    ],
    ids=["a page", "more keys", "the first page", "no address", "a broken address"],
)
def test_what_a_page_asks_is_answered(app: dash.Dash, change: dict[str, object]) -> None:
    """The browser's own question passes, with or without what Dash may leave out, and with any text."""
    answer = app.server.test_client().post("/_dash-update-component", json=ASKED | change, headers=LOCAL)
    assert answer.status_code == 200
    assert answer.get_json()["response"]["page"]["children"]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org", ""])
def test_the_network_is_refused_with_the_reason(app: dash.Dash, host: str) -> None:
    """Without a login the pages are served on loopback only."""
    with pytest.raises(BadRequest, match="no login yet"):
        serve(app, host=host, port=8050)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_loopback_is_served(host: str) -> None:
    """Every name of this machine itself is good."""
    check_host(host)


def test_a_warm_application_still_takes_requests(app: dash.Dash) -> None:
    """Warming up answers the first requests and changes nothing."""
    warm(app)
    assert app.server.test_client().get("/_dash-layout", headers=LOCAL).status_code == 200


def test_missing_assets_are_told(imagined: None, tmp_path: Path) -> None:
    """Without the style sheets the application says so at start."""
    with pytest.raises(BadRequest, match=r"tokens\.css is missing"):
        create_app(object(), Principal.parse("all"), assets=tmp_path)
