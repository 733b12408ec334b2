"""The addresses of the coordinator."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
