"""A PDF is made of our own files and of what the page itself carries; whatever else it asks for stops it."""

import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer

import pikepdf
import pytest

from assessments.reporting.own_files import ForbiddenAddressError
from assessments.reporting.pdf import UnfinishedPdfError, html_to_pdf

SECRET = "geheim-van-de-gemeente"


def page(body, head=""):
    head = f"<title>Rapport</title>{head}"
    return f'<!doctype html><html lang="nl"><head>{head}</head><body><h1>Kop</h1>{body}</body></html>'


def svg(content):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{content}</svg>'
    return f'<img alt="x" src="data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}">'


HOSTILE = {
    "img over http": page('<img alt="x" src="{site}/a.png">'),
    "img over https": page('<img alt="x" src="{site}/a.png">'.replace("{site}", "https://localhost:9")),
    "img from a file": page('<img alt="x" src="file://{file}">'),
    "img from a file, in capitals": page('<img alt="x" src="FILE://{file}">'),
    "img by a relative path": page('<img alt="x" src="../../secret.key">'),
    "img by an absolute path": page('<img alt="x" src="{file}">'),
    "img without a protocol": page('<img alt="x" src="//localhost:9/a.png">'),
    "img over ftp": page('<img alt="x" src="ftp://localhost:9/a.png">'),
    "img out of the static folder": page('<img alt="x" src="static:../manage.py">'),
    "img out of the static folder, sideways": page('<img alt="x" src="static:css/../../collab/settings.py">'),
    "base of another address": page('<img alt="x" src="a.png">', '<base href="{site}/">'),
    "attachment of a file": page("", '<link rel="attachment" href="file://{file}">'),
    "attachment over http": page("", '<link rel="attachment" href="{site}/a.pdf">'),
    "attachment of a link": page('<a rel="attachment" href="file://{file}">x</a>'),
    "stylesheet of a file": page("", '<link rel="stylesheet" href="file://{file}">'),
    "stylesheet over http": page("", '<link rel="stylesheet" href="{site}/a.css">'),
    "import in a style": page("", '<style>@import url("{site}/a.css");</style>'),
    "font from a file": page("", '<style>@font-face {{ font-family: X; src: url("file://{file}"); }}</style>'),
    "background over http": page('<p style="background: url({site}/a.png)">x</p>'),
    "list picture from a file": page('<ul><li style="list-style-image: url(file://{file})">x</li></ul>'),
    "content from a file": page("", '<style>h1::before {{ content: url("file://{file}"); }}</style>'),
    "object over http": page('<object data="{site}/a.svg" type="image/svg+xml">x</object>'),
    "embed over http": page('<embed src="{site}/a.svg" type="image/svg+xml">'),
    "picture in a drawing, from a file": page("{drawing_file}"),
    "picture in a drawing, over http": page("{drawing_http}"),
}


@pytest.fixture(scope="module")
def site():
    """A site that writes down what it is asked for."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("attack", HOSTILE)
def test_nothing_is_fetched_for_a_hostile_page(attack, site, tmp_path):
    address, asked = site
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    html = HOSTILE[attack].format(
        site=address,
        file=secret,
        drawing_file=svg(f'<image width="9" height="9" href="file://{secret}"/>'),
        drawing_http=svg(f'<image width="9" height="9" xlink:href="{address}/a.png"/>'),
    )

    with pytest.raises(ForbiddenAddressError):
        html_to_pdf(html)

    assert asked == []


def test_a_drawing_cannot_use_parts_of_another(site):
    address, asked = site

    html_to_pdf(page(svg(f'<use href="{address}/a.svg#a"/>')))

    assert asked == []


def test_after_a_refusal_the_next_page_is_made():
    with pytest.raises(ForbiddenAddressError):
        html_to_pdf(page('<img alt="x" src="file:///etc/hostname">'))

    assert html_to_pdf(page("<p>tekst</p>")).startswith(b"%PDF-1.7")


def test_own_drawings_are_in_the_pdf_and_nothing_is_attached(tmp_path):
    made = tmp_path / "own.pdf"
    made.write_bytes(html_to_pdf(page(svg('<rect width="9" height="9"/>'))))

    with pikepdf.open(made) as document:
        assert not document.attachments


def test_links_to_the_outside_stay_links():
    assert html_to_pdf(page('<p><a href="https://voorbeeld.test/">bron</a></p>')).startswith(b"%PDF-1.7")


def test_a_picture_without_text_alternative_is_no_pdf():
    with pytest.raises(UnfinishedPdfError, match="alt"):
        html_to_pdf(page(svg("<g/>").replace('alt="x"', "")))
