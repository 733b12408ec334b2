"""Secret keys that are generated at the first start and stored beside the data, unless the installation sets them."""

import os
import secrets
from pathlib import Path


def read_or_create_key(path: Path) -> str:
    """Return the key in this file; if the file does not exist, create it, readable by its owner alone."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # answers will be in it too
    # Written under another name and then linked: of two processes that start at once, both read one whole key.
    created = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    created.touch(mode=0o600)
    created.write_text(secrets.token_urlsafe(48))
    try:
        os.link(created, path)
    except FileExistsError:
        pass
    finally:
        created.unlink()
    return path.read_text().strip()
