"""The addresses of a round's mail."""

from django.urls import URLPattern, path

from . import schedule, texts

urlpatterns: list[URLPattern] = [
    path("rounds/<int:round_id>/mail/", schedule.round_mail, name="round_mail"),
    path("rounds/<int:round_id>/mail/progress/", schedule.round_mail_progress, name="round_mail_progress"),
    path("rounds/<int:round_id>/mail/texts/", texts.round_mail_texts, name="round_mail_texts"),
]
