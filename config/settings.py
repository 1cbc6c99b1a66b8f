"""Settings of an installation. What differs between machines comes from the environment.

QIAOMEN_HOME   folder of database, attachments and roots of the ledger (default: var/ in the working folder)
QIAOMEN_KEYS   folder of the installation's keys (default: outside QIAOMEN_HOME, see kernel.keys)
DATABASE_URL   postgresql://user:password@host:port/name; without it SQLite in QIAOMEN_HOME
QIAOMEN_ADDRESS  where people reach the pages, for links in messages (default: http://localhost:8000); with
               https:// cookies travel over secure lines only
QIAOMEN_HOSTS  further names under which the pages are reached, with commas between
QIAOMEN_MAIL   where residents' mails come in: imaps://user:password@host/INBOX, a folder of .eml files,
               or a .toml file that names several
QIAOMEN_MAIL_PASSWORD_FILE  a file with the password of QIAOMEN_MAIL, instead of writing it there
QIAOMEN_MAIL_ADDRESS  the address that residents write to, and from which we write to them
QIAOMEN_SMTP   where mails leave: smtps://user:password@host:465; without it they stay in a file
QIAOMEN_SMTP_PASSWORD_FILE  a file with the password of QIAOMEN_SMTP
QIAOMEN_SAMPLE_PER_UNIT  how many closed matters of each unit are drawn each month (default: 5)
QIAOMEN_TILES  the map behind the territory's outlines: tianditu:KEY, or an address of tiles like
               https://tiles.example.gov.cn/{z}/{x}/{y}.png; without it maps ask nobody outside
QIAOMEN_TILES_ATTRIBUTION  whose map that is, shown in its corner
QIAOMEN_TILES_SYSTEM  its coordinates: wgs84 (the default), or gcj02 as most Chinese maps have
QIAOMEN_FIELD_DAYS  after how many days without contact a phone in the field forgets its matters (default: 3)
QIAOMEN_FIGURES_MINUTES  for how many minutes an overview shows the figures it has counted (default: 5)
QIAOMEN_PROXIES  the proxies before us, as 10.0.0.5 192.168.7.0/24; only what they forward is believed
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from config.databases import database
from config.demonstration import who_signs_in
from config.mail import secret, server
from config.network import address, proxies
from config.secret import secret_key
from config.tiles import tiles

BASE_DIR = Path(__file__).resolve().parent.parent
QIAOMEN_HOME = Path(os.environ.get("QIAOMEN_HOME", "var")).resolve()
DEBUG = False
QIAOMEN_ADDRESS = address(os.environ.get("QIAOMEN_ADDRESS", "http://localhost:8000"))
QIAOMEN_PROXIES = proxies(os.environ.get("QIAOMEN_PROXIES", ""))
ALLOWED_HOSTS = [
    *os.environ.get("QIAOMEN_HOSTS", "localhost,127.0.0.1,[::1]").split(","),
    str(urlsplit(QIAOMEN_ADDRESS).hostname),
]
CSRF_TRUSTED_ORIGINS = [QIAOMEN_ADDRESS]  # also behind a proxy that does not say that the line is secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = QIAOMEN_ADDRESS.startswith("https://")
SECRET_KEY = secret_key(QIAOMEN_HOME)
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), QIAOMEN_HOME)}

ROOMS = ["kernel", "territory", "people", "catalogue", "matters", "indicators", "desk", "portal", "field"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_tasks",
    "django_tasks_db",
    *(f"qiaomen.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "qiaomen.kernel.proxies.behind_proxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "qiaomen.kernel.web.security_headers",
    "qiaomen.catalogue.stamps.held_while_reading",
    "axes.middleware.AxesMiddleware",
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
                "qiaomen.kernel.pages.here",
                "qiaomen.desk.navigation.navigation",
            ],
        },
    },
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
QIAOMEN_ACTING = "qiaomen.people.acting.acting"
CSRF_FAILURE_VIEW = "qiaomen.kernel.pages.not_sent"
LOGIN_URL = "desk:sign-in"
LOGIN_REDIRECT_URL = "desk:today"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a working day, so that a shared computer forgets by the next
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # nobody can lock a colleague out from elsewhere
AXES_CLIENT_IP_CALLABLE = "qiaomen.kernel.proxies.who_asks"
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "qiaomen.desk.signing.throttling.login_tried"
AXES_LOCKOUT_TEMPLATE = "desk/signing/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who was here when is nobody's business; failures suffice

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "qiaomen" / "assets"]
STATIC_ROOT = QIAOMEN_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.PageFiles"},
}
MEDIA_ROOT = QIAOMEN_HOME / "attachments"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
QIAOMEN_REACTIONS = "config.reactions"
QIAOMEN_SCHEDULE = "config.schedule"
QIAOMEN_ADDRESS_BOOK = "config.addresses.lookup"
QIAOMEN_MAIL = os.environ.get("QIAOMEN_MAIL", "")
QIAOMEN_MAIL_PASSWORD = secret(os.environ.get("QIAOMEN_MAIL_PASSWORD_FILE", ""))
DEFAULT_FROM_EMAIL = os.environ.get("QIAOMEN_MAIL_ADDRESS", "")
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_SSL, EMAIL_USE_TLS = server(
    os.environ.get("QIAOMEN_SMTP", ""), os.environ.get("QIAOMEN_SMTP_PASSWORD_FILE", ""), DEFAULT_FROM_EMAIL
)
EMAIL_TIMEOUT = 30  # seconds
QIAOMEN_CHANNELS = {
    "sms": "qiaomen.kernel.channels.FileChannel",
    "email": f"qiaomen.kernel.{'mailing.MailChannel' if EMAIL_HOST else 'channels.FileChannel'}",
    "console": "qiaomen.kernel.channels.ConsoleChannel",
}
QIAOMEN_TILES = tiles(
    os.environ.get("QIAOMEN_TILES", ""),
    os.environ.get("QIAOMEN_TILES_ATTRIBUTION", ""),
    os.environ.get("QIAOMEN_TILES_SYSTEM", "wgs84"),
)
QIAOMEN_DEMO = who_signs_in(QIAOMEN_HOME)
QIAOMEN_SAMPLE_PER_UNIT = int(os.environ.get("QIAOMEN_SAMPLE_PER_UNIT", "5"))
QIAOMEN_FIELD_DAYS = int(os.environ.get("QIAOMEN_FIELD_DAYS", "3"))
QIAOMEN_FIGURES_MINUTES = int(os.environ.get("QIAOMEN_FIGURES_MINUTES", "5"))
QIAOMEN_GRANTED_UNASKED: frozenset[str] = frozenset(
    os.environ.get("QIAOMEN_GRANTED_UNASKED", "").split()  # such as "extend return"
)

LOGGING = {  # to the error stream: whoever runs the service keeps it (journald, a file)
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # not each address that was mistyped: some hold codes
}
