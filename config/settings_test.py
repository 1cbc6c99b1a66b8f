"""Settings of the test suite: everything in a folder that goes away, `DATABASE_URL` chooses the database."""

import os
import tempfile

os.environ["QIAOMEN_HOME"] = tempfile.mkdtemp(prefix="qiaomen-test-")
os.environ["QIAOMEN_KEYS"] = tempfile.mkdtemp(prefix="qiaomen-test-keys-")

from config.settings import *

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # many sign-ins, none of them worth a second
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
AUTH_PASSWORD_VALIDATORS = []  # tests of accounts set their own
QIAOMEN_FIGURES_MINUTES = 0  # what has just been done is counted
