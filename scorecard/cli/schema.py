"""The command that hands the shape of the definitions to an editor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from scorecard.cli.shell import out as console


def schema(
    out: Annotated[
        Path | None, typer.Option(help="File to write; printed if left out.", dir_okay=False)
    ] = None,
) -> None:
    """Write the JSON Schema of the definitions, by which an editor checks and explains them as one types."""
    from scorecard.definitions.json_schema import json_schema

    if out is None:
        sys.stdout.write(json_schema())
        return
    out.write_text(json_schema(), encoding="utf-8", newline="\n")
    console.print(f"  {out}")
