"""Five hundred damaged files by the API: each is taken or refused in words, none trips the server or takes long.

The same check stands behind the upload page, where two thousand go through (tests/drafts/test_fuzz.py).
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable

from tests.staff.conftest import Program
from tests.staff.damaged import FIELDS, NAMES, mutated, originals

MUTATIONS = 500
LONGEST_SECONDS = 10
SEED = 20_261_122


def test_five_hundred_damaged_files_are_taken_or_refused_in_words(program: Callable[..., Program]) -> None:
    caller, chance, files = program(), random.Random(SEED), originals()  # noqa: S311 - no secret
    seen: Counter[int] = Counter()
    for _ in range(MUTATIONS):
        data, name, fields = mutated(chance.choice(files), chance), chance.choice(NAMES), chance.choice(FIELDS)
        before = time.monotonic()
        answer = caller.upload(data, name, **fields)
        assert time.monotonic() - before < LONGEST_SECONDS
        seen[answer.status_code] += 1
        told = answer.get_json()
        assert answer.status_code in (201, 400, 422), (name, fields, data[:500])
        if answer.status_code == 422:
            assert told["detail"], (name, fields, data[:500])
            assert "Fehler aufgetreten" not in told["detail"], (told["detail"], name, fields, data[:500])
    assert min(seen[201], seen[422]) > MUTATIONS / 20, seen
