"""Configuration from the environment, read once and checked before anything starts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
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
    secret_key: str = ""
    env: Literal["development", "production"] = "development"
    data: Path = _shipped("data")
    assets: Path = _shipped("assets")
    today: str = Field("", description="ISO date; lets tests fix the date, refused in production")
    port: int = Field(8050, validation_alias="PORT")

    def require_sound(self) -> None:
        """Refuse to start in production with a weak secret or a fixed date."""
        if self.env != "production":
            return
        if self.secret_key in KNOWN_SECRETS or len(self.secret_key) < SHORTEST_SECRET:
            raise UsageFault(text("settings.secret"), "COCKPIT_SECRET_KEY", text("settings.secret_remedy"))
        if self.today:
            raise UsageFault(text("settings.today"), "COCKPIT_TODAY", text("settings.today_remedy"))


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
