"""Commands about people: accounts and tokens, never asking back, secrets printed once and nowhere kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from cockpit import people
from cockpit.base import clock
from cockpit.base.errors import StoreFault, UsageFault
from cockpit.base.formats import day
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.store import Store

user_app = typer.Typer(help=text("cli.help.user"), no_args_is_help=True)
token_app = typer.Typer(help=text("cli.help.token"), no_args_is_help=True)

Name = Annotated[str, typer.Argument(help=text("cli.help.account"))]


@user_app.command("add", help=text("cli.help.user_add"))
def user_add(
    name: Name,
    role: Annotated[str, typer.Option(help=text("cli.help.role"))],
    kreis: Annotated[list[str] | None, typer.Option(help=text("cli.help.kreis"))] = None,
    shown: Annotated[str, typer.Option("--display-name", help=text("cli.help.display_name"))] = "",
    person: Annotated[str, typer.Option("--oidc", help=text("cli.help.oidc"))] = "",
) -> None:
    """Make an account; print its one-time password."""
    email, subject = (person, "") if "@" in person else ("", person)
    issuer = settings().oidc_issuer.rstrip("/")
    if person and not issuer:
        raise UsageFault(text("cli.no_provider"), "--oidc", text("cli.no_provider_remedy"))
    with _store() as store:
        account, password = people.add(
            store, name, role, [key for one in kreis or () for key in one.replace(",", " ").split()],
            by=text("cli.by"), at=clock.now(), display_name=shown, email=email, subject=subject, issuer=issuer,
            local=not person,
        )  # fmt: skip
    print(text("cli.user_added", name=account.name, said=people.described(account)))
    print(text("cli.one_time", password=password) if password else text("cli.by_provider", person=person))


@user_app.command("list", help=text("cli.help.user_list"))
def user_list() -> None:
    """All accounts, one a line."""
    with _store() as store:
        for held in people.listed(store):
            state = text("cli.closed", day=day(held.disabled_at)) if held.disabled_at else ""
            print(f"{held.account.name:<24} {people.described(held.account)}{state}")


@user_app.command("disable", help=text("cli.help.user_disable"))
def user_disable(name: Name) -> None:
    """Close an account at once."""
    with _store() as store:
        people.disable(store, name, by=text("cli.by"), at=clock.now())
    print(text("cli.user_disabled", name=name))


@user_app.command("password", help=text("cli.help.user_password"))
def user_password(name: Name) -> None:
    """Give an account a new one-time password, such as the only administrator who forgot the own one."""
    with _store() as store:
        password = people.reset_password(store, name, by=text("cli.by"), at=clock.now())
    print(text("cli.one_time", password=password))


@token_app.command("create", help=text("cli.help.token_create"))
def token_create(
    name: Name,
    scope: Annotated[list[str], typer.Option(help=text("cli.help.scope"))],
    days: Annotated[int, typer.Option(help=text("cli.help.days"))],
    label: Annotated[str, typer.Option(help=text("cli.help.label"))] = "",
) -> None:
    """Make a token; print it, and nothing else on that line."""
    at = clock.now()
    with _store() as store:
        held = people.find(store, name)
        if held.disabled_at:
            raise UsageFault(text("cli.user_closed", name=held.account.name))
        said = label or text("cli.by")
        print(people.token(store, held.account, said, days, scope, at, by=text("cli.by")))


@contextmanager
def _store() -> Iterator[Store]:
    store = Store.open(settings().database_url)
    try:
        if not store.is_current():
            raise StoreFault(text("cli.no_store"), "", text("cli.no_store_remedy"))
        yield store
    finally:
        store.close()
