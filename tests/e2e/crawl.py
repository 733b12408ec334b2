"""Finds the pages of the site by following its own links, one page of each kind."""

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

NOT_PAGES = re.compile(r"\.(pdf|svg|png|css|js|csv|json|xlsx|docx|pptx)$|/static/|/export/|/charts/|logout|/language/")


def kind(url):
    """Return an address without what differs between pages of one kind."""
    parts = urlsplit(url)
    path = re.sub(r"/[0-9a-f]{8}-[0-9a-f-]{27}/", "/<uuid>/", parts.path)
    path = re.sub(r"^/(i|m)/(?!wrong/)[^/]+/", r"/\1/<link>/", path)
    return re.sub(r"/\d+/", "/<number>/", path)


def links_of(page):
    """Return every address that the page links to."""
    return page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")


class _Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        href = dict(attributes).get("href")
        if tag == "a" and href:
            self.found.append(href)


def crawl(ask, address, starts, within="/", most=80):
    """Yield the address of each kind of page under a folder once; pages are asked for, and not drawn."""
    waiting = [urljoin(address, start) for start in starts]
    known = {kind(url) for url in waiting}
    visited = 0
    while waiting and visited < most:
        url = waiting.pop(0)
        answer = ask(url)
        assert answer.status < 500, url
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        visited += 1
        yield url
        for link in _Links(answer.text()).found:
            target = urldefrag(urljoin(answer.url, link)).url
            if (
                target.startswith(address + within)
                and not NOT_PAGES.search(urlsplit(target).path)
                and kind(target) not in known
            ):
                known.add(kind(target))
                waiting.append(target)
