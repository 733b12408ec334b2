"""Everything that a browser gets, in a form in which two visits can be compared byte for byte."""

import re
import uuid

from assessments.services.own_response import resume_code

from .device import Browser, Device

UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
SIGNED = re.compile(r"[\w-]{20,}:[\w-]{6}:[\w-]{43}")
CSRF = re.compile(r"(csrfmiddlewaretoken\" value=\"|csrftoken=)[A-Za-z0-9]{32,64}")
ONCE = re.compile(r"(name=\"once\" value=\")[0-9a-f]{32}")
SESSION = re.compile(r"sessionid=[a-z0-9]+")
CLOCK = re.compile(r"\b\d\d:\d\d(?::\d\d)?\b|\b1[6-9]\d{11}\b|Max-Age=\d+")


def blank(text):
    """Return a text in which whatever differs from one visit to the next stands as a row of stars of its length."""
    for code in {resume_code(uuid.UUID(found)) for found in UUID.findall(text)}:
        text = text.replace(code, "*" * len(code))
    for pattern in (SIGNED, UUID, CSRF, ONCE, SESSION, CLOCK):
        text = pattern.sub(lambda found: "*" * len(found.group()), text)
    return text


def recorded(response):
    """Return address, status, headers, cookies and body of a response."""
    headers = sorted(f"{name}: {value}" for name, value in response.items() if name != "X-Request-ID")
    cookies = sorted(morsel.OutputString() for morsel in response.cookies.values())
    body = response.content.decode()
    where = f"{response.request['REQUEST_METHOD']} {response.request['PATH_INFO']}"
    return blank("\n".join([where, str(response.status_code), *headers, *cookies, str(len(body)), body]))


class RecordingBrowser(Browser):
    """Keeps what it gets, every redirect included."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def request(self, **request):
        response = super().request(**request)
        self.seen.append(recorded(response))
        return response


class RecordingDevice(Device):
    """A device whose browser keeps what it gets."""

    def __init__(self):
        self.client = RecordingBrowser()

    @property
    def seen(self):
        return self.client.seen
