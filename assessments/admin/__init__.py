"""The admin at /beheer/: catalogue, users, scoring profiles, partnerships; never answers or results."""
