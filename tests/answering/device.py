"""A partner's device without JavaScript: opens links, reads forms from the HTML and posts them as a browser would."""

import json
from datetime import timedelta
from html.parser import HTMLParser
from http.cookies import SimpleCookie

from django.test import Client
from django.utils import timezone

from assessments.links import invitation_token
from assessments.models.answers import Response
from assessments.results.sent_answers import sent_answers

ROLE = "manager"


class Form(HTMLParser):
    """The content of a page: its title, its fields as a browser would post them, its links and its text."""

    def __init__(self, html):
        super().__init__()
        self.fields, self.options, self.texts, self.links, self.ids = {}, {}, [], [], []
        self.action = self.title = ""
        self._inside = []
        self._area = None
        self._is_answering = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "form":
            self._is_answering = found.get("id") == "answering"
            self.action = found["action"] if self._is_answering else self.action
        elif tag == "a":
            self.links.append(found["href"])
        elif tag == "input" and self._is_answering:
            self._field(found)
        elif tag == "textarea":
            self._area = found["name"]
            self.fields[self._area] = ""
        if tag not in {"input", "meta", "link", "img", "br"}:
            self._inside.append(tag)

    def _field(self, found):
        if found["type"] in {"hidden", "text", "email"}:
            self.fields[found["name"]] = found.get("value", "")
            return
        self.options.setdefault(found["name"], []).append(found["value"])
        if "checked" in found and found["type"] == "radio":
            self.fields[found["name"]] = found["value"]
        elif "checked" in found:
            self.fields.setdefault(found["name"], []).append(found["value"])

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = None
        if tag == "form":
            self._is_answering = False
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data):
        if self._area is not None:
            self.fields[self._area] += data
        elif self._inside and self._inside[-1] == "title":
            self.title += data
        elif data.strip():
            self.texts.append(data.strip())


class Page:
    """One page on a device, which can be posted unchanged or with choices."""

    def __init__(self, device, response):
        self.device, self.response = device, response
        self.status = response.status_code
        self.path = response.request["PATH_INFO"]
        self.html = response.content.decode()
        self.form = Form(self.html)

    @property
    def text(self):
        return " ".join(" ".join(self.form.texts).split())

    @property
    def chosen(self):
        """What is chosen or typed, without hidden fields and empty texts."""
        return {
            name: value for name, value in self.form.fields.items() if value and name not in {"key", "shown", "moments"}
        }

    def send(self, go="next", **changes):
        """Post the form of this page with these choices; None takes a field out of what is posted."""
        data = self.form.fields | {"go": go} | changes
        data = {name: value for name, value in data.items() if value is not None}
        return Page(self.device, self.device.client.post(self.form.action, data, follow=True))


class Browser(Client):
    """Django's test client, which forgets that a cookie has a path; this one keeps and sends cookies as a browser."""

    def __init__(self):
        super().__init__()
        self.jar = {}

    def request(self, **request):
        there = request["PATH_INFO"]
        held = sorted(((path, name, value) for (name, path), value in self.jar.items()), key=lambda item: len(item[0]))
        self.cookies = SimpleCookie({name: value for path, name, value in held if there.startswith(path)})
        response = super().request(**request)
        for name, morsel in response.cookies.items():
            place = (name, morsel["path"])
            if morsel["max-age"] == 0:
                self.jar.pop(place, None)
            else:
                self.jar[place] = morsel.value
        return response


class Device:
    """A browser with cookies of its own."""

    def __init__(self):
        self.client = Browser()

    def open(self, path):
        return Page(self, self.client.get(path, follow=True))

    def begin(self, link, **choices):
        """Open a link and continue to the first page of questions."""
        return self.open(link).send(role=ROLE, **choices)

    def lose_cookies(self):
        self.client.jar.clear()


def link_of(round_, number=0):
    """Return the personal link of one of the invitations."""
    invitation = round_.invitations.order_by("pk")[number]
    return f"/i/{invitation_token(invitation.pk, invitation.generation)}/"


def open_link_of(round_):
    """Return the open link, which is switched on."""
    round_.has_open_link = True
    round_.save()
    return f"/m/{round_.join_code}/"


def answers_of(round_):
    """Return the bare answers of every response of the round."""
    stored = Response.objects.filter(round=round_).order_by("started_at").values_list("answers", flat=True)
    return [{code: e["value"] for code, e in answers.items() if e["value"] is not None} for answers in stored]


def counting_of(round_):
    """Return the bare answers that count when the round closes, in no order."""
    return [dict(one.answers) for one in sent_answers(round_)]


def hours_ago(hours, *codes):
    """Return the field in which a page says that it kept these choices for ``hours``."""
    at = (timezone.now() - timedelta(hours=hours)).timestamp() * 1000
    return json.dumps(dict.fromkeys(codes, at))


def everything():
    """Return all that a request could change in the database."""
    from django.apps import apps

    return {model.__name__: sorted(map(str, model._default_manager.values_list())) for model in apps.get_models()}
