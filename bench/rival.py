"""django-survey-and-report 1.5 with 35 questions of five choices and three open ones, on seven pages.

``bench.responses`` runs it with the Python of a folder in which that package was installed, and nothing of ours is
loaded but ``visitor.py`` beside it.
"""

import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from visitor import Visitor, answer_requests  # type: ignore[import-not-found]

N_PAGES, N_ON_PAGE = 7, 5


def configure():
    """Set it up as its own example does, with the database settings that ours has and templates that are kept."""
    folder = Path(tempfile.mkdtemp(prefix="driekracht-bench-"))
    pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
    settings.configure(
        SECRET_KEY="x" * 50,
        DEBUG=False,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        LOGGING_CONFIG=None,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "db.sqlite3",
                "OPTIONS": {"init_command": pragmas},
            }
        },
        INSTALLED_APPS=[
            *("django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes"),
            *("django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles", "survey"),
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        STATIC_URL="/static/",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        CHOICES_SEPARATOR=",",
        USER_DID_NOT_ANSWER="Left blank",
        USE_TZ=True,
    )


def make_survey():
    """Return a survey with as many questions as ours has."""
    from survey.models import Category, Question, Survey  # type: ignore[import-not-found]

    survey = Survey.objects.create(
        name="Driekracht", description="", need_logged_user=False, display_method=Survey.BY_CATEGORY
    )
    pages = [Category.objects.create(name=f"Deel {n}", survey=survey, order=n) for n in range(N_PAGES)]
    for n in range(N_PAGES * N_ON_PAGE):
        Question.objects.create(
            survey=survey,
            category=pages[n // N_ON_PAGE],
            text=f"Hoe gaat het met onderdeel {n} van de samenwerking?",
            order=n,
            required=True,
            type=Question.RADIO,
            choices="een,twee,drie,vier,vijf",
        )
    for n in range(3):
        Question.objects.create(
            survey=survey, category=pages[-1], text=f"Open {n}", order=100 + n, required=False, type=Question.TEXT
        )
    return survey


def main():
    """Make the survey, and walk through it as often as is asked."""
    configure()
    django.setup()
    urlpatterns.append(path("survey/", include("survey.urls")))  # it can be loaded only now
    call_command("migrate", verbosity=0)
    survey, site = make_survey(), get_wsgi_application()

    def walk():
        visitor = Visitor(site)
        visitor.fill_in(f"/survey/{survey.pk}/", lambda _address, page: 'type="radio"' not in page)
        return visitor

    walk()
    from survey.models import Answer

    if Answer.objects.count() != N_PAGES * N_ON_PAGE + 3:
        raise SystemExit("not all answers were stored")
    answer_requests(walk)


urlpatterns: list[object] = []
if __name__ == "__main__":
    main()
