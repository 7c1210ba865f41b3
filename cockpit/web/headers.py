"""Security headers on every answer, errors included."""

from __future__ import annotations

from flask import Flask, Response, request

from cockpit.base.settings import Settings
from cockpit.web.shell import renderer_style_hashes

# A picture opened by itself styles itself and runs nothing.
PICTURE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
UNUSED = ("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
          "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "usb")  # fmt: skip
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
FRAMED = "/einbetten/"
"""What pages of others may frame; its own policy names those who may."""
YEAR = 365 * 24 * 3600


def content_policy(*, explores: bool = False) -> str:
    """The Content-Security-Policy of a page: own files only, no inline script, no eval.

    Style attributes are allowed because tile grids and bars place their parts by them, and an attribute can load
    nothing under the other rules. Of style elements only the one of Dash's renderer is allowed, by its hash; any
    where ``dash_core_components`` and plotly are loaded (``explores``), which bring theirs as such.
    """
    elements = " ".join(("'self'", "'unsafe-inline'") if explores else ("'self'", *renderer_style_hashes()))
    return (
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
        "frame-src 'self'; "
        f"style-src {elements}; style-src-elem {elements}; style-src-attr 'unsafe-inline'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def protect(server: Flask, settings: Settings) -> None:
    """Put the headers on every answer of ``server``; a view may have set its own policy before."""

    @server.after_request
    def add(response: Response) -> Response:
        for name, value in FIXED.items():
            if name != "X-Frame-Options" or not request.path.startswith(FRAMED):
                response.headers.setdefault(name, value)
        usual = PICTURE if response.mimetype == "image/svg+xml" else content_policy()
        response.headers.setdefault("Content-Security-Policy", usual)
        if settings.env == "production":
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        return response
