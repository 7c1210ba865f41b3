"""Uploads by programs: the same drafts, the same check, the same publication, in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Response, request
from flask.typing import ResponseReturnValue

from cockpit import drafts, people
from cockpit.base.clock import now
from cockpit.base.errors import BadRequest
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.drafts import worker
from cockpit.model.draft import Choices, Draft
from cockpit.progress import assess
from cockpit.web import state
from cockpit.web.caching import NEVER
from cockpit.web.faults import PROBLEM
from cockpit.web.staff import Route, signed_in
from cockpit.web.staff.upload import MOST_BYTES

PATIENCE = 10.0
"""Seconds a call may take of a server process; what takes longer is told by its address."""
LONGEST_NOTE = 1000
LONGEST_REASON = 1000


def upload() -> ResponseReturnValue:
    """201 with the report of a dry run, 422 with the report inside when the file is refused, 202 when it takes long."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadRequest(text("staff.api.no_file"), "file", text("staff.api.no_file_remedy"))
    store = state.store()
    note = request.form.get("note", "")[:LONGEST_NOTE]
    made = drafts.create(store, signed_in(), file.stream, file.filename, _choices(), at=now(), note=note, recall=False)
    draft = worker.wait(store, made, worker.start(store, made.id), PATIENCE)
    response = _answer(draft, 201)
    response.headers["Location"] = _address(draft)
    return response


def show(draft_id: str) -> ResponseReturnValue:
    """The draft as it is now."""
    draft = drafts.find(state.store(), draft_id, signed_in())
    worker.revive(state.store(), draft)
    return _answer(draft, 200)


def publish(draft_id: str) -> ResponseReturnValue:
    """Publish; ``revision`` is the new Datenstand, 409 when others changed the same values meanwhile.

    ``seen`` is what the draft said of itself when it was looked at: the second pair of eyes must send it, and with it
    409 means that the draft is another one by now.
    """
    store, account = state.store(), signed_in()
    draft = drafts.find(store, draft_id, account)
    if draft.state == "published":
        return _answer(draft, 200)
    sent = _sent()
    note = str(sent.get("note", ""))[:LONGEST_NOTE] or draft.note
    shown = str(sent.get("seen", ""))
    draft = drafts.publish(store, draft, account, note, now(), second=settings().second_eyes, shown=shown)
    if draft.state == "working":
        draft = worker.wait(store, draft, worker.start(store, draft.id), PATIENCE)
    if draft.state == "checked":
        status = 409 if draft.effect.get("conflicts") else 422
        return _problem(status, draft.fault, draft)
    return _answer(draft, 200)


def withdraw(revision: int) -> ResponseReturnValue:
    """Take a publication back; every value it made that is still live returns to the one before."""
    store, account = state.store(), signed_in()
    reason = str(_sent().get("reason", "")).strip()[:LONGEST_REASON]
    if not reason:
        raise BadRequest(text("staff.api.no_reason"), "reason", text("staff.api.no_reason_remedy"))
    people.require_withdrawer(account)
    by = account.display_name or account.name
    at, told = now(), text("drafts.published_as", stand=revision)
    entry = people.entry(who=account.name, action="withdraw", subject=told, after=reason, at=at)
    done = store.withdraw(revision, reason=reason, by=by, judge=assess, at=at, allowed=account.may_write, entry=entry)
    made = done.revision.id if done.revision else None
    kept = json.loads(done.kept.to_json(orient="records"))
    return _json({"revision": made, "returned": done.returned, "removed": done.removed, "kept": kept}, 200)


def _choices() -> Choices:
    year = request.form.get("year", "").strip()
    if year and not (year.isascii() and year.isdigit() and 1900 <= int(year) <= 2100):
        raise BadRequest(text("staff.api.year"), "year", text("staff.api.year_remedy"))
    return Choices(
        indicator=request.form.get("indicator") or None,
        column=request.form.get("column") or None,
        year=int(year) if year else None,
        repairs=tuple(one for one in request.form.getlist("repair") if one),
    )


def _sent() -> Mapping[str, object]:
    """The body of a call as JSON object or form."""
    found = request.get_json(silent=True) if request.is_json else request.form.to_dict()
    return found if isinstance(found, dict) else {}


def _address(draft: Draft) -> str:
    return f"/api/v1/uploads/{draft.id}"


def _document(draft: Draft) -> dict[str, object]:
    """The report as the command line prints it, with where and how far the draft is."""
    report = draft.report.get("json")
    shown: dict[str, object] = dict(report) if isinstance(report, dict) else {}
    shown["revision"] = draft.revision
    return {**shown, "id": draft.id, "address": _address(draft), "state": draft.state, "seen": drafts.seen(draft)}


def _answer(draft: Draft, status: int) -> Response:
    if draft.state == "working":
        return _json(_document(draft), 202)
    if draft.state in ("mapping", "failed"):
        return _problem(422, draft.fault or str(draft.report.get("refusal") or ""), draft)
    return _json(_document(draft), status)


def _problem(status: int, what: str, draft: Draft) -> Response:
    title = text("staff.api.conflict") if status == 409 else text("staff.api.refused")
    document = {"type": "about:blank", "title": title, "status": status, "detail": what, "report": _document(draft)}
    conflicts = {"conflicts": draft.effect.get("conflicts")} if status == 409 else {}
    return _json({**document, "instance": request.path, **conflicts}, status, PROBLEM)


def _json(document: Mapping[str, object], status: int, mimetype: str = "application/json") -> Response:
    response = Response(json.dumps(document, ensure_ascii=False), status=status, mimetype=mimetype)
    response.headers["Cache-Control"] = NEVER
    return response


ROUTES = (
    Route("/api/v1/uploads", "api.uploads", upload, "upload", ("POST",), MOST_BYTES),
    Route("/api/v1/uploads/<draft_id>", "api.upload", show, "upload"),
    Route("/api/v1/uploads/<draft_id>/publish", "api.publish", publish, "publish", ("POST",)),
    Route("/api/v1/revisions/<int:revision>/withdraw", "api.withdraw", withdraw, "withdraw", ("POST",)),
)
