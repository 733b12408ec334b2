"""Storage of files in a bucket that speaks S3, as the environment names it."""

from typing import Any

from botocore.config import Config

from . import env

SECONDS_TO_CONNECT, SECONDS_TO_READ, TRIES = 3, 20, 2
"""A visitor waits for an answer, so that a bucket that does not give one is told of soon."""


def storage_in(bucket: str) -> dict[str, Any]:
    """Return the setting of a storage in this bucket.

    Without keys in the environment the client finds its own, such as those of the machine it runs on. Nothing in the
    bucket has a public address: whoever asks for a file gets it from a view that asks for access.
    """
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "location": env.text("S3_PREFIX", ""),
            "endpoint_url": env.text("S3_ENDPOINT_URL", "") or None,
            "region_name": env.text("S3_REGION", "") or None,
            "access_key": env.text("S3_ACCESS_KEY", "") or None,
            "secret_key": env.secret("S3_SECRET_KEY") or None,
            "default_acl": None,
            "file_overwrite": True,
            "client_config": Config(
                connect_timeout=SECONDS_TO_CONNECT,
                read_timeout=SECONDS_TO_READ,
                retries={"max_attempts": TRIES, "mode": "standard"},
            ),
        },
    }
