"""The addresses of the respondent."""

from django.urls import URLPattern, path

from . import respondent, respondent_code, respondent_pages, respondent_sending, respondent_start

urlpatterns: list[URLPattern] = [
    path("i/<str:token>/", respondent.invitation, name="invitation"),
    path("m/<str:code>/", respondent.open_link, name="open_link"),
    path("answers/<uuid:response_id>/", respondent_start.answer_start, name="answer_start"),
    path("answers/<uuid:response_id>/resume/", respondent_start.answer_resume, name="answer_resume"),
    path("answers/<uuid:response_id>/code/", respondent_code.answer_code, name="answer_code"),
    path("answers/<uuid:response_id>/<int:page>/", respondent_pages.answer_page, name="answer_page"),
    path("answers/<uuid:response_id>/check/", respondent_sending.answer_check, name="answer_check"),
    path("answers/<uuid:response_id>/sent/", respondent_sending.answer_sent, name="answer_sent"),
    path("answers/<uuid:response_id>/withdraw/", respondent_sending.answer_withdraw, name="answer_withdraw"),
]
