"""Connections to PostgreSQL that are tried before they are used. Django looks for this module by its name."""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes connections from the pool, of which none outlives a restart of PostgreSQL."""

    def _configure_connection(self, connection: Any) -> bool:
        """Set up a new connection, without compiling queries; return whether that must be committed.

        PostgreSQL compiles what it expects to be heavy, and a query that counts ten thousand partnerships in a tenth of
        a second looks so: compiling it would take longer than that, again each time.
        """
        super()._configure_connection(connection)  # type: ignore[misc]
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
        return True

    def get_new_connection(self, conn_params: Any) -> Any:
        """Return a connection that works, from the pool if there is one.

        When PostgreSQL was away for a moment all of the pool's connections are dead. With Django's own check they would
        be found one by one, each after a wait twice as long as the one before; so the first that is found lets the pool
        look at all of them.
        """
        connection = super().get_new_connection(conn_params)
        pool = self.pool  # type: ignore[attr-defined]
        if pool and not _is_alive(connection):
            pool.putconn(connection)
            pool.check()
            connection = super().get_new_connection(conn_params)
        return connection


def _is_alive(connection: Any) -> bool:
    try:
        ConnectionPool.check_connection(connection)  # which leaves no transaction behind, as a query of ours would
    except OperationalError:
        return False
    return True
