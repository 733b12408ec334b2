"""The entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

from .chunked_bodies import with_length

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")

application = with_length(get_wsgi_application())
