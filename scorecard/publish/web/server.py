"""``serve``: the application behind waitress, which 40 stalled connections leave unharmed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import dash
import waitress

from scorecard.errors import BadRequest, ScorecardError
from scorecard.model.principal import Principal
from scorecard.settings import Settings


def serve(
    app: dash.Dash,
    *,
    host: str = "127.0.0.1",
    port: int = 8050,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until interrupted; ``ready`` is told the address once the server listens.

    Raises BadRequest for a port that is taken and for a host that is not this machine's own: there is no
    login yet, and who asks is chosen at start, so on a network everyone would be that person.
    """
    check_host(host)
    warm(app)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news
    try:
        server = waitress.create_server(app.server, host=host, port=port, threads=4, ident=None)
    except OSError as error:
        raise BadRequest(
            f"Nothing can listen on {host}:{port} ({error.strerror}). Choose another port: --port {port + 1}."
        ) from error
    ready(f"http://{host}:{port}/")
    server.run()


@contextmanager
def plainly() -> Iterator[None]:
    """End the program with an error's sentence and exit code, not with its traceback."""
    try:
        yield
    except ScorecardError as error:
        sys.stderr.write(f"scorecard: {error}\n")
        raise SystemExit(error.exit_code) from error


def principal_of(settings: Settings) -> Principal:
    """Who asks. Raises BadRequest if the settings name nobody."""
    try:
        return Principal.parse(settings.principal)
    except ValueError as error:
        raise BadRequest(f"SCORECARD_PRINCIPAL: {error}.") from error


def check_host(host: str) -> None:
    """Raise BadRequest unless ``host`` is a loopback address or ``localhost``."""
    try:
        local = host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        local = False
    if not local:
        raise BadRequest(
            f"The pages are not served on {host!r}: there is no login yet, so everyone who reached that"
            " address would see what you may see. Serve on 127.0.0.1, and use an SSH tunnel from elsewhere."
        )


def warm(app: dash.Dash) -> None:
    """Answer the first requests before anyone asks: a cold Dash sets itself up during its first one."""
    client = app.server.test_client()
    for path in ("/", "/_dash-layout", "/_dash-dependencies"):
        client.get(path, headers={"Host": "localhost"})
