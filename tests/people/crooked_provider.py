"""A real OpenID Connect provider as a process, which can be told to issue tokens that must be refused.

``PUT /lie/<kind>`` bends every token from then on; ``honest`` ends it.
"""

from __future__ import annotations

import base64
import hmac
import json
import sys
import time
from typing import Any

import flask
import oidc_provider_mock  # type: ignore[import-untyped] # ships no types
from joserfc import jwt
from joserfc.jwk import RSAKey

LIES: dict[str, dict[str, Any]] = {
    "nonce": {"nonce": "ein anderes"},
    "issuer": {"iss": "https://fremd.example"},
    "audience": {"aud": ["ein-anderes-programm"]},
    "audience_of_two": {"aud": ["cockpit", "ein-anderes-programm"], "azp": "ein-anderes-programm"},
    "expired": {"exp": int(time.time()) - 3600},
    "no_subject": {"sub": ""},
}


def bent(token: str, kind: str, private: dict[str, Any]) -> str:
    """The token with a lie in it, signed as the kind of lie asks for."""
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "==")) | LIES.get(kind, {})
    own = RSAKey.import_key(private)
    if kind == "none":
        return ".".join(_encoded(one) for one in ({"alg": "none", "typ": "JWT"}, claims)) + "."
    if kind == "shared_key":  # signed with the public key as if it were a secret both know
        whole = ".".join(_encoded(one) for one in ({"alg": "HS256", "typ": "JWT"}, claims))
        digest = hmac.new(own.as_pem(private=False), whole.encode(), "sha256").digest()
        return f"{whole}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
    key = RSAKey.generate_key(2048) if kind == "foreign_key" else own
    kid = private.get("kid") or own.thumbprint()
    return jwt.encode({"alg": "RS256", "kid": kid}, claims, key)


def _encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def main() -> None:
    """Serve on the port given until stopped."""
    server: flask.Flask = oidc_provider_mock.app()
    server.debug = False
    lie = ["honest"]

    @server.put("/lie/<kind>")
    def tell(kind: str) -> str:
        lie[0] = kind
        return kind

    @server.after_request
    def bend(response: flask.Response) -> flask.Response:
        if flask.request.path.endswith("openid-configuration") and lie[0] == "metadata":
            response.set_data(json.dumps(response.get_json() | {"issuer": "https://fremd.example"}))
        if flask.request.path.endswith("openid-configuration") and lie[0] in {"none", "shared_key"}:
            offered = {"id_token_signing_alg_values_supported": ["none", "HS256", "RS256"]}
            response.set_data(json.dumps(response.get_json() | offered))
        if flask.request.path.endswith("/oauth2/token") and lie[0] != "honest":
            answer = response.get_json()
            private = flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True)
            answer["id_token"] = bent(answer["id_token"], lie[0], private)
            if lie[0] == "no_id_token":
                del answer["id_token"]
            response.set_data(json.dumps(answer))
        return response

    server.run(host="127.0.0.1", port=int(sys.argv[1]), threaded=True)


if __name__ == "__main__":
    main()
