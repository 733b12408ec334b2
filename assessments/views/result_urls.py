"""The addresses of results and reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
