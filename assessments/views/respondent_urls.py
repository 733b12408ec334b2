"""The addresses of the respondent."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
