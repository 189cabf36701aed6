"""What stands in a database's folder, made on the first start."""

import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from api.embedded.binaries import as_somebody, binaries, environment
from api.embedded.trouble import WillNotStart

NAME = "understudy"  # of the database and of the login that owns it
SOCKET = ".s.PGSQL.5432"
# sizeof(sockaddr_un.sun_path) less the closing zero
LONGEST_SOCKET = 103 if sys.platform == "darwin" else 107


@dataclass(frozen=True, slots=True)
class Folder:
    """One database: its files, its socket, its password, its log."""

    root: Path

    @property
    def data(self) -> Path:
        """What initdb made and the server writes."""
        return self.root / "data"

    @property
    def run(self) -> Path:
        """Where the socket stands: a folder only we can enter."""
        return self.root / "run"

    @property
    def password(self) -> Path:
        """The login's password, readable by us alone."""
        return self.root / "password"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.root / "log"

    @property
    def pid(self) -> Path:
        """Written by the server: its process id, and whether it is ready."""
        return self.data / "postmaster.pid"

    @property
    def url(self) -> str:
        """How asyncpg reaches the server; SQLAlchemy takes it with its own scheme."""
        password = quote(self.password.read_text(), safe="")
        return f"postgresql://{NAME}:{password}@/{NAME}?host={quote(str(self.run))}"

    def prepare(self) -> None:
        """Make what is missing: folders, a password, an empty database."""
        length = len(os.fsencode(self.run / SOCKET))
        if length > LONGEST_SOCKET:
            raise WillNotStart(
                f"The path of the database's socket would be {length} bytes long and the system"
                f" allows {LONGEST_SOCKET}: {self.run / SOCKET}. Choose a shorter DATA_DIR."
            )
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.run.mkdir(mode=0o700, exist_ok=True)
        if not self.password.exists():
            self._make_password()
        if not self.data.exists():
            self._make_database()
        self._check_version()

    def _make_password(self) -> None:
        new = self.password.with_name("password.new")
        new.unlink(missing_ok=True)
        file = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(file, "w") as out:
            out.write(secrets.token_urlsafe(24))
        new.rename(self.password)

    def _make_database(self) -> None:
        # Made beside and renamed when complete: a killed first start leaves nothing half done.
        new = self.root / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        own = binaries().folder
        initdb: list[str | Path] = [
            *(own / "initdb", "-D", new, "-U", NAME, "--encoding=UTF8", "--no-instructions"),
            *("--auth=scram-sha-256", f"--pwfile={self.password}"),
            # The same sorting on every system, whatever its C library thinks.
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
        ]
        alone: list[str | Path] = [own / "postgres", "--single", "-j", "-D", new, "postgres"]
        for command, sql in ((initdb, ""), (alone, f"create database {NAME}\n")):
            done = subprocess.run(
                [*as_somebody(), *command],
                input=sql,
                capture_output=True,
                text=True,
                env=environment(),
                check=False,
            )
            if done.returncode:
                raise WillNotStart(f"The database could not be made: {done.stderr.strip()}")
        new.rename(self.data)

    def _check_version(self) -> None:
        major = int((self.data / "PG_VERSION").read_text())
        if major != binaries().major:
            raise WillNotStart(
                f"{self.data} was written by PostgreSQL {major}, and {binaries().major} is here."
                " Carry it over with pg_dump and pg_restore, or install the older one."
            )
