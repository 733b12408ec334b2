"""``{% kept page heading %}…{% endkept %}``: a part of a page that a process draws once per language and values.

Inside it there is nothing but these values, so nothing of a request or a person can stay in it.
"""

from typing import Any

from django import template
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 2000
"""Parts that are kept; far more than there are pages of questions in all languages, with their headings."""
_drawn: dict[tuple[Any, ...], SafeString] = {}


@register.tag
def kept(parser: Parser, token: Token) -> "KeptNode":
    """Keep what is between this and ``endkept``; ``name`` or ``name=value`` says what may stand in it."""
    words = [word if "=" in word else f"{word}={word}" for word in token.split_contents()[1:]]
    values = token_kwargs(words, parser)
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(inside, values)


class KeptNode(Node):
    """A part of a page that is drawn once."""

    def __init__(self, nodelist: NodeList, values: dict[str, FilterExpression]) -> None:
        self.nodelist, self.values = nodelist, values

    def render(self, context: Context) -> SafeString:
        """Return the part, drawn now if it was not yet with these values."""
        values = {name: value.resolve(context, ignore_failures=True) for name, value in self.values.items()}
        key = (self, get_language(), *values.values())
        found = _drawn.get(key)
        if found is None:
            if len(_drawn) >= MOST:
                _drawn.clear()
            alone = context.new(values)
            alone.template = context.template
            found = _drawn[key] = self.nodelist.render(alone)
        return found


@receiver(setting_changed)
def _draw_anew(**_what: Any) -> None:
    """Keep nothing from before a test changed a setting."""
    _drawn.clear()
