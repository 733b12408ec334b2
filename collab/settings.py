"""The settings, all of them; what differs per installation comes from the environment."""

import os
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import django_stubs_ext
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from assessments.vocabulary import languages
from assessments.vocabulary.legal_bases import LEGAL_BASES

from . import env
from .data_folder import make_private
from .database import database, sqlite_file
from .keys import Key, find_key
from .log_lines import FORMATS, logging_settings

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
"""Database, keys, rendered reports and collected files; never served directly."""
_COMMAND = sys.argv[1] if len(sys.argv) > 1 and Path(sys.argv[0]).name == "manage.py" else ""
_IS_BUILDING = _COMMAND == "collectstatic"
"""Collecting needs no data, and an image that is built must hold no keys."""

if not _IS_BUILDING:
    make_private(DATA_DIR)

DEBUG = env.boolean("DEBUG", default=False)
WEB_CONCURRENCY = env.integer("WEB_CONCURRENCY", 2, low=1, high=64)
"""How many web processes there are."""
WEB_THREADS = env.integer("WEB_THREADS", 8, low=1, high=64)
"""How many requests a web process works on at once; clients that are still sending take up none."""
RENDER_NICENESS = env.integer("RENDER_NICENESS", 10, low=0, high=19)
"""How far making reports stands back for web processes and mail on the same machine."""
DATABASES = {
    "default": database(
        env.secret("DATABASE_URL", f"sqlite:///{DATA_DIR / 'driekracht.sqlite3'}"),
        env.integer("DATABASE_POOL_SIZE", WEB_THREADS, low=1, high=200),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_BRINGS_KEYS = _COMMAND in {"restore", "accept_keys"}
_GUARDED = None if _BRINGS_KEYS else sqlite_file(DATABASES["default"])
if _IS_BUILDING:
    KEYS = {name: Key(get_random_secret_key(), "made for building") for name in ("SECRET_KEY", "LINK_KEY")}
else:
    KEYS = {
        "SECRET_KEY": find_key("SECRET_KEY", DATA_DIR / "secret.key", _GUARDED),
        "LINK_KEY": find_key("LINK_KEY", DATA_DIR / "link.key", _GUARDED),
    }
SECRET_KEY = KEYS["SECRET_KEY"].value
SECRET_KEY_FALLBACKS = env.secret_words("SECRET_KEY_FALLBACKS")
"""Earlier keys: what was signed or encrypted under them is still read."""
LINK_KEY = KEYS["LINK_KEY"].value
"""Signs every personal link; changing it makes all links given out so far worthless."""

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("localhost", "127.0.0.1"))
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
if not SITE_URL.startswith(("http://", "https://")):
    message = f"The environment variable SITE_URL is {SITE_URL!r}, but it must start with http:// or https://."
    raise ImproperlyConfigured(message)
IS_HTTPS = SITE_URL.startswith("https://")
COOKIE_PREFIX = "__Host-" if IS_HTTPS else ""
"""With it a browser takes a cookie from this very host alone, not from a sister domain, and over https."""
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "assessments.apps.AssessmentsConfig",
    "collab.apps.InstallationConfig",
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
    "assessments.monitoring.middleware.probes",
    "assessments.monitoring.middleware.counted",
    "assessments.request_log.logged",
    "django.middleware.security.SecurityMiddleware",
    "assessments.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "assessments.middleware.private_pages",
    "assessments.middleware.chosen_language",
    "assessments.middleware.bounded_bodies",
    "assessments.middleware.readable_text",
    "assessments.middleware.busy_page_on_database_errors",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "collab.accounts.ended.told_of_its_end",
    "collab.accounts.asked_again.ask_again",
    "collab.accounts.required_step.second_step_first",
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

CACHES = {
    "default": {
        "BACKEND": "collab.cache.PlainCache",
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
"""Rendered reports, or with a bucket what is being rendered; only a view that asks for access reads here."""

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
ACCOUNT_RATE_LIMITS = {
    "reset_password": "20/m/ip,3/h/key",  # anybody may ask for a mail to any address
    "login_failed": "10/m/ip",  # per user they are counted in collab/accounts/tries.py
}
KNOWN_DEVICE_COOKIE_NAME, KNOWN_DEVICE_COOKIE_AGE = f"{COOKIE_PREFIX}known", timedelta(days=180)
"""Tells that somebody signed in on this device before, so that wrong tries elsewhere do not lock them out."""
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
REQUIRE_SECOND_STEP = env.one_of("REQUIRE_SECOND_STEP", ("admins", "all"), "")
"""Who must have a second step, and sets one up before anything else; empty if nobody must."""
OIDC_HAS_SECOND_STEP = env.boolean("OIDC_HAS_SECOND_STEP", default=False)
"""Whether the provider asks for a second step itself, so that signing in there is enough."""
OIDC_ISSUER = env.text("OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.secret("OIDC_CLIENT_SECRET")
OIDC_NAME = env.text("OIDC_NAME", "") or (urlsplit(OIDC_ISSUER).hostname or "")
if len({bool(OIDC_ISSUER), bool(OIDC_CLIENT_ID), bool(OIDC_CLIENT_SECRET)}) > 1:
    message = "Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET all three, or none of them."
    raise ImproperlyConfigured(message)
if OIDC_ISSUER and not OIDC_ISSUER.startswith(("https://", "http://localhost:", "http://127.0.0.1:")):
    message = f"The environment variable OIDC_ISSUER is {OIDC_ISSUER!r}, but it must start with https://."
    raise ImproperlyConfigured(message)
OIDC_TRUSTED_TENANT = env.guid("OIDC_TRUSTED_TENANT")
"""The one tenant of Microsoft Entra whose word on its members' addresses counts."""
if OIDC_TRUSTED_TENANT and OIDC_TRUSTED_TENANT not in urlsplit(OIDC_ISSUER).path.split("/"):
    message = (
        "The environment variable OIDC_ISSUER must be that of OIDC_TRUSTED_TENANT alone: "
        f"https://login.microsoftonline.com/{OIDC_TRUSTED_TENANT}/v2.0."
    )
    raise ImproperlyConfigured(message)
SOCIALACCOUNT_ADAPTER = "collab.accounts.openid.OpenIDAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # the provider must have done that
USERSESSIONS_ADAPTER = "collab.accounts.user_sessions.UserSessionsAdapter"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_ENGINE = "collab.accounts.session_store"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
"""Of who asked to be kept signed in on a device; all others are signed out after a time without doing anything."""
IDLE_MINUTES = env.integer("IDLE_MINUTES", 60, low=5, high=720)

# --- Language, time, mail -----------------------------------------------------------------------

LANGUAGE_CODE = languages.DEFAULT
LANGUAGES = [(code, _(LANG_INFO[code]["name"])) for code in languages.LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
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
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD")
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
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static"))).resolve()
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
S3_BUCKET = env.text("S3_BUCKET", "")
"""The bucket with rendered reports, for installations of several machines; without one they are in ``PRIVATE_DIR``."""
if S3_BUCKET:
    from .bucket import storage_in

    STORAGES["reports"] = storage_in(S3_BUCKET)
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "gif", "webp", "woff", "woff2", "ttf", "otf", "zip", "gz", "br")
"""The folder also holds fonts for the PDF, which no browser asks for; compressing those is a waste."""
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATA_UPLOAD_MAX_NUMBER_FIELDS = 2500
"""A list of three hundred participants is one form."""
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
"""Bytes in the body of any request by whoever is signed in; files have limits of their own, where they are read."""
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
"""And no other: what is sent never reaches the disk."""

# --- Security -----------------------------------------------------------------------------------

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
MESSAGES_COOKIE_NAME = f"{COOKIE_PREFIX}messages"
MESSAGE_STORAGE = "collab.messages.MessageStorage"
CSRF_FAILURE_VIEW = "assessments.views.site.errors.csrf_failure"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS and env.boolean("HSTS_SUBDOMAINS", default=True)
SILENCED_SYSTEM_CHECKS = ["security.W021"]
"""It wants the list that browsers ship, which is for the owner of the whole domain to ask for, not for this site."""
BEHIND_PROXY = env.boolean("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
"""Makes limits on signing in count per visitor, not per proxy."""

LOG_FORMAT = env.one_of("LOG_FORMAT", FORMATS, "text")
LOG_LEVEL = env.one_of("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
ACCESS_LOG = env.boolean("ACCESS_LOG", default=False)
"""Whether every request is a line of the log: its page, status and time; never its path, which can be a key."""
LOGGING = logging_settings(form=LOG_FORMAT, level=LOG_LEVEL, time_zone=TIME_ZONE, is_debugging=DEBUG)

# --- Seen from outside --------------------------------------------------------------------------

METRICS_TOKEN = env.secret("METRICS_TOKEN")
"""Whoever sends it gets the figures at /metrics; empty if there is no such page."""
if METRICS_TOKEN and len(METRICS_TOKEN) < 16:
    message = "The environment variable METRICS_TOKEN must be at least 16 characters long."
    raise ImproperlyConfigured(message)
SECURITY_CONTACT = env.email_or_https_url("SECURITY_CONTACT")
"""Where people report a weakness of this installation; stands in /.well-known/security.txt."""
