"""Original files come back byte for byte, those kept by older versions too; damage is told, never passed on."""

from __future__ import annotations

import gzip

import pytest

from cockpit.store.originals import packed, unpacked

FILES = {
    "empty": b"",
    "tidy": b"ags;jahr;wert\n05766;2020;1,5\n" * 1000,
    "workbook": b"PK\x03\x04" + bytes(range(256)) * 40,
    "packed": gzip.compress(b"ags;jahr", mtime=0),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_kept_comes_back(name: str) -> None:
    assert unpacked(packed(FILES[name])) == FILES[name]


def test_what_an_older_version_kept_comes_back() -> None:
    assert unpacked(gzip.compress(FILES["tidy"], 6, mtime=0)) == FILES["tidy"]


def test_it_takes_less_room_than_gzip() -> None:
    rows = "".join(f"{n % 400:05};{2000 + n % 20};{n * 7919 % 10007 / 10}\n" for n in range(50_000)).encode()
    assert len(packed(rows)) < len(gzip.compress(rows, 1))


@pytest.mark.parametrize("pack", [packed, gzip.compress])
def test_a_torn_or_bent_file_is_told(pack) -> None:
    kept = bytearray(pack(bytes(n * n % 251 for n in range(100_000))))
    with pytest.raises(ValueError, match="damaged"):
        unpacked(bytes(kept[: len(kept) // 2]))
    kept[1] ^= 0xFF
    with pytest.raises(ValueError, match="damaged"):
        unpacked(bytes(kept))
