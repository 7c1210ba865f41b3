"""Cells (one value of one indicator, year and region) as sorted columns, and how new ones overlay old ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cockpit.model.status import WORST_FIRST

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

STATUSES = tuple(str(status) for status in WORST_FIRST)
CODE = {status: code for code, status in enumerate(STATUSES)}
"""Numbers of statuses in memory only: the smaller, the worse. The tables hold the words."""

ABSENT = 100
"""Code of a cell without any row; larger, so never worse, than every status."""

_BITS = 20
MOST = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Three columns of equal length, ascending by ``address``, each address once.

    ``address`` packs indicator, year and region number; ``value`` is NaN when there is none; ``status`` a code.
    """

    address: Ints
    value: Floats
    status: Codes

    def __len__(self) -> int:
        return len(self.address)

    @property
    def slot(self) -> Ints:
        """Indicator and year of each cell, as one number."""
        return self.address >> _BITS

    @property
    def region(self) -> Ints:
        """Region number of each cell."""
        return self.address & MOST

    @property
    def period(self) -> Ints:
        """Year of each cell."""
        return self.slot & MOST

    @property
    def indicator(self) -> Ints:
        """Indicator number of each cell."""
        return self.address >> (2 * _BITS)

    def where(self, chosen: Flags | Ints | slice) -> Cells:
        """Some of the cells."""
        return Cells(self.address[chosen], self.value[chosen], self.status[chosen])

    def without(self, gone: Flags) -> Cells:
        """The cells but these few."""
        return self.where(~gone) if gone.any() else self

    def of(self, indicator: int) -> Cells:
        """The cells of one indicator, found without looking at the others."""
        first, last = np.searchsorted(self.address, [indicator << (2 * _BITS), (indicator + 1) << (2 * _BITS)])
        return self.where(slice(first, last))


def slot_of(indicator: int, period: int) -> int:
    """The number of an indicator and year."""
    return (indicator << _BITS) | period


def address_of(indicator: int, period: int, region: int) -> int:
    """The address of one cell."""
    return (slot_of(indicator, period) << _BITS) | region


def period_of(slot: int) -> int:
    """The year in a slot number."""
    return slot & MOST


def indicator_of(slot: int) -> int:
    """The indicator in a slot number."""
    return slot >> _BITS


def cells(indicator: Ints, period: Ints, region: Ints, value: Floats, status: Codes) -> Cells:
    """Cells from columns in any order."""
    address = (indicator << (2 * _BITS)) | (period << _BITS) | region
    order = np.argsort(address, kind="stable")
    # Adding 0.0 turns −0.0 into 0.0, which the back ends would keep differently.
    return Cells(address[order], value[order] + 0.0, status[order])


def one_cell(indicator: int, period: int, region: int) -> Cells:
    """The place of one cell, without a value."""
    return at(nothing(), np.array([address_of(indicator, period, region)], dtype=np.int64))


def joined(parts: list[Cells]) -> Cells:
    """All cells of disjoint parts."""
    filled = [part for part in parts if len(part)] or parts[:1]
    if len(filled) == 1:
        return filled[0]
    columns = [np.concatenate([getattr(part, name) for part in filled]) for name in ("address", "value", "status")]
    return Cells(*columns).where(np.argsort(columns[0], kind="stable"))


def starts(ascending: Ints) -> Ints:
    """The places at which another number begins."""
    return np.flatnonzero(np.diff(ascending, prepend=ascending[:1] - 1))


def nothing() -> Cells:
    """No cells."""
    return Cells(np.empty(0, np.int64), np.empty(0), np.empty(0, np.int8))


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """Cells of the slots that change, whole, and how many of the fresh cells are new, changed or equal."""

    cells: Cells
    new: int
    changed: int
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new or changed."""
        return not self.new and not self.changed


def overlay(live: Cells, fresh: Cells) -> Overlay:
    """Lay ``fresh`` over ``live``: cells that are not in ``fresh`` keep their value."""
    place, known = _found(live.address, fresh.address)
    equal = known.copy()
    equal[known] = same(live.where(place[known]), fresh.where(known))
    some_equal = bool(equal.any())
    slots = fresh.slot[~equal] if some_equal else fresh.slot
    slots = slots[starts(slots)]
    kept = live.where(np.isin(live.slot, slots) & ~_found(fresh.address, live.address)[1])
    taken = fresh.where(np.isin(fresh.slot, slots)) if some_equal else fresh
    new, unchanged = int((~known).sum()), int(equal.sum())
    return Overlay(joined([kept, taken]), new, len(fresh) - new - unchanged, unchanged)


def differing(live: Cells, fresh: Cells) -> Ints:
    """Slots whose cells are not the same in both, cells that vanished included."""
    slots = changes(live, fresh)[0].slot
    return slots[starts(slots)]


def changes(before: Cells, after: Cells) -> tuple[Cells, Cells]:
    """The cells that are not the same in both, as they were and as they are; ABSENT where there was or is none."""
    address = np.sort(np.concatenate((before.address, after.address)), kind="stable")
    address = address[starts(address)]
    was, now = at(before, address), at(after, address)
    other = ~same(was, now)
    return was.where(other), now.where(other)


def at(held: Cells, address: Ints) -> Cells:
    """What is held at these ascending addresses: NaN and ABSENT where nothing is."""
    place, known = _found(held.address, address)
    value, status = np.full(len(address), np.nan), np.full(len(address), ABSENT, dtype=np.int8)
    value[known], status[known] = held.value[place[known]], held.status[place[known]]
    return Cells(address, value, status)


def _found(among: Ints, wanted: Ints) -> tuple[Ints, Flags]:
    """Place of each wanted address and whether it is there."""
    place = np.searchsorted(among, wanted)
    known = place < len(among)
    known[known] = among[place[known]] == wanted[known]
    return place, known


def same(old: Cells, new: Cells) -> Flags:
    """Where value and status are equal, row by row."""
    equal = (old.value == new.value) | (np.isnan(old.value) & np.isnan(new.value))
    result: Flags = equal & (old.status == new.status)
    return result
