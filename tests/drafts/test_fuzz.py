"""Two thousand damaged files through the upload page: each is answered with a page, soon and with little memory."""

from __future__ import annotations

import io
import random
import time
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.drafts.conftest import Person
from tests.etl.mutations import files, inside, mutated

UPLOADS = 2_000
LONGEST_SECONDS = 10
MOST_KILOBYTES = 1_000_000_000 // 1024
PROGRAM = 400_000
"""Kilobytes a fresh server holds before any upload; what an upload needs comes on top."""
SEED = 20_261_122
INDICATORS = ("", "", "arbeitslosenquote", "arbeitslose", "bevoelkerung")
STEPS = ("Zuordnung", "Prüfung", "Wirkung")

pytestmark = pytest.mark.usefixtures("here")


def test_two_thousand_damaged_files_are_answered_with_a_page_each(signed_in: Callable[..., Person]) -> None:
    officer, luck, seen = signed_in(kreise=()), random.Random(SEED), Counter[str]()  # noqa: S311 - no secret
    token = officer.token("/daten/hochladen")
    for number in range(UPLOADS):
        name, data = damaged(luck)
        held = {"datei": (io.BytesIO(data), name), "indikator": luck.choice(INDICATORS), "csrf_token": token}
        held_before = forget_peak()
        before = time.monotonic()
        answer = officer.client.post("/daten/hochladen", data=held, follow_redirects=True)
        assert time.monotonic() - before < LONGEST_SECONDS, (number, name)
        assert peak() - held_before < MOST_KILOBYTES - PROGRAM, (number, name)
        assert answer.status_code in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST), (number, name, answer.text)
        assert "ein Fehler aufgetreten" not in answer.text, (number, name)
        seen.update(step for step in STEPS if f"<title>{step}: " in answer.text)
    assert min(seen["Zuordnung"], seen["Prüfung"]) > UPLOADS / 20, seen


def damaged(luck: random.Random) -> tuple[str, bytes]:
    """A file of any form with pieces cut out, put in or turned round; of an archive mostly one of its parts."""
    name = luck.choice(sorted(files()))
    damage = inside if files()[name].startswith(b"PK") and luck.random() < 0.7 else mutated
    return name, damage(files()[name], luck)


def forget_peak() -> int:
    """From here on ``peak`` counts anew; kilobytes held now, which other tests in this process may have left."""
    Path("/proc/self/clear_refs").write_text("5")
    return peak()


def peak() -> int:
    """Kilobytes this process held at most, all that it holds anyway included."""
    told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(told.split()[0])
