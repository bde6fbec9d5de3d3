"""Reading the configuration: environment variables, each named SAMSYN_*, described in docs/configuration.md."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[3]


class ConfigurationError(Exception):
    """A variable has a value that cannot be used; the message names the variable and the remedy."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"SAMSYN_{name}", default).strip()


def flag(name: str, default: bool) -> bool:
    value = text(name).lower()
    if value in ("", "1", "0", "true", "false", "yes", "no", "on", "off"):
        return value in ("1", "true", "yes", "on") if value else default
    raise ConfigurationError(f"SAMSYN_{name}={value}: write 1 or 0.")


def number(name: str, default: int) -> int:
    value = text(name)
    if value and not value.isdecimal():
        raise ConfigurationError(f"SAMSYN_{name}={value}: write a whole number.")
    return int(value) if value else default


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def contact(name: str) -> str:
    """A mailto: or https: address; one who writes a bare e-mail address means mailto:."""
    value = text(name)
    if "@" in value and ":" not in value:
        value = f"mailto:{value}"
    if value and not value.startswith(("mailto:", "https://")):
        raise ConfigurationError(f"SAMSYN_{name}={value}: write an e-mail address or an https address.")
    return value


def data_folder() -> Path:
    """Where database, uploads and the secret live; made on first use, for the owner's eyes only."""
    folder = Path(text("DATA") or ROOT / "var")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """SAMSYN_SECRET_KEY, or a key of our own kept in the data folder, made on first run."""
    given = text("SECRET_KEY")
    if given:
        if len(given) < 50:
            raise ConfigurationError("SAMSYN_SECRET_KEY is too short: use at least 50 random characters.")
        return given
    path = folder / "secret-key"
    if not path.exists():
        # written aside and linked into place: of two processes that start together one wins, and none reads half
        handle, fresh = tempfile.mkstemp(dir=folder)  # readable by the owner only
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        Path(fresh).unlink()
    return path.read_text(encoding="ascii").strip()


SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
    "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
)


def base_url() -> str:
    """The address that people use, without a slash at the end."""
    url = text("URL", "http://127.0.0.1:8000").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise ConfigurationError(f"SAMSYN_URL={url}: write it as https://samsyn.example.org, without a path.")
    return url


def database(folder: Path) -> dict[str, object]:
    """Django's description of SAMSYN_DATABASE_URL: empty or sqlite:///path, or postgresql://user:password@host:port/name."""
    url = urlsplit(text("DATABASE_URL") or f"sqlite:///{folder / 'samsyn.sqlite3'}")
    if url.scheme == "sqlite":
        # IMMEDIATE and WAL: writers queue up instead of failing with "database is locked".
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(url.path)[1:], "OPTIONS": options}
    if url.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": str(url.port or ""),
            "OPTIONS": dict(parse_qsl(url.query)),
        }
    raise ConfigurationError("SAMSYN_DATABASE_URL must begin with sqlite:/// or postgresql://")
