"""What was entered in the browser becomes new versions of one Datenstand; values and formulas stay untouched."""

from __future__ import annotations

from dataclasses import replace

from cockpit.model.catalogue import Catalogue
from cockpit.model.revision import Revision
from cockpit.store import declarations, history
from cockpit.store.database import Writer
from cockpit.store.documents import ORDER, Name, documents
from cockpit.store.names import names


def lay(writer: Writer, stored: dict[Name, str], whole: Catalogue, revision: Revision) -> Revision | None:
    """The next revision, its versions and touched indicators written; None when everything is stored like this already.

    ``revision`` says when, by whom, its note and its kind, which is that of the documents counted.
    """
    new = documents(whole)
    changed = declarations.changed(stored, new)
    if not changed:
        return None
    counted = [name for name in stored.keys() | new.keys() if name[0] == revision.kind]
    number = history.newest(writer.rows) + 1
    revision = replace(
        revision,
        id=number,
        new=sum(name not in stored for name in counted),
        changed=sum(name in stored and name in changed for name in counted),
        unchanged=sum(name not in changed for name in counted),
    )
    history.write(writer, revision)
    declarations.write(writer, number, stored, new)
    known = names(writer.rows).indicators
    touched = declarations.touched(whole, stored, (name for name in changed if name[0] != ORDER))
    history.touch(writer, number, (known[code] for code in touched))
    return history.revision(writer.rows, number)
