"""Deliveries: kept as they came, under the hash of their bytes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from scorecard.errors import Damaged
from scorecard.model.delivery import Delivery
from scorecard.store.files import digest_of, settle, write_text

_ROWS, _REFUSED, _RECORD = "rows.parquet", "refused.csv", "delivery.json"


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The deliveries below ``folder`` (it need not exist yet)."""

    folder: Path

    def holds(self, digest: str) -> bool:
        """Whether a file of that hash was taken before."""
        return (self.folder / digest / _RECORD).exists()

    def keep(self, delivery: Delivery, *, original: Path, rows: pl.DataFrame, refused: pl.DataFrame) -> None:
        """Store one delivery whole: the folder appears under its final name only when complete."""
        final = self.folder / delivery.digest
        draft = self.folder / f".{delivery.digest}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        shutil.copyfile(original, draft / f"original{''.join(original.suffixes[-2:])}")
        rows.write_parquet(draft / _ROWS)
        refused.write_csv(draft / _REFUSED, include_bom=True)
        record = {**asdict(delivery), "rows_digest": digest_of(draft / _ROWS)}
        write_text(draft / _RECORD, json.dumps(record, ensure_ascii=False, indent=1))
        shutil.rmtree(final, ignore_errors=True)
        settle_folder(draft, final)

    def all(self) -> tuple[Delivery, ...]:
        """Every delivery, in the order of receipt, then of file name."""
        found = [delivery for delivery, _ in self._records()]
        return tuple(sorted(found, key=lambda one: (one.received, one.file, one.digest)))

    def rows_of(self, source: str, period: str | None) -> tuple[str, ...]:
        """Paths of the kept rows of a source's deliveries, oldest first, checked against their hash.

        ``period``: only deliveries with rows of that period. Raises Damaged where a file has changed.
        """
        digests = {delivery.digest: rows for delivery, rows in self._records()}
        chosen = [
            delivery
            for delivery in self.all()
            if delivery.source == source
            and delivery.rows_kept
            and (period is None or period in delivery.periods)
        ]
        paths = []
        for delivery in chosen:
            path = self.folder / delivery.digest / _ROWS
            if not path.exists() or digest_of(path) != digests[delivery.digest]:
                raise Damaged(
                    f"{path}: the kept rows of {delivery.file} are not what was written. "
                    "Deliver the file again after deleting its folder."
                )
            paths.append(str(path))
        return tuple(paths)

    def _records(self) -> Iterator[tuple[Delivery, str]]:
        for path in sorted(self.folder.glob(f"[!.]*/{_RECORD}")):
            record = json.loads(path.read_text(encoding="utf-8"))
            rows = record.pop("rows_digest")
            yield Delivery(**{**record, "periods": tuple(record["periods"])}), rows


def settle_folder(draft: Path, final: Path) -> None:
    """Flush the files of a draft folder and give it its final name."""
    for path in draft.iterdir():
        settle(path, path)
    draft.replace(final)
