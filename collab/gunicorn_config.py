"""How gunicorn serves the site, wherever it is started: ``gunicorn --config python:collab.gunicorn_config``.

The address to listen at is for whoever starts it.
"""

import os
import shutil
import tempfile
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter

wsgi_app = "collab.wsgi"
worker_class = "collab.gunicorn_worker.WholeRequestWorker"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
workers = settings.WEB_CONCURRENCY
threads = settings.WEB_THREADS
keepalive = 5
"""Seconds for which an idle connection is kept: a proxy that uses one again must be the first to give it up."""
graceful_timeout = 10
"""Seconds in which a process that stops may finish what it is doing."""
control_socket_disable = True
logger_class = "collab.gunicorn_log.SiteLogger"


def on_starting(server: "Arbiter") -> None:
    """Give the web processes a folder in which they count together, if anybody may read the figures."""
    if settings.METRICS_TOKEN:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="driekracht-figures-")


def on_exit(server: "Arbiter") -> None:
    """Take the folder away."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
