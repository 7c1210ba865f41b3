"""Steps 2 to 4 of an upload: mapping, check, effect – what is shown and what can be done about a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from flask import Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from cockpit import drafts, etl
from cockpit.base.clock import now
from cockpit.base.errors import BadRequest, CockpitError, Forbidden, NotFound
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.drafts import worker
from cockpit.model.account import Permission
from cockpit.model.draft import Choices, Draft
from cockpit.store import work_in_progress as wip
from cockpit.web import state
from cockpit.web.caching import NEVER
from cockpit.web.drafts import effect, pages
from cockpit.web.drafts.mapping_form import choices_from
from cockpit.web.staff import Route, render, signed_in

RULE = "/daten/pruefung/<draft_id>"
LONGEST_NOTE = 1000
LONGEST_NAME = 80
MIMES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def show(draft_id: str) -> ResponseReturnValue:
    """The step asked for, else the one where something has to be done."""
    draft = drafts.find(state.store(), draft_id, signed_in())
    worker.revive(state.store(), draft)
    draft = _up_to_date(draft)
    step = pages.step_of(draft, request.args.get("schritt", ""))
    return _page(draft, step)


def _up_to_date(draft: Draft) -> Draft:
    """The own draft held against the newest Datenstand, when it had nothing to publish against an older one.

    With something to publish the officer is asked first: the newer values may be those of others.
    """
    store, idle = state.store(), draft.state == "checked" and not pages.publishable(draft) and not draft.fault
    if not idle or draft.account != signed_in().name or not drafts.outdated(store, draft):
        return draft
    with suppress(BadRequest):  # another look at the page has begun it at the same moment
        drafts.recheck(store, draft, now())
    return worker.wait(store, draft, worker.start(store, draft.id))


def progress(draft_id: str) -> ResponseReturnValue:
    """How far the work is, asked by the page while it waits."""
    draft = drafts.find(state.store(), draft_id, signed_in())
    worker.revive(state.store(), draft)
    told = {"stand": draft.state, "schritt": draft.progress.step}
    response = jsonify({**told, "fertig": draft.progress.done, "von": draft.progress.total})
    response.headers["Cache-Control"] = NEVER
    return response


def assign(draft_id: str) -> ResponseReturnValue:
    """Check again with the mapping of the form, or without any."""
    draft = _own(draft_id)
    if "zuruecksetzen" in request.form:
        return _checked(drafts.choose(state.store(), draft, Choices(), now(), by=signed_in().name))
    try:
        chosen = choices_from(request.form, draft, state.store().catalogue())
    except BadRequest as fault:
        return _page(draft, "zuordnung", fault)
    name = request.form.get("name", "").strip()[:LONGEST_NAME] if "merken" in request.form else ""
    return _checked(drafts.choose(state.store(), draft, chosen, now(), mapping=name, by=signed_in().name))


def repair(draft_id: str) -> ResponseReturnValue:
    """Apply a repair to all findings of its kind, or take it off."""
    draft, name = _own(draft_id), request.form.get("reparatur", "")
    if name not in etl.REPAIRS:
        raise BadRequest(text("staff.check.no_repair"), name[:40], text("staff.check.no_repair_remedy"))
    by = signed_in().name
    return _checked(drafts.repair(state.store(), draft, name, now(), off="aus" in request.form, by=by))


def recheck(draft_id: str) -> ResponseReturnValue:
    """Hold the draft against the newest Datenstand."""
    return _checked(drafts.recheck(state.store(), _own(draft_id), now()))


def settle(draft_id: str) -> ResponseReturnValue:
    """After a conflict: put the own values over those of others, or leave theirs."""
    draft, by = _own(draft_id), signed_in().name
    if request.form.get("werte") == "eigene":
        return _checked(drafts.insist(state.store(), draft, now(), by=by))
    document: Mapping[str, Any] = draft.effect
    found = document.get("conflicts") or ()
    cells = [(str(one["indicator"]), str(one["key"]), int(str(one["year"]))) for one in found]
    return _checked(drafts.leave(state.store(), draft, cells, now(), by=by))


def publish(draft_id: str) -> ResponseReturnValue:
    """Publish, or hand over to the second pair of eyes."""
    store, account = state.store(), signed_in()
    draft = drafts.find(store, draft_id, account)
    note = request.form.get("notiz", "").strip()[:LONGEST_NOTE]
    shown = request.form.get("gesehen", "")
    if not note and draft.state != "published" and effect.own_figures(draft, store.catalogue()):
        return _page(draft, "wirkung", BadRequest(text("staff.check.no_origin"), "", text("staff.check.origin_remedy")))
    try:
        draft = drafts.publish(store, draft, account, note, now(), second=settings().second_eyes, shown=shown)
    except drafts.Overtaken as fault:
        draft = drafts.find(store, draft_id, account)
        return _page(draft, pages.step_of(draft, "pruefung"), fault)
    if draft.state == "approval":
        return _there(draft)
    draft = worker.wait(store, draft, worker.start(store, draft.id))
    return _there(draft, "pruefung" if draft.effect.get("conflicts") else "wirkung")


def send_back(draft_id: str) -> ResponseReturnValue:
    """The second pair of eyes does not agree."""
    store, account = state.store(), signed_in()
    draft = drafts.find(store, draft_id, account)
    if not drafts.approves(account):
        raise Forbidden(text("staff.check.not_yours"))
    drafts.send_back(store, draft, account.name, now())
    return redirect("/daten/hochladen", 303)


def discard(draft_id: str) -> ResponseReturnValue:
    """Forget the draft and its file."""
    draft = _own(draft_id)
    drafts.discard(state.store(), draft, signed_in().name, now())
    return redirect("/daten/hochladen", 303)


def findings(draft_id: str, suffix: str) -> ResponseReturnValue:
    """The findings as a table, or the file itself with its cells marked."""
    store = state.store()
    draft = drafts.find(store, draft_id, signed_in())
    held = wip.part(store.database, draft.id, f"marked.{suffix}")
    if held is None:
        raise NotFound(text("staff.check.no_findings"), draft.file_name, text("staff.check.no_findings_remedy"))
    response = Response(held, mimetype=MIMES[suffix])
    response.headers["Content-Disposition"] = f'attachment; filename="befunde-{draft.id}.{suffix}"'
    response.headers["Cache-Control"] = NEVER
    return response


def _own(draft_id: str) -> Draft:
    """A draft this account may change: who only approves looks at it and decides."""
    account = signed_in()
    draft = drafts.find(state.store(), draft_id, account)
    if draft.account != account.name and not account.may("administer"):
        raise Forbidden(text("staff.check.not_yours"))
    return draft


def _checked(draft: Draft) -> AnyResponse:
    """Start the check, give it a moment, and lead to its outcome."""
    return _there(worker.wait(state.store(), draft, worker.start(state.store(), draft.id)))


def _there(draft: Draft, step: str = "") -> AnyResponse:
    return redirect(f"/daten/pruefung/{draft.id}" + (f"?schritt={step}" if step else ""), 303)


def _page(draft: Draft, step: str, fault: CockpitError | None = None) -> Response:
    account, store = signed_in(), state.store()
    had_a_hand = account.name in drafts.hands(store, draft)
    return render(
        f"{pages.TEMPLATES[step]}.html",
        title=f"{pages.title(draft, step)}: {draft.file_name}",
        status=fault.http_status if fault else 200,
        scripts=("upload.js",),
        draft=draft,
        step=step,
        reached=pages.reached(draft),
        fault=fault,
        own=draft.account == account.name or account.may("administer"),
        may_approve=drafts.approves(account) and not had_a_hand,
        had_a_hand=had_a_hand,
        second=settings().second_eyes,
        seen=drafts.seen(draft),
        outdated=drafts.outdated(store, draft),
        **pages.BY_STEP[step](draft, request.form if fault else request.args),
    )


DEEDS: tuple[tuple[str, Callable[..., ResponseReturnValue], Permission], ...] = (
    ("zuordnung", assign, "upload"),
    ("reparatur", repair, "upload"),
    ("konflikt", settle, "upload"),
    ("neu-pruefen", recheck, "upload"),
    ("veroeffentlichen", publish, "publish"),
    ("zurueckgeben", send_back, "publish"),
    ("verwerfen", discard, "upload"),
)
ROUTES = (
    Route(RULE, "pruefung", show, "upload"),
    Route(f"{RULE}/stand.json", "pruefung.stand", progress, "upload"),
    Route(f"{RULE}/befunde.<any(csv, xlsx):suffix>", "pruefung.befunde", findings, "upload"),
    *(
        Route(f"/daten/pruefung/<draft_id>/{name}", f"pruefung.{name}", view, may, ("POST",))
        for name, view, may in DEEDS
    ),
)
