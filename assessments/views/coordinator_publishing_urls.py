"""The addresses of sharing a result."""

from django.urls import URLPattern, path

from . import coordinator_publishing

urlpatterns: list[URLPattern] = [
    path("rounds/<int:round_id>/publish/", coordinator_publishing.round_publish, name="round_publish"),
]
