"""What browsers, phones and chats take from the head of a page: its icons, its colours, and what it is about."""

import re

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from PIL import Image

from tests.repository import ROOT


def head_of(address):
    return " ".join(Client().get(address).content.decode().split("</head>")[0].split())


def test_a_phone_gets_an_icon_that_it_can_draw_for_its_home_screen():
    [address] = re.findall(r'<link rel="apple-touch-icon" href="/static/([^"]+)"', head_of("/glossary/"))
    with Image.open(find(address)) as icon:
        assert icon.format == "PNG"
        assert icon.size == (180, 180)


@pytest.mark.parametrize(("scheme", "place"), [("light", 0), ("dark", 1)])
def test_the_bar_of_a_phone_has_the_colour_of_the_page(scheme, place):
    papers = re.findall(r"--paper: (#\w+);", (ROOT / "static/css/site.css").read_text())
    said = f'<meta name="theme-color" content="{papers[place]}" media="(prefers-color-scheme: {scheme})">'
    assert said in head_of("/glossary/")


def test_a_chat_that_shows_the_home_page_says_what_the_site_is_about():
    head = head_of("/")
    assert '<meta property="og:title" content="Hoe gezond is onze samenwerking?">' in head
    told = re.findall(r'(?:name|property)="(?:og:)?description" content="([^"]+)"', head)
    assert len(told) == 2
    assert all(one.startswith("Deelnemers beantwoorden gewone vragen") for one in told)
