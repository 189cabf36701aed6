"""What `make run` needs beside Python: a PostgreSQL of our own, a Node, a browser for the tests."""

from api.embedded.postgres import Postgres, running_postgres
from api.embedded.trouble import WillNotStart

__all__ = ["Postgres", "WillNotStart", "running_postgres"]
