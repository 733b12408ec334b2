"""The catalogue as a table: what goes out, and what a line that comes in would change."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from import_export.results import Result

from assessments.models import Action
from assessments.services.catalogue import IMPORTED, entry_of

from .action_columns import COLUMNS, FIELD_OF, form_data, to_cells, unreadable
from .action_form import ActionForm
from .action_formats import LINE, UNKNOWN
from .action_history import TOLD, Change, changes

COLUMN_OF = {field: column for column, field in FIELD_OF.items()}


class ActionResource(ModelResource):  # type: ignore[misc]
    """Lines of a file, each checked by the very form in which actions are edited."""

    code = Field(attribute="code", column_name="code")

    class Meta:
        model = Action
        fields = ("code",)
        import_id_fields = ("code",)
        instance_loader_class = CachedInstanceLoader
        clean_model_instances = False
        skip_html_diff = True
        store_instance = True
        store_row_values = True

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        """Return the names of the columns."""
        return list(COLUMNS)

    def export_resource(self, instance: Action, selected_fields: Any = None, **kwargs: Any) -> list[str]:
        """Return an action as a line."""
        return list(to_cells(instance).values())

    def import_data(self, dataset: Any, dry_run: bool = False, **kwargs: Any) -> Result:
        """Write all lines or none; a dry run only looks, and asks for no transaction."""
        if dry_run:
            no_transaction = {"using_transactions": False, "collect_failed_rows": False, "raise_errors": False}
            return self.import_data_inner(dataset, True, **kwargs | no_transaction)
        return super().import_data(dataset, rollback_on_validation_errors=True, **kwargs)

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Count how often each code is there."""
        self.times = Counter(dataset["code"])

    def import_instance(self, instance: Action, row: dict[str, Any], **kwargs: Any) -> None:
        """Fill an action with a line. Raises ValidationError with what is wrong per column."""
        wrong = unreadable(row)
        if row[UNKNOWN]:
            sentence = _("There is no such thing as: %(names)s.")
            wrong[UNKNOWN] = [ValidationError(sentence, params={"names": row[UNKNOWN]})]
        if self.times[row["code"]] > 1:
            wrong["code"] = [ValidationError(_("This code stands in the file more than once."))]
        form = ActionForm(form_data(row, instance), instance=instance)
        if instance.pk:
            del form.fields["code"]
        found = {COLUMN_OF[field]: errors for field, errors in form.errors.as_data().items()}
        if found or wrong:
            raise ValidationError(found | wrong)
        _refuse_unusable(instance)

    def skip_row(self, instance: Action, original: Action, row: Any, import_validation_errors: Any = None) -> bool:
        """Leave alone what stays the same."""
        return not import_validation_errors and not _differences(original, instance)

    def before_save_instance(self, instance: Action, row: Any, **kwargs: Any) -> None:
        """Say in the history where the change came from."""
        instance._change_reason = IMPORTED  # type: ignore[attr-defined]  # noqa: SLF001


def _refuse_unusable(action: Action) -> None:
    """Ask of an action what a report will ask of it."""
    try:
        entry_of(action)
    except ValueError as error:
        raise ValidationError({"code": [str(error)]}) from error


def _differences(before: Action, after: Action) -> list[tuple[str, Any, Any]]:
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in ("code", *TOLD)]
    return [(name, old, new) for name, old, new in pairs if old != new]


@dataclass(frozen=True, slots=True)
class Told:
    """One action in a file, with what would change."""

    line: int
    code: str
    title: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong in one cell."""

    line: int
    code: str
    column: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What importing a file would do."""

    new: tuple[Told, ...]
    changed: tuple[Told, ...]
    unchanged: tuple[Told, ...]
    refused: tuple[Refusal, ...]
    digest: str
    """Of all that would be written, to see whether it is still the same when it is confirmed."""

    @property
    def is_writable(self) -> bool:
        """Whether there is something to write, and nothing wrong."""
        return bool(self.new or self.changed) and not self.refused

    def is_the_plan(self, digest: str) -> bool:
        """Whether this, and nothing else, was looked at before."""
        return self.is_writable and self.digest == digest


def differences(result: Result) -> Differences:
    """Return what an import would do, from the result of its dry run."""
    written = [row for row in result.rows if row.is_new() or row.is_update()]
    plan = [(row.row_values["code"], _differences(row.original or Action(), row.instance)) for row in written]
    return Differences(
        new=tuple(_told(row, changes(Action(), row.instance)) for row in result.rows if row.is_new()),
        changed=tuple(_told(row, changes(row.original, row.instance)) for row in result.rows if row.is_update()),
        unchanged=tuple(_told(row) for row in result.rows if row.is_skip()),
        refused=tuple(refusal for row in result.rows if not row.is_valid() for refusal in _refusals(row)),
        digest=hashlib.sha256(repr(plan).encode()).hexdigest(),
    )


def _told(row: Any, found: tuple[Change, ...] = ()) -> Told:
    return Told(row.row_values[LINE], row.row_values["code"], str(row.instance), found)


def _refusals(row: Any) -> list[Refusal]:
    line, code = row.row_values[LINE], row.row_values["code"]
    if row.validation_error is None:
        return [Refusal(line, code, "", (str(row.errors[0].error),))]
    found = row.validation_error.message_dict
    columns = [column for column in (*COLUMNS, UNKNOWN) if column in found]
    return [
        Refusal(line, code, "" if column == UNKNOWN else column, tuple(dict.fromkeys(found[column])))
        for column in columns
    ]
