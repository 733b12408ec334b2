"""A part of a page that is kept is drawn once per language and values, and holds nothing else of whoever asked."""

from django.template import Context, engines
from django.utils.translation import override

DRAWN = """{% load kept i18n %}{% kept page who=person.name %}{% translate "Accessibility" %} {{ page }} {{ who }}
{{ secret }}{{ request }}{% endkept %}{{ secret }}"""


def drawn(template, language, **values):
    with override(language):
        return template.render(values).split()


def test_a_kept_part_differs_by_language_and_values_alone():
    template = engines["django"].from_string(DRAWN)
    assert drawn(template, "nl", page=1, secret="mijn", person={"name": "Jo"}) == [
        *("Toegankelijkheid", "1", "Jo", "mijn")
    ]
    assert drawn(template, "nl", page=1, secret="uw", person={"name": "Jo"}) == ["Toegankelijkheid", "1", "Jo", "uw"]
    assert drawn(template, "en", page=1, secret="", person={"name": "Jo"}) == ["Accessibility", "1", "Jo"]
    assert drawn(template, "nl", page=2, secret="", person={"name": "<b>"}) == ["Toegankelijkheid", "2", "&lt;b&gt;"]


def test_what_is_kept_is_not_drawn_again():
    template, seen = engines["django"].from_string("{% load kept %}{% kept page %}{{ page.draw }}{% endkept %}"), []

    class Page:
        def draw(self):
            seen.append(1)
            return "x"

    page = Page()
    assert [template.render({"page": page}) for _time in range(3)] == ["x"] * 3
    assert len(seen) == 1
    assert template.template.render(Context({"page": Page()})) == "x"
    assert len(seen) == 2
