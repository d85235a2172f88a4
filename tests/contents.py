"""Whether a folder is still what it was."""

from __future__ import annotations

from pathlib import Path


def contents(folder: Path) -> dict[Path, bytes | None]:
    """Every file below the folder with its bytes, and every folder with None."""
    return {
        path.relative_to(folder): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }
