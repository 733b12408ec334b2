"""The settings, all of them; what differs per installation comes from the environment."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
import django_stubs_ext
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from assessments.vocabulary import languages
from assessments.vocabulary.legal_bases import LEGAL_BASES

from . import env
from .keys import read_or_create_key

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
"""Database, keys, rendered reports and collected files; never served directly."""

DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "") or read_or_create_key(DATA_DIR / "secret.key")
LINK_KEY = env.text("LINK_KEY", "") or read_or_create_key(DATA_DIR / "link.key")
"""Signs every personal link; changing it makes all links given out so far worthless."""

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("localhost", "127.0.0.1"))
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
if not SITE_URL.startswith(("http://", "https://")):
    message = f"The environment variable SITE_URL is {SITE_URL!r}, but it must start with http:// or https://."
    raise ImproperlyConfigured(message)
IS_HTTPS = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "assessments.apps.AssessmentsConfig",
    "collab.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "collab.accounts.apps.SessionsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "assessments.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "assessments.middleware.private_pages",
    "assessments.middleware.chosen_language",
    "assessments.middleware.readable_text",
    "assessments.middleware.busy_page_on_database_errors",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "collab.urls"
WSGI_APPLICATION = "collab.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------

# IMMEDIATE takes the write lock at the start of a transaction: taken halfway, it fails at once if another process wrote
# meanwhile. FULL loses no answer when power fails. secure_delete overwrites deleted rows with zeros.
# What is sorted stays in memory, since a temporary file would keep it.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=5000;PRAGMA secure_delete=ON;"
        "PRAGMA temp_store=MEMORY;"
    ),
}


def _database(address: str) -> dict[str, object]:
    try:
        database: dict[str, object] = dict(dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError) as error:
        message = (
            "The environment variable DATABASE_URL cannot be read: it must look like "
            "postgres://user:password@host:5432/name or sqlite:////absolute/path."
        )
        raise ImproperlyConfigured(message) from error
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database |= {"OPTIONS": SQLITE_OPTIONS}
    elif database["ENGINE"] != "django.db.backends.postgresql":
        message = "The environment variable DATABASE_URL must name a PostgreSQL or SQLite database."
        raise ImproperlyConfigured(message)
    return database


DATABASES = {"default": _database(env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'driekracht.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {
            "MAX_ENTRIES": 20_000
        },  # with Django's default of 300, anyone could fill it and so reset the limits
    },
}
"""In the database, so that limits on signing in hold over all web processes."""

os.environ.setdefault("MPLCONFIGDIR", str(DATA_DIR / "matplotlib"))
"""Where matplotlib keeps its list of fonts, also when the home folder cannot be written."""

PRIVATE_DIR = DATA_DIR / "private"
"""Rendered reports; only a view that asks for access reads here."""

# --- People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "assessments.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "collab.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "partnership_list"
ACCOUNT_ADAPTER = "collab.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "collab.accounts.forms.SignUpForm",
    "login": "collab.accounts.forms.SignInForm",
    "reauthenticate": "collab.accounts.forms.ReauthenticateForm",
    "change_password": "collab.accounts.forms.ChangePasswordForm",
    "reset_password": "collab.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "collab.accounts.forms.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,3/h/key"}  # anybody may ask for a mail to any address
ALLOW_REGISTRATION = env.boolean("ALLOW_REGISTRATION", default=False)
MFA_ADAPTER = "collab.accounts.adapters.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "collab.accounts.forms.SecondStepForm",
    "reauthenticate": "collab.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "collab.accounts.forms.ActivateAppForm",
    "add_webauthn": "collab.accounts.passkeys.AddPasskeyForm",
    "edit_webauthn": "collab.accounts.passkeys.RenamePasskeyForm",
    "login_webauthn": "collab.accounts.passkeys.SignInWithPasskeyForm",
    "authenticate_webauthn": "collab.accounts.passkeys.PasskeyStepForm",
    "reauthenticate_webauthn": "collab.accounts.passkeys.ReauthenticateWithPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Driekracht"
MFA_TOTP_TOLERANCE = 1  # a code of half a minute ago is accepted too
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an admin made the account, and knows whose address it is
OIDC_ISSUER = env.text("OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET", "")
OIDC_NAME = env.text("OIDC_NAME", "") or (urlsplit(OIDC_ISSUER).hostname or "")
if len({bool(OIDC_ISSUER), bool(OIDC_CLIENT_ID), bool(OIDC_CLIENT_SECRET)}) > 1:
    message = "Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET all three, or none of them."
    raise ImproperlyConfigured(message)
SOCIALACCOUNT_ADAPTER = "collab.accounts.openid.OpenIDAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # the provider must have done that
USERSESSIONS_ADAPTER = "collab.accounts.user_sessions.UserSessionsAdapter"
SESSION_ENGINE = "collab.accounts.session_store"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())

# --- Language, time, mail -----------------------------------------------------------------------

LANGUAGE_CODE = languages.DEFAULT
LANGUAGES = [(code, _(LANG_INFO[code]["name"])) for code in languages.LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "Europe/Amsterdam")
try:
    ZoneInfo(TIME_ZONE)
except (KeyError, ValueError) as error:
    message = f"The environment variable TIME_ZONE is {TIME_ZONE!r}, but there is no such time zone."
    raise ImproperlyConfigured(message) from error

EMAIL_HOST = env.text("EMAIL_HOST", "")
"""The mail server; without one no mail is sent, and the page for a new password says so."""
EMAIL_PORT = env.integer("EMAIL_PORT", 25, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = env.boolean("EMAIL_USE_SSL", default=False)
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    message = "Only one of the environment variables EMAIL_USE_TLS and EMAIL_USE_SSL must be true."
    raise ImproperlyConfigured(message)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if ALLOW_REGISTRATION and EMAIL_HOST else "none"
"""Whoever registers proves that the address is theirs; other accounts are created by someone who knows them."""
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "driekracht@localhost")
ACCESSIBILITY_CONTACT = env.email("ACCESSIBILITY_CONTACT")
"""The address for accessibility problems; without it the accessibility page gives the sender of mails."""

# --- Privacy ------------------------------------------------------------------------------------

PRIVACY_CONTROLLER = env.text("PRIVACY_CONTROLLER", "")
"""Who is responsible for the personal data: the name of the organisation, or of several. Stands on /privacy/."""
PRIVACY_CONTACT = env.email_or_https_url("PRIVACY_CONTACT")
"""Where people ask about their data, or ask for their rights."""
PRIVACY_OFFICER = env.text("PRIVACY_OFFICER", "")
"""The data protection officer: a name, an address or both."""
PRIVACY_BASIS = env.one_of("PRIVACY_BASIS", tuple(LEGAL_BASES), "")
"""The legal ground; empty if nobody has said."""
PRIVACY_URL = env.https_url("PRIVACY_URL")
"""The privacy statement of the controller itself."""

# --- Static files and forms ---------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "gif", "webp", "woff", "woff2", "ttf", "otf", "zip", "gz", "br")
"""The folder also holds fonts for the PDF, which no browser asks for; compressing those is a waste."""
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATA_UPLOAD_MAX_NUMBER_FIELDS = 2500
"""A list of three hundred participants is one form."""

# --- Security -----------------------------------------------------------------------------------

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "assessments.views.site.errors.csrf_failure"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if IS_HTTPS else 0
BEHIND_PROXY = env.boolean("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
"""Makes limits on signing in count per visitor, not per proxy."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_links": {"()": "assessments.log.HideLinks"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_links"]},
    },
    "root": {"handlers": ["console"], "level": env.one_of("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
