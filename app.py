"""The dashboard: ``python app.py``, or ``app:server`` for a WSGI server on this machine."""

import os

from scorecard.publish.web import create_app, plainly, principal_of, serve
from scorecard.settings import Settings
from scorecard.store.reader import Reader
from scorecard.store.workspace import Workspace

with plainly():
    settings = Settings.of(os.environ)
    app = create_app(Reader(Workspace(settings.workspace).snapshots.current()), principal_of(settings))
    server = app.server
    if __name__ == "__main__":
        serve(app, host=settings.host, port=settings.port)
