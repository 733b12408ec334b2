"""Django's backend for PostgreSQL, which finds out at once when all connections of the pool are dead."""
