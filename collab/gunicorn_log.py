"""The log of gunicorn, in the lines of the site."""

import logging.config
import os
from typing import Any

from gunicorn.glogging import Logger


class SiteLogger(Logger):  # type: ignore[misc]
    """What gunicorn has to say, as every other process says it; requests are logged by the site, which hides links."""

    def setup(self, cfg: Any) -> None:
        """Write with the settings of the site."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
        from django.conf import settings

        self.cfg = cfg
        logging.config.dictConfig(settings.LOGGING)
        self.error_log.propagate = True

    @property
    def access_log_enabled(self) -> bool:
        """Whether gunicorn logs requests: never."""
        return False

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Log nothing: the address of a request can be a key."""
