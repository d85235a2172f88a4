"""Headers on every answer, the names under which the server answers at all, and what it may be asked."""

from __future__ import annotations

from typing import Any

import dash
import flask

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]", "::1")

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


_ASKING = "/_dash-update-component"


def guard(app: dash.Dash) -> None:
    """Set the headers. Call it last: the policy lists the scripts of every callback registered so far.

    A question that no page asks is answered 400: Dash would fail on it, with a traceback in the log.
    Requests under any other name than loopback's are refused, so that a foreign page that points its own
    name at this machine reads nothing. Figures are never stored by caches.
    """
    policy = content_policy(app)
    app.server.config["TRUSTED_HOSTS"] = list(LOOPBACK_NAMES)

    def headers(response: flask.Response) -> flask.Response:
        for name, value in _FIXED.items():
            response.headers[name] = value
        response.headers["Content-Security-Policy"] = policy
        if response.mimetype in {"text/html", "application/json"}:
            response.headers["Cache-Control"] = "no-store"
        return response

    def refuse() -> flask.Response | None:
        if flask.request.method != "POST" or flask.request.path != _ASKING or _is_asked(app, _body()):
            return None
        return flask.Response("No page of this server asks this.\n", 400, mimetype="text/plain")

    app.server.before_request(refuse)
    app.server.after_request(headers)


def content_policy(app: dash.Dash) -> str:
    """Only our own scripts run, and nothing is fetched from elsewhere; Plotly needs inline styles."""
    scripts = " ".join(["'self'", *app.csp_hashes()])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _body() -> Any:  # noqa: ANN401 - whatever was sent
    """The request's JSON; None for what is none, or is nested too deeply to be read."""
    try:
        return flask.request.get_json(silent=True)
    except RecursionError:
        return None


def _is_asked(app: dash.Dash, body: Any) -> bool:  # noqa: ANN401
    """Whether a callback of this application gives these outputs for these inputs, texts all of them."""
    match body:
        case {
            "output": str(output),
            "outputs": list(outputs),
            "inputs": list(inputs),
            "changedPropIds": list(changed),
        }:
            known = app.callback_map.get(output, {})
            return (
                "callback" in known
                and _names(outputs) == [(one.component_id, one.component_property) for one in known["output"]]
                and _names(inputs) == _names(known["inputs"])
                and body.get("state", []) == known["state"] == []
                and all(_is_text(one.get("value")) for one in inputs)
                and all(isinstance(one, str) for one in changed)
            )
    return False


def _is_text(value: object) -> bool:
    """Whether an address can hold it: nothing, or a text without half a surrogate pair."""
    return value is None or (isinstance(value, str) and not any("\ud800" <= one <= "\udfff" for one in value))


def _names(parts: list[Any]) -> list[tuple[Any, Any]]:
    """Element and property of each input or output; what has neither is none of ours."""
    return [(one.get("id"), one.get("property")) if isinstance(one, dict) else (None, None) for one in parts]
