"""Sign-in by the OpenID Connect provider of the house: code flow with PKCE, state and nonce; nothing is trusted unseen.

Who the provider recognises gets in only when the administration has prepared an account (cockpit/people/sign_in.py).
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin

import structlog
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped] # ships no types
from authlib.integrations.flask_client import (  # type: ignore[import-untyped] # ships no types
    FlaskIntegration,
    FlaskOAuth2App,
)
from flask import request
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from cockpit import people
from cockpit.base.errors import SignInNeeded
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.model.account import Account
from cockpit.store import Store

LOG = structlog.get_logger("cockpit.web")
RETURN = "/anmelden/rueckkehr"
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures by a private key; ``none``, and keys that both sides share, are refused whatever the provider offers."""
DISCOVERY = "/.well-known/openid-configuration"
SECONDS = 10
LEEWAY = 60
BROKEN = (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, KeyError, TypeError)


def is_set_up() -> bool:
    """Whether the house has a provider."""
    return bool(settings().oidc_issuer and settings().oidc_client_id)


def depart() -> Response:
    """Lead the browser to the provider; state, nonce and verifier stay in the session on the server."""
    try:
        response: Response = _client().authorize_redirect(_return_address())
    except BROKEN as error:
        raise _failed(error) from error
    return response


def arrive(store: Store, at: datetime) -> Account:
    """The prepared account of the person the provider vouches for; SignInNeeded in German for every other answer."""
    try:
        claims = _claims()
        subject, email = str(claims["sub"]), str(claims.get("email") or "")
    except BROKEN as error:
        raise _failed(error) from error
    verified = claims.get("email_verified") is True
    return people.by_provider(store, str(claims["iss"]), subject, email, verified=verified, at=at)


def _claims() -> dict[str, Any]:
    client, chosen = _client(), settings()
    answered_by = request.args.get("iss", client.server_metadata["issuer"])
    if answered_by != client.server_metadata["issuer"]:  # RFC 9207: the answer of another provider
        raise ValueError("iss")
    options = {
        "iss": {"essential": True, "values": [client.server_metadata["issuer"]]},
        "aud": {"essential": True, "values": [chosen.oidc_client_id]},
        "sub": {"essential": True},
        "exp": {"essential": True},
    }
    found = client.authorize_access_token(claims_options=options, leeway=LEEWAY)
    claims: dict[str, Any] | None = found.get("userinfo")
    if not claims:
        raise ValueError("id_token")
    return claims


def _client() -> FlaskOAuth2App:
    if not is_set_up():
        raise SignInNeeded(text("people.provider.none"))
    chosen = settings()
    return _known_client(chosen.oidc_issuer, chosen.oidc_client_id, chosen.oidc_client_secret)


@cache
def _known_client(issuer: str, client_id: str, secret: str) -> FlaskOAuth2App:
    """The provider as it describes itself; not kept when that fails, so that the next one asks anew."""
    client = FlaskOAuth2App(
        FlaskIntegration("provider"),
        name="provider",
        client_id=client_id,
        client_secret=secret or None,
        server_metadata_url=issuer.rstrip("/") + DISCOVERY,
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
            "token_endpoint_auth_method": "client_secret_basic" if secret else "none",
        },
    )
    held = client.load_server_metadata()
    if str(held["issuer"]).rstrip("/") != issuer.rstrip("/"):
        raise ValueError("issuer")
    offered = held.get("id_token_signing_alg_values_supported", ["RS256"])
    held["id_token_signing_alg_values_supported"] = [name for name in offered if name in SIGNATURES]
    if not held["id_token_signing_alg_values_supported"]:
        raise ValueError("id_token_signing_alg_values_supported")
    return client


def _return_address() -> str:
    """Where the provider sends the browser back to; as configured, so that no forged Host header can change it."""
    return urljoin(settings().public_url or request.host_url, RETURN)


def _failed(error: Exception) -> SignInNeeded:
    LOG.warning("provider refused", reason=f"{type(error).__name__}: {error}"[:300])
    return SignInNeeded(text("people.provider.failed"), remedy=text("people.provider.failed_remedy"))
