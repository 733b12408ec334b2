"""How long the site's cookies stay on a device; /privacy/ tells it."""

from datetime import timedelta

KEPT_ON_DEVICE = timedelta(days=90)
"""How long a device can open someone's own answers after the round is due to close, and a shared result.

Long, because a round may be extended. After closing a key opens nothing, so keeping it costs no privacy.
"""
