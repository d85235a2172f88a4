"""Deliveries: kept as they came, under the hash of their bytes."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from scorecard.errors import BadDelivery, Damaged
from scorecard.model.delivery import Delivery
from scorecard.model.org import Found
from scorecard.model.period import Period
from scorecard.store.files import digest_of, settle, write_text

_ROWS, _FOUND, _REFUSED = "rows.parquet", "found.parquet", "refused.csv"
_RECORD, _ORIGINAL = "delivery.json", "original"
_PARQUET = b"PAR1"
_FORMULA = r"^[=+\-@\t\r＝＋－＠]"


@dataclass(frozen=True, slots=True)
class Kept:
    """A delivery as recorded, and the SHA-256 of its kept rows, and of the units that only they name."""

    delivery: Delivery
    rows: str
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a delivery's files; ``original``: the file as it came may still be used."""

    what: str
    original: bool = True


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The deliveries below ``folder`` (it need not exist yet)."""

    folder: Path

    def find(self, digest: str) -> Delivery | None:
        """The delivery of that hash, replaced or not; None if it was never taken."""
        path = self.folder / digest / _RECORD
        return _recorded(path).delivery if path.exists() else None

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
        return counting(one.delivery for one in self._records())

    def examined(self) -> tuple[tuple[Kept, ...], tuple[Damaged, ...]]:
        """Every record that can be read, in the order of its hash, and what is wrong with the others."""
        kept, damaged = [], []
        for folder in sorted(self.folder.glob("[!.]*/")):
            path = folder / _RECORD
            try:
                if not path.is_file():
                    raise Damaged(
                        f"{path} is missing: nothing of this delivery counts. Deliver the file again."
                    )
                one = _recorded(path)
                if one.delivery.digest != folder.name:
                    raise Damaged(f"{path} is the record of another delivery. Deliver both files again.")
                kept.append(one)
            except Damaged as error:
                damaged.append(error)
        return tuple(kept), tuple(damaged)

    def fault(self, kept: Kept, *, deep: bool) -> Fault | None:
        """What is wrong with the files of a delivery; None where nothing is.

        Without ``deep`` they are there, not empty, and not cut off; with it their bytes are those of the
        hashes in the record, and the kept rows are as many, and of the periods, that it says.
        """
        folder, one = self.folder / kept.delivery.digest, kept.delivery
        rows, came = folder / _ROWS, [*(folder / _ORIGINAL).glob("*")]
        if len(came) != 1 or not came[0].stat().st_size:
            return Fault("the file as it came is not there or empty", original=False)
        if _spelled(os.fsencode(came[0].name)) != _spelled(one.file.encode(errors="replace")):
            return Fault(f"the file as it came is called {came[0].name!r}")
        if deep and digest_of(came[0]) != one.digest:
            return Fault("the file is not what was delivered", original=False)
        if not rows.is_file() or not (folder / _REFUSED).is_file():
            return Fault("its kept or refused rows are not there")
        found = folder / _FOUND
        if kept.found is not None and not found.is_file():
            return Fault("the units that its rows name are not there")
        if not _whole_parquet(rows) or (kept.found is not None and not _whole_parquet(found)):
            return Fault("its kept rows, or the units that they name, are cut off")
        if deep and digest_of(rows) != kept.rows:
            return Fault("its kept rows are not what was written")
        if deep and kept.found is not None and digest_of(found) != kept.found:
            return Fault("the units that its rows name are not what was written")
        if deep and _counts(rows) != (one.rows_kept, one.periods):
            return Fault("its record says otherwise how many rows were kept, or of which periods")
        return None

    def rows_path(self, digest: str) -> Path:
        """The kept rows of a delivery, unchecked."""
        return self.folder / digest / _ROWS

    def found_path(self, digest: str) -> Path:
        """The units that only a delivery's rows name, unchecked; not there where its rows name none."""
        return self.folder / digest / _FOUND

    def rows_of(self, source: str, periods: Collection[str] | None) -> tuple[str, ...]:
        """Paths of the kept rows of a source's deliveries, oldest first, checked against their hash.

        ``periods``: only deliveries with rows of one of them. Raises Damaged where a file has changed.
        """
        chosen = [one for one in self._counting() if one.delivery.rows_kept and one.delivery.source == source]
        return tuple(
            str(self._checked(one.delivery, _ROWS, one.rows))
            for one in chosen
            if periods is None or not frozenset(periods).isdisjoint(one.delivery.periods)
        )

    def units_of(self, source: str, period: str) -> tuple[Found, ...]:
        """The units that only a source's kept rows of a period name, by delivery and spelling.

        Raises Damaged where a file has changed.
        """
        found = []
        for one in self._counting():
            if one.delivery.source == source and period in one.delivery.periods and one.found is not None:
                frame = pl.read_parquet(self._checked(one.delivery, _FOUND, one.found))
                rows = frame.filter(pl.col("period") == period).drop("period")
                found += [Found(**row) for row in rows.iter_rows(named=True)]
        return tuple(found)

    def _counting(self) -> list[Kept]:
        """What is kept of the deliveries that count, in their order."""
        kept = {one.delivery.digest: one for one in self._records()}
        return [kept[one.digest] for one in counting(one.delivery for one in kept.values())]

    def _checked(self, delivery: Delivery, file: str, digest: str) -> Path:
        path = self.folder / delivery.digest / file
        if not path.exists() or digest_of(path) != digest:
            raise Damaged(
                f"{path}: the kept rows of {delivery.file} are not what was written. "
                "Deliver the file again after deleting its folder."
            )
        return path

    def _install(self, draft: Path, final: Path) -> None:
        """Give the draft its final name; an earlier reading of the same bytes steps aside first."""
        aside = draft.with_name(f"{draft.name}.old")
        _remove(aside)
        with suppress(FileNotFoundError):
            final.replace(aside)
        try:
            draft.replace(final)
        except OSError:
            if not (final / _RECORD).exists():
                raise
            shutil.rmtree(draft)  # another process kept the same bytes meanwhile
        _remove(aside)

    def _records(self) -> Iterator[Kept]:
        for path in sorted(self.folder.glob(f"[!.]*/{_RECORD}")):
            yield _recorded(path)


def _remove(folder: Path) -> None:
    """A folder that need not exist; of a link (``scratch``) the link, not what it points to."""
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _recorded(path: Path) -> Kept:
    """What is kept of a delivery."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        rows, found = record.pop("rows_digest"), record.pop("found_digest", None)
        lists = {key: tuple(record[key]) for key in ("periods", "replaces")}
        for period in lists["periods"]:
            Period.parse(period)
        return Kept(Delivery(**{**record, **lists}), rows, found)
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(
            f"{path} is not the record that was written. Delete its folder and deliver the file again."
        ) from error


def counting(deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Those that count, in the order of receipt, then of file name, as ``Deliveries.all`` says."""
    found = sorted(deliveries, key=lambda one: (one.received, one.file, one.digest))
    gone: set[str] = set()
    for one in found:
        gone.discard(one.digest)
        gone.update(one.replaces)
    return tuple(one for one in found if one.digest not in gone)


def _spelled(name: bytes) -> str:
    """A file's name in one form: some systems give another one back than they were given, and what it says
    does not depend on the encoding in which this process reads names.
    """
    return unicodedata.normalize("NFC", name.decode(errors="replace"))


def _counts(rows: Path) -> tuple[int, tuple[str, ...]]:
    """How many kept rows there are, and of which periods."""
    scan = pl.scan_parquet(rows, glob=False, hive_partitioning=False)
    found = dict(scan.group_by("_period").len().collect().rows())
    return sum(found.values()), tuple(sorted(found))


def _whole_parquet(path: Path) -> bool:
    """Whether the file begins and ends as parquet does: one that was cut off ends otherwise."""
    with path.open("rb") as file:
        head = file.read(len(_PARQUET))
        file.seek(max(0, path.stat().st_size - len(_PARQUET)))
        return head == file.read() == _PARQUET


def _harmless(refused: pl.DataFrame) -> pl.DataFrame:
    """The refused rows for a spreadsheet: no cell of theirs may start a formula there."""
    texts = pl.col(pl.String)
    quoted = pl.when(texts.str.contains(_FORMULA)).then(pl.lit("'") + texts).otherwise(texts)
    return refused.with_columns(quoted.name.keep())
