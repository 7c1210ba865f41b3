"""Configuration from the environment, read once and checked before anything starts."""

from __future__ import annotations

from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from cockpit.base.errors import UsageFault
from cockpit.base.texts import text

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parent
KNOWN_SECRETS = frozenset({"", "secret", "changeme", "change-me", "geheim", "development"})
SHORTEST_SECRET = 32


def _shipped(name: str) -> Path:
    """A folder of the checkout, or its copy inside the installed wheel."""
    beside = ROOT / name
    return beside if (ROOT / "pyproject.toml").exists() else PACKAGE / f"_{name}"


def _instance() -> Path:
    """Where the SQLite file lives: in the checkout, or in the working directory of an installed wheel."""
    return (ROOT if (ROOT / "pyproject.toml").exists() else Path.cwd()) / "instance"


class Settings(BaseSettings):
    """Settings of one process; every field is an environment variable ``COCKPIT_…``."""

    model_config = SettingsConfigDict(env_prefix="COCKPIT_", extra="ignore")

    database_url: str = f"sqlite:///{_instance() / 'cockpit.sqlite'}"
    read_url: str = Field("", description="a streaming replica of the database, for reading; empty: none")
    secret_key: str = ""
    env: Literal["development", "production"] = "development"
    data: Path = _shipped("data")
    assets: Path = _shipped("assets")
    today: str = Field("", description="ISO date; lets tests fix the date, refused in production")
    public_url: str = Field("", description="where people reach the cockpit; drawn into pictures and files")
    frame_ancestors: str = Field("*", pattern=r"^[^;,\r\n]*$", description="origins whose pages may frame /einbetten/")
    cache: str = Field("", description="folder that keeps cited pictures and files; empty: beside the store")
    report_template: Path | None = Field(
        None, description="Word file with the styles of reports; the shipped one if empty"
    )
    port: int = Field(8050, validation_alias="PORT")
    upload_limit: int = Field(100, ge=1, le=380, description="largest file to upload, in MB")
    second_eyes: bool = Field(False, description="only freigabe and verwaltung publish, and nobody their own drafts")
    proxies: int = Field(0, ge=0, le=9, description="trusted proxies in front, whose X-Forwarded-… headers count")
    oidc_issuer: str = Field("", description="address of the OpenID Connect provider; empty: passwords only")
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    metrics_token: str = Field("", description="opens /metrics from anywhere; empty: no token does")
    metrics_from: str = Field("", description="networks that may read /metrics beside the own machine, blanks between")

    @field_validator("metrics_from")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for one in value.split():
            ip_network(one)
        return value

    @property
    def metrics_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """``metrics_from`` as networks."""
        return tuple(ip_network(one) for one in self.metrics_from.split())

    @property
    def cache_folder(self) -> Path:
        """Where cited pictures and files are kept: as set, else beside the SQLite file, else in ``instance``."""
        if self.cache:
            return Path(self.cache)
        kind, _, file = self.database_url.partition(":///")
        return Path(file).parent / "cache" if kind.startswith("sqlite") and file else _instance() / "cache"

    def require_sound(self) -> None:
        """Refuse to start in production with a weak secret, a fixed date, or sign-in over open lines."""
        if self.env != "production":
            return
        if self.secret_key in KNOWN_SECRETS or len(self.secret_key) < SHORTEST_SECRET:
            raise UsageFault(text("settings.secret"), "COCKPIT_SECRET_KEY", text("settings.secret_remedy"))
        if self.metrics_token and len(self.metrics_token) < SHORTEST_SECRET:
            raise UsageFault(text("settings.metrics_token"), "COCKPIT_METRICS_TOKEN", text("settings.secret_remedy"))
        if self.today:
            raise UsageFault(text("settings.today"), "COCKPIT_TODAY", text("settings.today_remedy"))
        if self.oidc_issuer and not (self.oidc_issuer.startswith("https://") and self.oidc_client_id):
            raise UsageFault(text("settings.oidc"), "COCKPIT_OIDC_ISSUER", text("settings.oidc_remedy"))
        if self.oidc_issuer and not self.public_url.startswith("https://"):
            raise UsageFault(text("settings.public_url"), "COCKPIT_PUBLIC_URL", text("settings.public_url_remedy"))


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
