"""Feedback: a public form that needs no account and no script, and the list in which the administration settles it."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from flask import redirect, request
from flask.typing import ResponseReturnValue

from cockpit.base.clock import now
from cockpit.base.errors import BadRequest, CockpitError, Refused, TooMany
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.people import feedback
from cockpit.people.feedback import KINDS, MOST_EMAIL, MOST_MESSAGE, Given
from cockpit.web import open_form, staff, state
from cockpit.web.answer import with_query
from cockpit.web.own_address import own_address
from cockpit.web.parts.legal import legal
from cockpit.web.staff import Route

FORM, SENT, LIST = "/rueckmeldung", "/rueckmeldung/gesendet", "/verwaltung/rueckmeldungen"
TRAP = "website"
"""A field that people neither see nor reach; who fills it in is a program."""
AT_ONCE = 50
SHOWN = {"offen": False, "erledigt": True, "alle": None}


def form() -> ResponseReturnValue:
    """The form, with the page it is about where that is known."""
    feedback.forget_expired(state.store(), now(), months())
    kind = request.args.get("art", "")
    return _form(Given(kind if kind in KINDS else KINDS[0], _page_meant()))


def send() -> ResponseReturnValue:
    """Take a report; programs that filled the trap are thanked and forgotten."""
    sent = request.form
    page = own_address(sent.get("seite", ""), "")
    given = feedback.cleaned(Given(sent.get("art", ""), page, sent.get("text", ""), sent.get("email", "")))
    thanks = redirect(with_query(SENT, {"seite": page} if page else {}), 303)
    if sent.get(TRAP):
        return thanks
    if wrong := feedback.faults(given):
        return _form(given, Refused(text("feedback.wrong"), remedy=text("feedback.wrong_remedy")), wrong)
    try:
        feedback.take(state.store(), given, request.remote_addr or "", now())
    except TooMany as error:
        return _form(given, error)
    return thanks


def sent() -> ResponseReturnValue:
    """Say that the report has arrived, and lead back."""
    page = own_address(request.args.get("seite", ""), "")
    return staff.render("feedback_sent.html", title=text("feedback.sent"), page=page, months=months())


def listed() -> ResponseReturnValue:
    """A page of reports, open ones unless asked otherwise."""
    feedback.forget_expired(state.store(), now(), months())
    shown = request.args.get("zeige", "offen")
    if shown not in SHOWN:
        raise BadRequest(text("web.status_400"), "zeige")
    found = feedback.listed(state.store(), AT_ONCE + 1, now(), months(), _number("vor"), done=SHOWN[shown])
    entries, more = found[:AT_ONCE], len(found) > AT_ONCE
    return staff.render(
        "feedback_list.html",
        title=text("feedback.list"),
        entries=[(entry, _kind(entry.kind)) for entry in entries],
        waiting=feedback.count_open(state.store(), now(), months()),
        shown=shown,
        choices=[(name, text(f"feedback.show.{name}"), with_query(LIST, {"zeige": name})) for name in SHOWN],
        older=with_query(LIST, {"zeige": shown, "vor": str(entries[-1].id)}) if more else "",
        is_start="vor" not in request.args,
        months=months(),
    )


def settle(number: int) -> ResponseReturnValue:
    """Mark a report as settled."""
    return _settled(number, done=True)


def reopen(number: int) -> ResponseReturnValue:
    """Mark a report as open again."""
    return _settled(number, done=False)


def delete(number: int) -> ResponseReturnValue:
    """Forget a report."""
    feedback.delete(state.store(), number, by=staff.signed_in().name, at=now(), months=months())
    return redirect(_back(), 303)


def months() -> int:
    """For how many months reports are kept."""
    return legal(settings().data).feedback.months


def _kind(name: str) -> str:
    return text(f"feedback.kind.{name}")


def _settled(number: int, *, done: bool) -> ResponseReturnValue:
    feedback.settle(state.store(), number, done=done, by=staff.signed_in().name, at=now(), months=months())
    return redirect(_back(), 303)


def _back() -> str:
    shown = request.form.get("zeige", "")
    return with_query(LIST, {"zeige": shown} if shown in SHOWN else {})


def _number(name: str) -> int | None:
    value = request.args.get(name, "")
    if value and not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise BadRequest(text("people.bad_number"), name)
    return int(value) if value else None


def _page_meant() -> str:
    """The own page the link named, as exactly as the browser says where it was clicked."""
    named = own_address(request.args.get("seite", ""), "")
    came = urlsplit(request.referrer or "")
    exact = own_address(f"{came.path}?{came.query}".rstrip("?"), "") if came.netloc == request.host else ""
    return exact if exact and urlsplit(named).path == came.path else named


def _form(given: Given, fault: CockpitError | None = None, wrong: dict[str, str] | None = None) -> ResponseReturnValue:
    contact = legal(settings().data).feedback
    said = text("feedback.subject_page", page=given.page) if given.page else text("feedback.subject")
    response = staff.render(
        "feedback.html",
        title=text("feedback.title"),
        status=fault.http_status if fault else 200,
        given=given,
        kinds=[(kind, _kind(kind)) for kind in KINDS],
        fault=fault,
        wrong=wrong or {},
        token=open_form.token(),
        trap=TRAP,
        most=MOST_MESSAGE,
        most_email=MOST_EMAIL,
        contact=contact,
        mailto=f"mailto:{quote(contact.mail, safe='@')}?subject={quote(said)}" if contact.mail else "",
        months=months(),
    )
    if isinstance(fault, TooMany):
        response.headers["Retry-After"] = str(fault.wait)
    return response


ONE = "/verwaltung/rueckmeldung/<int:number>"
ROUTES = (
    Route(FORM, "rueckmeldung", form, "public"),
    Route(FORM, "rueckmeldung.senden", send, "public", ("POST",)),
    Route(SENT, "rueckmeldung.gesendet", sent, "public"),
    Route(LIST, "verwaltung.rueckmeldungen", listed, "administer"),
    Route(f"{ONE}/erledigt", "verwaltung.rueckmeldung.erledigt", settle, "administer", ("POST",)),
    Route(f"{ONE}/offen", "verwaltung.rueckmeldung.offen", reopen, "administer", ("POST",)),
    Route(f"{ONE}/loeschen", "verwaltung.rueckmeldung.loeschen", delete, "administer", ("POST",)),
)
