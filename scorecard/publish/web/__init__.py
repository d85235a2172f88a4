"""The pages: a Dash application over the views.

What lives here: ``create_app`` (application, access, one thin module a page in ``pages/``) and ``serve``,
with ``plainly`` and ``principal_of`` for a program that starts them.
What does not: figures, rounding, other printers. Style and scripts are files in ``assets/``.
"""

from scorecard.publish.web.factory import create_app
from scorecard.publish.web.server import plainly, principal_of, serve

__all__ = ["create_app", "plainly", "principal_of", "serve"]
