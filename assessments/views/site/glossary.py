"""The words of the product, with what each of them means."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from assessments.vocabulary.glossary import GLOSSARY, SUBJECTS


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Show every word with its meaning, by subject, in the language of the visitor."""
    subjects = [(gettext(subject.name), _terms(subject.code)) for subject in SUBJECTS.values()]
    return render(request, "site/glossary.html", {"subjects": subjects})


def _terms(subject: str) -> list[tuple[str, str, str]]:
    """Return the code, the name and the meaning of each word of a subject."""
    words = (term for term in GLOSSARY.values() if term.subject == subject)
    return [(term.code, gettext(term.name), gettext(term.meaning)) for term in words]
