"""The addresses of answering: the two kinds of link, the questions, and the links in mails."""

from django.urls import URLPattern, path

from . import check, codes, copy, entering, mail_choices, mail_links, parts, questions, resume, start

urlpatterns: list[URLPattern] = [
    # Before the personal links, because "again" looks like a token.
    path("i/again/", mail_links.link_again, name="link_again"),
    path("u/<str:token>/", mail_links.unsubscribe, name="unsubscribe"),
    path("i/<str:token>/", entering.invitation, name="invitation"),
    path("m/", codes.code_page, name="code"),
    path("m/<str:code>/", entering.open_link, name="open_link"),
    path("answers/replace/<uuid:response_id>/<str:token>/", mail_choices.replace_by_mail, name="replace_by_mail"),
    path("answers/withdraw/<str:token>/", mail_choices.withdraw_by_mail, name="withdraw_by_mail"),
    path("answers/<uuid:response_id>/", start.answer_start, name="answer_start"),
    path("answers/<uuid:response_id>/resume/", resume.answer_resume, name="answer_resume"),
    path("answers/<uuid:response_id>/replace/", resume.answer_replace, name="answer_replace"),
    path("answers/<uuid:response_id>/code/", resume.answer_code, name="answer_code"),
    path("answers/<uuid:response_id>/<int:page>/", questions.answer_page, name="answer_page"),
    path("answers/<uuid:response_id>/parts/", parts.answer_parts, name="answer_parts"),
    path("answers/<uuid:response_id>/check/", check.answer_check, name="answer_check"),
    path("answers/<uuid:response_id>/sent/", check.answer_sent, name="answer_sent"),
    path("answers/<uuid:response_id>/copy/", copy.answer_copy, name="answer_copy"),
    path("answers/<uuid:response_id>/copy.<str:kind>", copy.answer_copy_file, name="answer_copy_file"),
    path("answers/<uuid:response_id>/withdraw/", check.answer_withdraw, name="answer_withdraw"),
]
