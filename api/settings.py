"""Everything that may be set from outside, by environment variables of the same names."""

import os
import secrets
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TOP = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What this process was told; nothing else reads the environment."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on.")
    data_dir: Path = Field(
        default=Path("data"), description="Folder for the embedded database, photos and the secret."
    )
    database_url: str = Field(
        default="", description="PostgreSQL to use (postgresql://…); empty starts the embedded one."
    )
    media_url: str = Field(
        default="",
        pattern=r"^$|^(file|s3|gs|az)://",
        description="Where photos are stored (file://, s3://, gs://, az://); empty: DATA_DIR.",
    )
    public_url: str = Field(
        default="",
        pattern=r"^$|^https?://[^/\s]",
        description="Address people type, e.g. https://understudy.example; empty: HOST:PORT.",
    )
    forwarded_allow_ips: str = Field(
        default="127.0.0.1",
        pattern=r"^[0-9A-Fa-f.:/, ]*$",
        description="Proxies (addresses, networks) whose word about a caller's address is believed.",
    )
    secret_key: str = Field(
        default="", description="Seals cursors and codes; empty: made once in DATA_DIR/secret."
    )
    receipt_keys: str = Field(
        default="",
        description="Keys that sign receipts, a JWK set; empty: made once in DATA_DIR/receipt-keys.json.",
    )
    vapid_key: str = Field(
        default="",
        description="Key that push services know, a JWK set; empty: made once in DATA_DIR/vapid-key.json.",
    )
    smtp_url: str = Field(
        default="",
        pattern=r"^$|^smtps?://[^/\s]+$",
        description="Mail server for sign-in codes, smtp(s)://user:password@host:port; empty: the log.",
    )
    mail_from: str = Field(
        default="understudy@localhost",
        pattern=r"^[^@\s<>]+@[^@\s<>]+$",
        description="Address that letters come from.",
    )
    demo: bool = Field(default=False, description="1 fills an empty network and opens sign-in by name.")
    development: bool = Field(default=False, description="1 takes documents typed by hand at /graphql.")
    budget: int = Field(
        default=600_000,
        ge=0,
        description="Points of questions for one person or key a minute; a stranger has a tenth; 0: no end.",
    )
    push_budget: int = Field(
        default=3_000, ge=0, description="Pushed operations of one person a minute; 0: no end."
    )
    questions_at_once: int = Field(
        default=16, ge=1, description="Questions answered at once; 8 times as many wait, the rest hears 503."
    )
    pushes_at_once: int = Field(default=8, ge=1, description="Pushes answered at once, whatever is asked.")
    connections: int = Field(
        default=8, ge=2, description="Database connections for reading, and as many for writing."
    )
    longest: float = Field(default=10, gt=0, description="Seconds that an answer may take.")
    keep_free: int = Field(
        default=64,
        ge=0,
        description="Megabytes left on the embedded database's disk below which nothing more is taken in.",
    )
    webhook_networks: str = Field(
        default="",
        description="Private networks that webhooks and pushes may reach, e.g. 10.1.0.0/16; empty: none.",
    )
    log_level: str = Field(
        default="INFO",
        pattern="(?i)^(debug|info|warning|error)$",
        description="DEBUG, INFO, WARNING or ERROR.",
    )

    @field_validator("webhook_networks")
    @classmethod
    def are_networks(cls, said: str) -> str:
        """Only networks, with commas between them."""
        for one in said.split(",") if said else ():
            ip_network(one.strip())
        return said

    @property
    def origin(self) -> str:
        """The one origin a browser may come from: scheme, host and port, nothing behind."""
        parts = urlsplit(self.public_url or f"http://{self.host}:{self.port}")
        return f"{parts.scheme}://{parts.netloc}".lower()

    @property
    def https(self) -> bool:
        """Whether people reach this server over TLS."""
        return self.origin.startswith("https://")

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers this server answers to."""
        named = urlsplit(self.origin).netloc
        if self.public_url:
            return frozenset({named})
        # Without a public address the server is tried at home, by any of its local names.
        local = {named, *(f"{name}:{self.port}" for name in ("localhost", "127.0.0.1", "[::1]"))}
        # A browser leaves out the port that goes without saying.
        return frozenset(local | {name.removesuffix(":80") for name in local})

    @property
    def origins(self) -> frozenset[str]:
        """The Origin headers a request with a cookie may carry."""
        return frozenset(f"{self.origin.split('://')[0]}://{host}" for host in self.hosts)

    @property
    def media_address(self) -> str:
        """Where photos are stored, as a URL."""
        return self.media_url or (self.data_dir / "media").absolute().as_uri()

    @property
    def parts_dir(self) -> Path:
        """Uploads that are not complete yet."""
        return self.data_dir / "uploads"

    @property
    def dist_dir(self) -> Path:
        """The built app."""
        return TOP / "web" / "dist"

    @property
    def developers_dir(self) -> Path:
        """The look of the pages for partners, and GraphiQL."""
        return TOP / "web" / "dist-developers"

    @cached_property
    def secret(self) -> bytes:
        """The key of this installation; made once, so that cursors and codes outlive a restart."""
        if self.secret_key:
            return self.secret_key.encode()
        path = self.data_dir / "secret"
        self.data_dir.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes().strip()
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(32).encode())
            file.flush()
            os.fsync(file.fileno())
        return path.read_bytes()


def explained() -> str:
    """One line per setting, for --help and the README."""
    lines = []
    for name, field in Settings.model_fields.items():
        default = "0" if field.default is False else str(field.default)
        lines.append(f"  {name.upper():<13} {field.description} [{default}]")
    return "\n".join(lines)
