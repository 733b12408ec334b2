"""The addresses of a round's mail."""

from django.urls import URLPattern, path

from . import coordinator_mail, coordinator_mail_texts

urlpatterns: list[URLPattern] = [
    path("rounds/<int:round_id>/mail/", coordinator_mail.round_mail, name="round_mail"),
    path("rounds/<int:round_id>/mail/texts/", coordinator_mail_texts.round_mail_texts, name="round_mail_texts"),
]
