"""The product's settings, with data in a folder of its own, a quick hash and no manifest of static files."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="driekracht-test-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
(Path(os.environ["DATA_DIR"]) / "static").mkdir()
for name in ("secret", "link"):
    (Path(os.environ["DATA_DIR"]) / f"{name}.key").write_text(f"{name}-key-of-the-tests-which-nobody-else-has")

from collab.database import SQLITE_OPTIONS  # noqa: E402
from collab.settings import *  # noqa: E402, F403
from tests.patience import PATIENCE  # noqa: E402

MIDDLEWARE = [*MIDDLEWARE, "tests.making.make_what_was_asked"]  # noqa: F405
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, as in use: a database in memory knows no locks between connections.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # noqa: F405
    # Threads that write at once wait for one another as long as a busy machine needs.
    waiting = f"{SQLITE_OPTIONS['init_command']}PRAGMA busy_timeout={PATIENCE * 1000};"
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {"init_command": waiting}  # noqa: F405
else:
    # As many threads at once as a test likes, on a machine as busy as can be.
    DATABASES["default"]["OPTIONS"]["pool"] |= {"max_size": 80, "timeout": PATIENCE}  # noqa: F405
