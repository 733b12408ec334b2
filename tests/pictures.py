"""Pictures as somebody uploads them."""

import io

from PIL import Image


def picture(size=(60, 30), colour=(200, 30, 30, 255), kind="PNG", **more):
    """Return the bytes of a picture of one colour."""
    file = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, colour[: 4 if kind == "PNG" else 3]).save(file, kind, **more)
    return file.getvalue()
