"""The family of errors: each says in German what is wrong, where, and how to mend it."""

from __future__ import annotations


class CockpitError(Exception):
    """An error meant for people.

    ``what`` is the finding, ``where`` the place (file, field, address), ``remedy`` what to do,
    ``line`` the line of a file, counted from 1, where there is one.
    ``exit_code`` is used by the command line, ``http_status`` by the server.
    """

    exit_code = 3
    http_status = 500

    def __init__(self, what: str, where: str = "", remedy: str = "", *, line: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy
        self.line = line

    def __str__(self) -> str:
        return " – ".join(part for part in (self.where, self.what, self.remedy) if part)


class UsageFault(CockpitError):
    """The call itself is wrong: a missing option, an unknown indicator."""

    exit_code = 2
    http_status = 400


class Refused(CockpitError):
    """A file or catalogue entry that cannot be taken; nothing was stored."""

    exit_code = 3
    http_status = 422


class StoreFault(CockpitError):
    """The store cannot be opened, is not migrated, or is damaged."""

    exit_code = 4
    http_status = 503


class NotFound(CockpitError):
    """An address, indicator, Kreis or revision that does not exist."""

    exit_code = 2
    http_status = 404


class BadRequest(CockpitError):
    """A query value outside the grammar of the addresses."""

    exit_code = 2
    http_status = 400


class Forbidden(CockpitError):
    """The account may not do this, or not for this Kreis."""

    exit_code = 2
    http_status = 403


class SignInNeeded(CockpitError):
    """Only for people who have signed in."""

    exit_code = 2
    http_status = 401


class Gone(CockpitError):
    """What was here has been blocked and is given to nobody any more."""

    exit_code = 2
    http_status = 410


class TooMany(CockpitError):
    """Too many attempts in a short time; ``wait`` is the number of seconds until the next one counts."""

    exit_code = 2
    http_status = 429

    def __init__(self, what: str, where: str = "", remedy: str = "", *, wait: int = 0) -> None:
        super().__init__(what, where, remedy)
        self.wait = wait
