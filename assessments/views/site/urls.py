"""The addresses of the landing page and of pages about the site itself."""

from django.urls import URLPattern, path
from django.views.i18n import set_language

from . import pages
from .glossary import glossary
from .help import help_page
from .privacy import privacy
from .security_txt import security_txt

urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("help/", help_page, name="help"),
    path("glossary/", glossary, name="glossary"),
    path("privacy/", privacy, name="privacy"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("language/", set_language, name="set_language"),
]
