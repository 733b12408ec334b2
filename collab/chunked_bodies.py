"""Bodies that come in pieces, without saying how long they are: Django would take them to be empty."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

MOST_BYTES = 3 * 1024 * 1024
"""Read of such a body; the site refuses less than that already."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def with_length(application: Application) -> Application:
    """Read a body in pieces up to a bound, so that its length is known, as with any other."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("HTTP_TRANSFER_ENCODING") and not environ.get("CONTENT_LENGTH"):
            body = environ["wsgi.input"].read(MOST_BYTES)
            environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return application(environ, start_response)

    return answer
