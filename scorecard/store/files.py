"""Whole files only: nothing half-written ever carries its final name."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(draft: Path, final: Path) -> None:
    """Give a finished draft its final name: flushed to the disk, then renamed, then the folder flushed."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_text(path: Path, text: str) -> None:
    """Write a small text file whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    settle(draft, path)
