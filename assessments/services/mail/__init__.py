"""Mail: queued in the database by whoever has news, sent by the worker."""
