"""The admin of threshold versions: new ones are added; none is ever changed, because results rest on them."""

from dataclasses import asdict
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import ScoringProfileVersion
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.thresholds import THRESHOLDS

from .base import BeheerAdmin
from .condition_words import plain_number
from .profile_form import ProfileForm


@admin.register(ScoringProfileVersion)
class ScoringProfileVersionAdmin(BeheerAdmin[ScoringProfileVersion]):
    """Add-only; every round opened from now on uses the newest version."""

    form = ProfileForm
    list_display = ("__str__", "note", "made_by", "created_at", "in_use")
    actions = ()
    change_form_template = "admin/assessments/view_only.html"
    ordering = ("-version",)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Leave a single save button: a version is created once."""
        buttons = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context | buttons, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: ScoringProfileVersion | None = None) -> Any:
        """Ask for all thresholds of a new version; show those of an existing one."""
        if obj is None:
            about = _(
                "The numbers are those of the current version. Every round opened from now on is computed with the "
                "new version; rounds that are open or closed keep the version they were opened with. All thresholds "
                "are working agreements, not empirical norms."
            )
            return [(None, {"fields": ["note"], "description": about}), (_("Thresholds"), {"fields": list(THRESHOLDS)})]
        fields = ["version", "note", "made_by", "created_at", "in_use", "all_thresholds"]
        return [(None, {"fields": fields})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ScoringProfileVersion]:
        """Fetch creators and counts in one query."""
        found = super().get_queryset(request).select_related("created_by")
        return found.annotate(rounds_counted=Count("rounds"))

    @admin.display(description=gettext_lazy("made by"))
    def made_by(self, version: ScoringProfileVersion) -> str:
        """Return who created it."""
        return str(version.created_by) if version.created_by else _("the product itself")

    @admin.display(description=gettext_lazy("in use"), ordering="rounds_counted")
    def in_use(self, version: Any) -> str:
        """Return how many rounds rest on it."""
        n = version.rounds_counted
        return ngettext("%(n)s round", "%(n)s rounds", n) % {"n": n} if n else _("no round yet")

    @admin.display(description=gettext_lazy("thresholds"))
    def all_thresholds(self, version: ScoringProfileVersion) -> SafeString:
        """List every threshold, with the default where it differs."""
        usual = asdict(ScoringProfile())
        rows = [
            (_(THRESHOLDS[name].label), plain_number(value), _difference(value, usual[name]))
            for name, value in asdict(version.profile).items()
        ]
        return format_html(
            '<dl class="thresholds">{}</dl>',
            format_html_join("", "<div><dt>{}</dt><dd>{} <span>{}</span></dd></div>", rows),
        )

    def save_model(self, request: HttpRequest, obj: ScoringProfileVersion, form: Any, change: Any) -> None:
        """Number the new version after the last one."""
        obj.version = form.newest.version + 1
        obj.thresholds = form.thresholds()
        obj.created_by = request.user if request.user.is_authenticated else None
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never allow it: a result must always be able to say what it was made with."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never allow it, for the same reason."""
        return False


def _difference(value: float, usual: float) -> str:
    return "" if value == usual else _("(usually %(value)s)") % {"value": plain_number(usual)}
