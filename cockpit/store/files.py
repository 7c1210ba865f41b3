"""Original files: kept as they came, with a note which values they carry, and withheld once one of these is blocked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import numpy as np

from cockpit.base.errors import Gone, NotFound, StoreFault
from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.store.blocked import blocked
from cockpit.store.cells import Cells, Ints, indicator_of, period_of, starts
from cockpit.store.corrected import KIND as START
from cockpit.store.database import Writer
from cockpit.store.history import Read
from cockpit.store.originals import packed, unpacked
from cockpit.store.publication import Publication
from cockpit.store.readable import NOTHING, SEALED, readable
from cockpit.store.telling import Secret, may_tell, secret

ANY_YEAR = 0
SLOTS_AT_ONCE = 200


def keep(writer: Writer, publication: Publication, revision: int, sent: Cells, catalogue: Catalogue) -> None:
    """Keep the original bytes, once per content, and note which cells they carry.

    A file with a blocked value is never kept, nor one with refused rows of an indicator that has one: they may be it,
    nor one that speaks of such a value where nothing was taken: what number it was nobody knows any more.
    """
    if publication.file is None:
        return
    digest = publication.file_sha256 or sha256(publication.file).hexdigest()
    if writer.rows("SELECT 1 FROM withheld WHERE sha256 = ?", (digest,)):
        return
    _note(writer, revision, digest, sent)
    if _holds_blocked(writer, publication, sent) or _speaks_of_blocked(writer, publication, sent, catalogue):
        _withhold(writer, [digest], text("store.block.file_reason"), datetime.now(UTC))
    elif not writer.rows("SELECT 1 FROM file WHERE sha256 = ?", (digest,)):
        writer.run("INSERT INTO file (sha256, packed) VALUES (?, ?)", (digest, packed(publication.file)))


def original(read: Read, digest: str) -> bytes:
    """The bytes as they came; Gone when withheld, NotFound when never kept, StoreFault when damaged on disk."""
    withheld = read("SELECT at FROM withheld WHERE sha256 = ?", (digest,))
    if withheld:
        raise Gone(text("store.read.withheld", day=day(datetime.fromisoformat(withheld[0][0]))))
    rows = read("SELECT packed FROM file WHERE sha256 = ?", (digest,))
    if not rows:
        raise NotFound(text("store.read.file", sha256=digest))
    try:
        return unpacked(bytes(rows[0][0]))
    except ValueError as error:
        raise StoreFault(text("store.verify.file", sha256=digest)) from error


def withhold(writer: Writer, cell: Cells, wanted: Secret, reason: str, at: datetime) -> None:
    """Delete every file that holds, or by what was not taken from it may hold, the one ``cell``."""
    carrying = _carrying(writer, cell)
    telling = {
        digest for digest in _uploaded(writer) if digest not in carrying and _tells(writer, digest, cell, wanted)
    }
    _withhold(writer, sorted(carrying | telling), reason, at)


def _carrying(writer: Writer, cell: Cells) -> set[str]:
    """Files whose rows had the cell, or of whose rows of its indicator some were refused."""
    sql = (
        "SELECT c.sha256, c.period, c.regions, r.refused FROM carried c"
        " JOIN revision r ON r.revision_id = c.revision_id WHERE c.indicator_id = ?"
    )
    region, year = int(cell.region[0]), int(cell.period[0])
    rows = writer.rows(sql, (int(cell.indicator[0]),))
    return {
        digest
        for digest, period, regions, refused in rows
        if refused or period == ANY_YEAR or (period == year and _carries(regions, region))
    }


def _uploaded(writer: Writer) -> list[str]:
    """Kept files but those that came with the program: what these hold was taken whole, and is public elsewhere."""
    sql = (
        "SELECT sha256 FROM file WHERE sha256 NOT IN (SELECT c.sha256 FROM carried c"
        " JOIN revision r ON r.revision_id = c.revision_id GROUP BY c.sha256"
        " HAVING min(r.kind) = ? AND max(r.kind) = ?) ORDER BY sha256"
    )
    return [digest for (digest,) in writer.rows(sql, (START, START))]


def _tells(writer: Writer, digest: str, cell: Cells, wanted: Secret) -> bool:
    """Whether the value may stand in a file in a column or row that was not taken."""
    noted = writer.rows("SELECT indicator_id, regions FROM carried WHERE sha256 = ?", (digest,))
    sql = "SELECT file_name FROM revision WHERE file_sha256 = ?"
    called = tuple(str(name).casefold() for (name,) in writer.rows(sql, (digest,)))
    kept = writer.rows("SELECT packed FROM file WHERE sha256 = ?", (digest,))[0][0]
    try:
        file = readable(unpacked(bytes(kept)))
    except ValueError:
        file = SEALED
    return may_tell(
        wanted,
        file,
        of_kreis=any(_carries(regions, int(cell.region[0])) for _, regions in noted)
        or any(wanted.kreis.search(name) for name in called),
        of_subject=any(indicator == int(cell.indicator[0]) for indicator, _ in noted),
    )


def _withhold(writer: Writer, digests: list[str], reason: str, at: datetime) -> None:
    moment = at.astimezone(UTC).isoformat()
    writer.run_many("DELETE FROM file WHERE sha256 = ?", [(digest,) for digest in digests])
    writer.run_many(
        "INSERT INTO withheld (sha256, reason, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(digest, reason, moment) for digest in digests],
    )


def _holds_blocked(writer: Writer, publication: Publication, sent: Cells) -> bool:
    if blocked(writer.rows, sent).any():
        return True
    secret = [number for (number,) in writer.rows("SELECT DISTINCT indicator_id FROM block")]
    return bool(publication.refused and np.isin(sent.indicator, secret).any())


def _speaks_of_blocked(writer: Writer, publication: Publication, sent: Cells, catalogue: Catalogue) -> bool:
    """Whether Kreis, indicator and year of a blocked value occur in an uploaded file, or among what was taken."""
    sql = (
        "SELECT r.key, b.region_id, i.code, b.indicator_id, b.period FROM block b"
        " JOIN region r ON r.region_id = b.region_id JOIN indicator i ON i.indicator_id = b.indicator_id"
    )
    rows = writer.rows(sql) if publication.kind != START else []
    file = readable(publication.file or b"") if rows else NOTHING
    for key, region, code, indicator, year in rows:
        wanted = secret(key, catalogue.regions.get(key), code, catalogue.indicators.get(code), ())
        known = {
            "of_kreis": bool((sent.region == region).any()),
            "of_subject": bool((sent.indicator == indicator).any()),
        }
        is_year = bool((sent.period == year).any()) or file.sealed or any(str(year) in text for text in file.texts)
        if is_year and may_tell(wanted, file, **known):
            return True
    return False


def _note(writer: Writer, revision: int, digest: str, sent: Cells) -> None:
    begins = starts(sent.slot)
    slots = sent.slot[begins].tolist()
    rows = [
        (revision, indicator_of(slot), period_of(slot), digest, regions)
        for slot, regions in zip(slots, _bits(sent.region, begins), strict=True)
    ]
    sql = "INSERT INTO carried (revision_id, indicator_id, period, sha256, regions) VALUES (?, ?, ?, ?, ?)"
    writer.run_many(sql, rows)


def _bits(region: Ints, begins: Ints) -> Iterator[bytes]:
    """Per slot, beginning there, one bit for each region that it holds, up to the last of them."""
    for some in range(0, len(begins), SLOTS_AT_ONCE):
        first = begins[some : some + SLOTS_AT_ONCE + 1]
        end = first[-1] if len(first) > SLOTS_AT_ONCE else len(region)
        rows = region[first[0] : end]
        size = np.diff(first[:SLOTS_AT_ONCE], append=end)
        held = np.zeros((len(size), int(rows.max()) + 1), dtype=bool)
        held[np.repeat(np.arange(len(size)), size), rows] = True
        last = np.maximum.reduceat(rows, np.cumsum(size) - size)
        packed = np.packbits(held, axis=1)
        yield from (row[: one // 8 + 1].tobytes() for row, one in zip(packed, last.tolist(), strict=True))


def _carries(regions: bytes, region: int) -> bool:
    return len(regions) * 8 > region and bool(np.unpackbits(np.frombuffer(regions, np.uint8))[region])
