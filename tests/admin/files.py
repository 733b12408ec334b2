"""Files with actions, as an admin takes them out and brings them in."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.admin.action_columns import COLUMNS, to_cells

LIST = "/beheer/assessments/action/"


def exported(client, extension, query=""):
    """Return the catalogue as a file."""
    response = client.post(f"{LIST}export/{query}", {"format": extension})
    assert response["Content-Disposition"].endswith(f'.{extension}"')
    return response.content


def looked_at(client, data, extension="csv"):
    """Return the page that tells what a file would change."""
    file = SimpleUploadedFile(f"acties.{extension}", data)
    return client.post(f"{LIST}import/", {"import_file": file})


def confirmed(client, page, **changes):
    """Confirm what a page tells, and return the answer."""
    assert "confirm_form" in page.context_data, page.context_data["form"].errors
    return client.post(f"{LIST}process_import/", page.context_data["confirm_form"].initial | changes)


def lines(*actions, **changes):
    """Return these actions as lines of a file, changed."""
    return [to_cells(action) | changes for action in actions]


def as_csv(rows, columns=COLUMNS, delimiter=";"):
    """Return lines as a CSV."""
    told = io.StringIO(newline="")
    writer = csv.DictWriter(told, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return told.getvalue().encode()
