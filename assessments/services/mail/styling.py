"""How mails look. Mail programs read styles from the tags themselves, and those of dark colours from the head.

The template names classes alone, as on pages. Nothing is fetched from anywhere: no fonts, and no
picture but the logo of the partnership, which goes with the mail.
"""

import re

_INK, _SOFT, _PAPER, _DESK, _LINE, _ACCENT, _BOX = (
    "#1a2230", "#4a5361", "#ffffff", "#f1f2f1", "#c9cdd2", "#0b5a8a", "#eaf2f7"
)  # fmt: skip
_FONT = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"

STYLES = {
    "letter-desk": f"margin:0;padding:0;background-color:{_DESK};color:{_INK};",
    "letter-around": f"padding:16px 8px;background-color:{_DESK};",
    "letter-sheet": f"width:100%;max-width:600px;background-color:{_PAPER};border:1px solid {_LINE};",
    "letter-head": f"padding:18px 24px;border-top:6px solid {_ACCENT};",
    "letter-logo": "margin:0 0 12px;",
    "letter-name": f"margin:0;{_FONT}font-size:18px;line-height:24px;font-weight:bold;color:{_INK};",
    "letter-part": (
        f"padding:24px 24px 8px;border-top:1px solid {_LINE};"
        f"{_FONT}font-size:16px;line-height:25px;color:{_INK};word-break:break-word;"
    ),
    "letter-text": f"margin:0 0 16px;{_FONT}font-size:16px;line-height:25px;color:{_INK};",
    "letter-box": (
        f"margin:0 0 16px;padding:12px 16px;background-color:{_BOX};border-left:4px solid {_ACCENT};"
        f"{_FONT}font-size:16px;line-height:25px;font-weight:bold;color:{_INK};"
    ),
    "letter-buttons": "margin:0 0 8px;border-collapse:separate;",
    "letter-button": f"background-color:{_ACCENT};border-radius:4px;padding:12px 24px;",
    "letter-button-link": (
        f"{_FONT}font-size:16px;line-height:24px;font-weight:bold;color:#ffffff;text-decoration:none;display:inline-block;"
    ),
    "letter-link": f"margin:0 0 16px;{_FONT}font-size:14px;line-height:21px;color:{_SOFT};word-break:break-all;",
    "letter-address": f"color:{_ACCENT};text-decoration:underline;",
    "letter-foot": (
        f"padding:16px 24px 20px;border-top:1px solid {_LINE};"
        f"{_FONT}font-size:14px;line-height:21px;color:{_SOFT};word-break:break-word;"
    ),
    "letter-small": f"margin:0;{_FONT}font-size:14px;line-height:21px;color:{_SOFT};",
}
"""The style of each class, as a mail program gets it with the tag."""

DARK = """
@media (prefers-color-scheme: dark) {
  .letter-desk, .letter-around { background-color: #12161b !important; }
  .letter-sheet { background-color: #1c222a !important; border-color: #3a434e !important; }
  .letter-head { border-top-color: #7cc0ea !important; }
  .letter-part { border-top-color: #3a434e !important; }
  .letter-foot { border-top-color: #3a434e !important; color: #b9c2cc !important; }
  .letter-name, .letter-part, .letter-text, .letter-box { color: #e9edf1 !important; }
  .letter-box { background-color: #22303c !important; border-left-color: #7cc0ea !important; }
  .letter-button { background-color: #7cc0ea !important; }
  .letter-button-link { color: #10161c !important; }
  .letter-link, .letter-small { color: #b9c2cc !important; }
  .letter-address { color: #8fcbf0 !important; }
}
"""
"""In dark colours, for programs that know them."""

_CLASS = re.compile(r'class="(letter-[a-z-]+)"')


def dressed(html: str) -> str:
    """Return a mail with the style of each class on its tag, and dark colours in its head.

    What people typed cannot be taken for a class: its quotation marks are escaped.
    """
    styled = _CLASS.sub(lambda found: f'{found[0]} style="{STYLES[found[1]]}"', html)
    return styled.replace("</head>", f"<style>{DARK}</style></head>", 1)
