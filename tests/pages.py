"""Pages as a coordinator reads and fills them in, without JavaScript."""

import html
import re

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

NOT_WORDS = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]+>", re.DOTALL)


def signed_in(user):
    """Return a browser of this user."""
    client = Client()
    client.force_login(user)
    return client


def signed_in_long_ago(user):
    """Return a browser in which this user signed in some hours ago."""
    client = signed_in(user)
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= 4 * 60 * 60
    session.save()
    return client


def words(response):
    """Return the words on a page, with single spaces between them."""
    return " ".join(html.unescape(NOT_WORDS.sub(" ", response.content.decode())).split())


def errors(response):
    """Return the summary of errors: the id of a field, or an empty string, with its error."""
    page = response.content.decode()
    summary = re.search(r'<div class="error-summary".*?</div>', page, re.DOTALL)
    if summary is None:
        return []
    lines = re.findall(r"<li>(.*?)</li>", summary.group(), re.DOTALL)
    found = []
    for line in lines:
        target = re.search(r'href="#([^"]+)"', line)
        assert target is None or f'id="{target.group(1)}"' in page
        found.append((target.group(1) if target else "", html.unescape(re.sub(r"<[^>]+>", "", line)).strip()))
    return found


def filled_in(response):
    """Return the fields of the page's form as a browser would post them; several of one name as a list."""
    page = response.content.decode()
    form = page[page.index("<main") : page.index("</main>")]
    fields = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in found and (found.get("type") not in {"checkbox", "radio"} or " checked" in tag):
            value = html.unescape(found.get("value", "on" if found.get("type") == "checkbox" else ""))
            earlier = fields.get(found["name"], [])
            is_one_of_many = found.get("type") == "checkbox" and "value" in found
            if found.get("type") == "hidden" and earlier:
                fields[found["name"]] = [*(earlier if isinstance(earlier, list) else [earlier]), value]
            else:
                fields[found["name"]] = [*earlier, value] if is_one_of_many else value
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = chosen.group(1) if chosen else ""
    for name, text in re.findall(r'<textarea name="([^"]+)".*?>(.*?)</textarea>', form, re.DOTALL):
        fields[name] = html.unescape(text.removeprefix("\n"))
    return fields
