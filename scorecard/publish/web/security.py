"""Headers on every answer, and the names under which the server answers at all."""

from __future__ import annotations

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


def guard(app: dash.Dash) -> None:
    """Set the headers. Call it last: the policy lists the scripts of every callback registered so far.

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
