"""Deliveries: kept as they came, under the hash of their bytes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from scorecard.errors import BadDelivery, Damaged
from scorecard.model.delivery import Delivery
from scorecard.model.org import Found
from scorecard.store.files import digest_of, settle, write_text

_ROWS, _FOUND, _REFUSED = "rows.parquet", "found.parquet", "refused.csv"
_RECORD, _ORIGINAL = "delivery.json", "original"
_FORMULA = r"^[=+\-@\t\r＝＋－＠]"


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The deliveries below ``folder`` (it need not exist yet)."""

    folder: Path

    def find(self, digest: str) -> Delivery | None:
        """The delivery of that hash, replaced or not; None if it was never taken."""
        path = self.folder / digest / _RECORD
        return _recorded(path)[0] if path.exists() else None

    def keep(
        self,
        delivery: Delivery,
        *,
        original: Path,
        rows: pl.DataFrame,
        refused: pl.DataFrame,
        found: pl.DataFrame | None = None,
    ) -> None:
        """Store one delivery whole, in place of an earlier reading of the same bytes.

        ``found``: the units that only its rows name (``model.org.Found`` with their period); None where
        rows name none. The folder appears under its final name only when complete. Raises BadDelivery if the
        file has changed since it was read.
        """
        draft = self.folder / f".{delivery.digest}.{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        (draft / _ORIGINAL).mkdir(parents=True)
        copy = draft / _ORIGINAL / delivery.file
        shutil.copyfile(original, copy)
        if digest_of(copy) != delivery.digest:
            shutil.rmtree(draft)
            raise BadDelivery(
                f"{delivery.file} changed while it was read; deliver it again when it is whole."
            )
        rows.write_parquet(draft / _ROWS)
        _harmless(refused).write_csv(draft / _REFUSED, include_bom=True)
        record = {**asdict(delivery), "rows_digest": digest_of(draft / _ROWS)}
        if found is not None:
            found.write_parquet(draft / _FOUND)
            record["found_digest"] = digest_of(draft / _FOUND)
            settle(draft / _FOUND, draft / _FOUND)
        write_text(draft / _RECORD, json.dumps(record, ensure_ascii=False, indent=1))
        for path in (copy, draft / _ROWS, draft / _REFUSED):
            settle(path, path)
        self._install(draft, self.folder / delivery.digest)

    def original(self, digest: str) -> Path:
        """The file of a delivery as it came, under its own name. Raises Damaged where it has changed."""
        found = [*(self.folder / digest / _ORIGINAL).glob("*")]
        if len(found) != 1 or digest_of(found[0]) != digest:
            raise Damaged(f"{self.folder / digest}: the file is not what was delivered. Deliver it again.")
        return found[0]

    def refused_path(self, digest: str) -> Path:
        """The refused rows of a delivery, with their reasons, as csv."""
        return self.folder / digest / _REFUSED

    def refused(self, digest: str) -> list[tuple[int, str]]:
        """(line, reason) of every refused row."""
        frame = pl.read_csv(self.refused_path(digest), columns=["line", "what"], infer_schema=False)
        return [(int(line), what) for line, what in frame.rows()]

    def all(self) -> tuple[Delivery, ...]:
        """Every delivery that counts, in the order of receipt, then of file name.

        One that a later one replaces does not count; delivered again after that, it does.
        """
        found = sorted(
            (delivery for delivery, _ in self._records()),
            key=lambda one: (one.received, one.file, one.digest),
        )
        gone: set[str] = set()
        for one in found:
            gone.discard(one.digest)
            gone.update(one.replaces)
        return tuple(one for one in found if one.digest not in gone)

    def rows_of(self, source: str, period: str | None) -> tuple[str, ...]:
        """Paths of the kept rows of a source's deliveries, oldest first, checked against their hash.

        ``period``: only deliveries with rows of that period. Raises Damaged where a file has changed.
        """
        return tuple(str(path) for path in self._checked(source, period, _ROWS))

    def units_of(self, source: str, period: str) -> tuple[Found, ...]:
        """The units that only a source's kept rows of a period name, by delivery and spelling.

        Raises Damaged where a file has changed.
        """
        found = []
        for path in self._checked(source, period, _FOUND):
            frame = pl.read_parquet(path).filter(pl.col("period") == period)
            found += [Found(*row) for row in frame.select("unit", "parent", "level", "name", "rows").rows()]
        return tuple(found)

    def _checked(self, source: str, period: str | None, file: str) -> list[Path]:
        """A file of each of a source's deliveries that has one, oldest first, checked against its hash."""
        digests = {delivery.digest: files for delivery, files in self._records()}
        paths = []
        for delivery in self.all():
            named = period is None or period in delivery.periods
            digest = digests[delivery.digest].get(file)
            if delivery.source != source or not delivery.rows_kept or not named or digest is None:
                continue
            path = self.folder / delivery.digest / file
            if not path.exists() or digest_of(path) != digest:
                raise Damaged(
                    f"{path}: the kept rows of {delivery.file} are not what was written. "
                    "Deliver the file again after deleting its folder."
                )
            paths.append(path)
        return paths

    def _install(self, draft: Path, final: Path) -> None:
        """Give the draft its final name; an earlier reading of the same bytes steps aside first."""
        aside = draft.with_name(f"{draft.name}.old")
        shutil.rmtree(aside, ignore_errors=True)
        with suppress(FileNotFoundError):
            final.replace(aside)
        try:
            draft.replace(final)
        except OSError:
            if not (final / _RECORD).exists():
                raise
            shutil.rmtree(draft)  # another process kept the same bytes meanwhile
        shutil.rmtree(aside, ignore_errors=True)

    def _records(self) -> Iterator[tuple[Delivery, Mapping[str, str]]]:
        for path in sorted(self.folder.glob(f"[!.]*/{_RECORD}")):
            yield _recorded(path)


def _recorded(path: Path) -> tuple[Delivery, Mapping[str, str]]:
    """A delivery, and the hashes of what was kept of it by file name."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        files = {_ROWS: record.pop("rows_digest")}
        if "found_digest" in record:
            files[_FOUND] = record.pop("found_digest")
        lists = {key: tuple(record[key]) for key in ("periods", "replaces")}
        return Delivery(**{**record, **lists}), files
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(
            f"{path} is not the record that was written. Delete its folder and deliver the file again."
        ) from error


def _harmless(refused: pl.DataFrame) -> pl.DataFrame:
    """The refused rows for a spreadsheet: no cell of theirs may start a formula there."""
    texts = pl.col(pl.String)
    quoted = pl.when(texts.str.contains(_FORMULA)).then(pl.lit("'") + texts).otherwise(texts)
    return refused.with_columns(quoted.name.keep())
