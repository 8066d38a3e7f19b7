"""Settings. Secrets come from the environment only; without them nothing but the demonstration and the tests run."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from sluitend.config.databases import database
from sluitend.config.providers import levels, providers

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src" / "sluitend"
VAR = Path(os.environ.get("SLUITEND_VAR", ROOT / "var"))

DEVELOPMENT = os.environ.get("DEBUG", "") == "1"
DATABASES = {"default": database(os.environ.get("DATABASE_URL"), VAR / "demo.sqlite3")}
ON_POSTGRESQL = DATABASES["default"]["ENGINE"].endswith("postgresql")

# One-click sign-in as an invented person. Refused where real people's data could be.
DEMONSTRATION = os.environ.get("SLUITEND_DEMONSTRATION", "") == "1"
if DEMONSTRATION and (not DEVELOPMENT or ON_POSTGRESQL):
    raise ImproperlyConfigured("SLUITEND_DEMONSTRATION=1 works only with DEBUG=1 and an SQLite database.")

# Django's own debugging shows the inside on an error page and logs every statement with another one: the demonstration shows what
# users see, at the speed at which they see it.
DEBUG = DEVELOPMENT and not DEMONSTRATION


def secret(name: str) -> str:
    """A secret from the environment; a throw-away one where nothing real can be at stake (debug, build steps)."""
    value = os.environ.get(name)
    if value:
        return value
    if ON_POSTGRESQL and not DEVELOPMENT and "PYTEST_VERSION" not in os.environ:
        raise ImproperlyConfigured(f"Set {name} in the environment.")
    kept = VAR / f"{name.lower()}.key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(50))
        kept.chmod(0o600)
    return kept.read_text()


SECRET_KEY = secret("SECRET_KEY")
MATCHING_KEY = secret("MATCHING_KEY").encode()
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

CARE_APPS = [
    "wall",
    "accounts",
    "trail",
    "people",
    "network",
    "consent",
    "agreements",
    "observations",
    "followup",
    "coordination",
    "parents",
    "signalling",
    "safety",
    "referrals",
    "programmes",
    "pathways",
    "decisions",
    "monitoring",
    "privacy",
    "outbox",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *(f"sluitend.care.{app}" for app in CARE_APPS),
    "sluitend.ui",
    "sluitend.doors.workspace",
    "sluitend.doors.portal",
    "sluitend.doors.commands",
    "sluitend.doors.jobs",
]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["sluitend.care.accounts.backend.Accounts"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# After the outermost action, inside its transaction, in this order, for each family that changed (design.md, section 2).
AFTER_CHANGE = [
    "sluitend.care.decisions.actions.reconsider",
    "sluitend.care.pathways.actions.reschedule",
    "sluitend.care.programmes.actions.follow_change",
    "sluitend.care.coordination.actions.follow_change",
    "sluitend.care.referrals.actions.follow_change",
    "sluitend.care.monitoring.actions.keep_closing_rules",
]

# The steps that only follow rows of one kind: a family that has none of them is not asked.
AFTER_CHANGE_OF = {
    "sluitend.care.pathways.actions.reschedule": "pathways.Run",
    "sluitend.care.programmes.actions.follow_change": "programmes.Enrolment",
    "sluitend.care.coordination.actions.follow_change": "coordination.Case",
    "sluitend.care.referrals.actions.follow_change": "referrals.Referral",
    "sluitend.care.monitoring.actions.keep_closing_rules": "coordination.Case",
}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sluitend.config.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sluitend.doors.workspace.door.DoorMiddleware",
]
ROOT_URLCONF = "sluitend.config.urls"
WSGI_APPLICATION = "sluitend.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": sorted(SOURCE.glob("doors/*/*/templates")),
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "sluitend.doors.workspace.door.context",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "sluitend.ui.templatetags.ui"],
        },
    }
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = sorted(SOURCE.glob("locale/*"))
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is not there
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT or "PYTEST_VERSION" in os.environ
        else "sluitend.config.static_files.StaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEVELOPMENT
WHITENOISE_AUTOREFRESH = False

# OpenID providers, as data; and how strongly somebody must be known for what (docs/manual/beheer.md). Names of permissions are core's.
PROVIDERS = providers(os.environ.get("SIGN_IN_PROVIDERS", ""))
SIGN_IN_LEVELS = levels(os.environ.get("SIGN_IN_LEVELS", ""))
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "sluitend.care.accounts.sessions"
SESSION_COOKIE_AGE = 9 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = (
    not DEVELOPMENT and "PYTEST_VERSION" not in os.environ
)
# Behind a proxy that ends TLS and always sets X-Forwarded-Proto itself; elsewhere anybody could claim to have come by TLS.
BEHIND_PROXY = os.environ.get("SLUITEND_BEHIND_PROXY", "") == "1"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEVELOPMENT else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEVELOPMENT
# Where a form may lead to beside here: the origins of sign-in providers that a form is sent on to.
FORM_TARGETS = [
    *(origin for origin in os.environ.get("FORM_TARGETS", "").split(",") if origin),
    *(provider.issuer_origin for provider in PROVIDERS.values()),
]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    20_000_000  # bytes of one form: a field that is far too long gets its sentence, not a bare 400
)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Heads of the chain of the trail: outside the database, on another disk or machine where one can (docs/manual/beheer.md).
TRAIL_HEADS = Path(os.environ.get("TRAIL_HEADS", VAR / "trail-heads.ndjson"))

# Messages to people (docs/manual/beheer.md). Without a mail server they wait; the demonstration shows them and sends none.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 20  # seconds; far below the two minutes for which a worker has a message
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "bericht@localhost")
SMS_GATEWAY = os.environ.get("SMS_GATEWAY", "")
SMS_GATEWAY_KEY = os.environ.get("SMS_GATEWAY_KEY", "")

CONTENT = ROOT / "content"
# Where the button "Snel weg" on the pages of parents leads: an ordinary page that anybody could have open.
SAFE_EXIT_URL = os.environ.get("SAFE_EXIT_URL", "https://www.knmi.nl/")
DEMO = ROOT / "demo"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
