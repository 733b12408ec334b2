"""The colours of the charts by their meaning, the same as the site's, on light and on dark paper."""

LIGHT: dict[str, str] = {
    "ink": "#1d2733",
    "ink-soft": "#4c5967",
    "paper": "#ffffff",
    "line": "#8a94a0",
    "line-soft": "#d9dde1",
    "wash": "#eef0f1",
    "intentie": "#0b5c8a",
    "actie": "#a84a08",
    "verbinding": "#2f6f4e",
    "belangen": "#6b4a86",
    "intentie-soft": "#d6e6ef",
    "actie-soft": "#f6e1d2",
    "verbinding-soft": "#d9e8df",
    "belangen-soft": "#e5dced",
    "plain": "#4b5866",
    "plain-soft": "#e3e6e9",
    "on-solid": "#fffffe",
}
"""Every value differs from every other, so that a value tells which colour is meant."""

DARK: dict[str, str] = {
    "ink": "#eceff2",
    "ink-soft": "#b9c2cb",
    "paper": "#14191f",
    "line": "#8a94a0",
    "line-soft": "#39434e",
    "wash": "#232b34",
    "intentie": "#7cbbe3",
    "actie": "#f0a56b",
    "verbinding": "#86c9a3",
    "belangen": "#c3a5dd",
    "intentie-soft": "#1c3a4d",
    "actie-soft": "#4a2d17",
    "verbinding-soft": "#1f3d2e",
    "belangen-soft": "#392a48",
    "plain": "#aab4be",
    "plain-soft": "#2c3540",
    "on-solid": "#0d1419",
}


def following_the_device(svg: str) -> str:
    """Return the picture with a stylesheet that changes its colours on a dark device."""
    rules = "".join(
        f'[{part}="{light}"]{{{part}:{DARK[name]}}}'
        for name, light in LIGHT.items()
        for part in ("fill", "stroke")
        if f'{part}="{light}"' in svg and DARK[name] != light
    )
    head_end = svg.index(">") + 1
    return f"{svg[:head_end]}<style>@media (prefers-color-scheme:dark){{{rules}}}</style>{svg[head_end:]}"
