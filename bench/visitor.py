"""A browser without a socket: it opens pages of a WSGI site, fills in their forms, and counts only the site's CPU.

It knows nothing of Django, so that the site beside which ours is measured uses it too.
"""

import io
import time
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

BUTTONS = ("send", "next")
"""Values of the button to press, where a form has several."""


class Form(HTMLParser):
    """The largest form of a page that is posted: where to, what a browser would send, and its radio buttons."""

    def __init__(self, html):
        super().__init__()
        self.forms, self._open, self._area = [], None, None
        self.feed(html)
        self.action, self.fields, self.radios, self.buttons = max(
            self.forms, key=lambda form: len(form[1]) + len(form[2]), default=("", {}, {}, [])
        )

    def handle_starttag(self, tag, attributes):
        """Note a form, and what stands in it."""
        found = dict(attributes)
        if tag == "form" and (found.get("method") or "").lower() == "post":
            self._open = (found.get("action") or "", {}, {}, [])
            self.forms.append(self._open)
        elif self._open is not None:
            self._field(tag, found)

    def _field(self, tag, found):
        name, value = found.get("name"), found.get("value") or ""
        _action, fields, radios, buttons = self._open
        if tag == "button" and name:
            buttons.append((name, value))
        elif tag == "textarea" and name:
            fields[name] = "Wij spreken elkaar maandelijks, en dat helpt."
        elif tag == "input" and name:
            if found.get("type") == "radio":
                radios.setdefault(name, []).append(value)
            elif found.get("type") == "checkbox":
                fields.setdefault(name, value)
            elif found.get("type") not in {"submit", "email"}:
                fields[name] = value

    def handle_endtag(self, tag):
        """Note the end of a form."""
        if tag == "form":
            self._open = None

    def filled(self):
        """Return what is sent: the third option of each question, and the button that goes on."""
        chosen = {name: values[min(2, len(values) - 1)] for name, values in self.radios.items()}
        pressed = [(name, value) for wanted in BUTTONS for name, value in self.buttons if value == wanted]
        return self.fields | chosen | dict(pressed[:1])


class Visitor:
    """Somebody with cookies of their own."""

    def __init__(self, handler):
        self.handler, self.cookies = handler, {}
        self.cpu, self.requests = 0.0, 0

    def open(self, address, fields=None):
        """Return the address at which one ends, and the page."""
        while True:
            status, headers, body = self._call(address, fields)
            if status[:1] != "3":
                if status[:3] != "200":
                    raise SystemExit(f"{address} answered {status}")
                return address, body
            address, fields = urljoin(address, dict(headers)["Location"]), None

    def fill_in(self, address, is_done):
        """Open an address, and fill in and send form after form until the page says that it is done."""
        address, page = self.open(address)
        for _page in range(20):
            if is_done(address, page):
                return
            form = Form(page)
            address, page = self.open(urljoin(address, form.action), form.filled())
        raise SystemExit(f"{address} does not come to an end")

    def _call(self, address, fields):
        parts = urlsplit(address)
        body = urlencode(fields or {}, doseq=True).encode()
        environment = {
            "REQUEST_METHOD": "GET" if fields is None else "POST",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        answered = []
        begun = time.process_time()
        answer = self.handler(environment, lambda status, headers: answered.extend((status, headers)))
        content = b"".join(answer)
        answer.close()
        self.cpu += time.process_time() - begun
        self.requests += 1
        status, headers = answered
        for name, value in headers:
            if name.lower() == "set-cookie":
                self.cookies |= {one.key: one.value for one in SimpleCookie(value).values()}
        return status, headers, content.decode()


def answer_requests(walk):
    """Walk through the questionnaire as often as a line of the input says, and print CPU milliseconds and requests."""
    while line := input().strip():
        visitors = [walk() for _time in range(int(line))]
        cpu = sum(visitor.cpu for visitor in visitors) / len(visitors)
        print(1000 * cpu, visitors[-1].requests, flush=True)
