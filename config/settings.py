"""Settings of an installation. What differs between machines comes from the environment.

QIAOMEN_HOME   folder of database, attachments and roots of the ledger (default: var/ in the working folder)
QIAOMEN_KEYS   folder of the installation's keys (default: outside QIAOMEN_HOME, see kernel.keys)
DATABASE_URL   postgresql://user:password@host:port/name; without it SQLite in QIAOMEN_HOME
"""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config.databases import database
from config.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
QIAOMEN_HOME = Path(os.environ.get("QIAOMEN_HOME", "var")).resolve()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("QIAOMEN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SECRET_KEY = secret_key(QIAOMEN_HOME)
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), QIAOMEN_HOME)}

ROOMS = ["kernel", "territory", "people", "catalogue", "matters"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    *(f"qiaomen.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    },
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = QIAOMEN_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = QIAOMEN_HOME / "attachments"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
QIAOMEN_REACTIONS = "config.reactions"
QIAOMEN_GRANTED_UNASKED: frozenset[str] = frozenset(
    os.environ.get("QIAOMEN_GRANTED_UNASKED", "").split()  # such as "extend return"
)
