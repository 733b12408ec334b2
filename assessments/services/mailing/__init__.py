"""Mail: put in a queue in the database by whoever has news, sent by the worker."""
