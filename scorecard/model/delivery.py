"""Delivery (数据交付): one file as received, known by the hash of its bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delivery:
    """``digest``: SHA-256 of the file. ``periods``: of its kept rows. read = kept + refused, always.

    ``contract``: what the definitions said of its source when it was read. ``replaces``: digests of earlier
    deliveries whose rows no longer count.
    """

    digest: str
    file: str
    source: str
    rows_read: int
    rows_kept: int
    rows_refused: int
    periods: tuple[str, ...]
    received: str
    contract: str
    replaces: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.rows_read != self.rows_kept + self.rows_refused:
            raise ValueError(f"{self.file}: {self.rows_read} rows read are not {self.rows_kept} kept")
