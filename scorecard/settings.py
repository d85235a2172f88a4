"""Settings: one frozen value, from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecard.errors import BadRequest

_PORTS = range(1, 65536)


@dataclass(frozen=True, slots=True)
class Settings:
    """``workspace``: SCORECARD_WORKSPACE · ``definitions``: SCORECARD_DEFINITIONS · ``principal``:
    SCORECARD_PRINCIPAL (all, unit:ID, department:ID) · ``host``, ``port``: SCORECARD_HOST, SCORECARD_PORT.
    """

    workspace: Path = Path("workspace")
    definitions: Path = Path("kpi_definitions/thirteen_processes")
    principal: str = "all"
    host: str = "127.0.0.1"
    port: int = 8050

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """The settings of an environment; what it does not name has its default."""
        port = environment.get("SCORECARD_PORT", "8050")
        if not (port.isdecimal() and int(port) in _PORTS):
            raise BadRequest(f"SCORECARD_PORT is {port!r}; it must be a number from 1 to 65535.")
        return cls(
            workspace=Path(environment.get("SCORECARD_WORKSPACE", "workspace")),
            definitions=Path(environment.get("SCORECARD_DEFINITIONS", "kpi_definitions/thirteen_processes")),
            principal=environment.get("SCORECARD_PRINCIPAL", "all"),
            host=environment.get("SCORECARD_HOST", "127.0.0.1"),
            port=int(port),
        )
