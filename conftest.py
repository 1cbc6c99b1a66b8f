"""What every test stands on: a database, a closed network, a browser, the number of examples."""

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from tests.network import asks_outside, is_this_machine

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

# Playwright's synchronous interface keeps an event loop running in the thread of the tests, for which Django
# would refuse every query made there. The tests themselves are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

IN_THE_GATES = "QIAOMEN_GATES" in os.environ
FACES = ("desk", "portal", "field", "cli", "mailbox")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# The first two are a process of the address bar for each window, a quarter of all the work. This list takes
# the place of Playwright's, which turns off the others: asking the world, and waiting before painting.
CHROMIUM_WITHOUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "Translate",
)
CHROMIUM_SWITCHES = [
    f"--disable-features={','.join(CHROMIUM_WITHOUT)}",
    "--no-sandbox",  # the sandbox refuses to start as root, and only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Machines are slow at times, which says nothing about the code: no deadline. bin/test --all is thorough.
_slow_is_fine = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile(
    "ci", deadline=None, max_examples=25, suppress_health_check=_slow_is_fine
)
hypothesis.settings.register_profile("thorough", hypothesis.settings.get_profile("ci"), max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what uses the database, for the rest runs once; and what belongs to a face."""
    faces = {Path(__file__).parent / "qiaomen" / face for face in FACES}
    for item in items:
        if not faces.isdisjoint(item.path.parents):
            item.add_marker(pytest.mark.face)
        if uses_database(item) and not item.get_closest_marker("once"):
            item.add_marker(pytest.mark.database)


def uses_database(item: pytest.Item) -> bool:
    asked = "django_db_setup" in getattr(item, "fixturenames", ())
    return asked or item.get_closest_marker("django_db") is not None


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: who collects garbage need not look through it each time."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """The folders that config.settings_test made for this process go away with it, and no others."""
    for folder in filter(None, map(os.environ.get, ("QIAOMEN_HOME", "QIAOMEN_KEYS"))):
        if Path(folder).name.startswith("qiaomen-test-"):
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Tests read the source's own sentences, whatever the test before spoke; pages choose for themselves."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """SQLite in a file, not in memory: the live server's threads then lock as an office's do.

    Each process has a QIAOMEN_HOME of its own, so that parallel ones do not meet.
    """
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    default = settings.DATABASES["default"]
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["TEST"]["NAME"] = str(settings.QIAOMEN_HOME / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def static_root() -> None:
    """The folder that collecting static files would make: without it whitenoise warns."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    """No test reaches another machine, whatever library it calls."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not is_this_machine(address[0]):
            self.close()
            pytest.fail(f"A test tried to reach {address}: tests use no network but loopback.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session", autouse=True)
def committed_rows_can_be_flushed() -> Iterator[None]:
    from tests.flushing import past_the_ledger  # noqa: PLC0415 - models, which need Django set up

    operations = type(connection.ops)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", past_the_ledger(operations.sql_flush))
        yield


def chromium() -> str | None:
    named = os.environ.get("QIAOMEN_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium. Inside bin/test a missing one is a failure, elsewhere a reason to skip."""
    executable = chromium()
    if executable is None:
        give_up = pytest.fail if IN_THE_GATES else pytest.skip
        give_up("No Chromium was found: run bin/setup test, or name one in QIAOMEN_CHROMIUM.")
    return {"executable_path": executable, "args": CHROMIUM_SWITCHES}


@pytest.fixture
def context(context: "BrowserContext") -> Iterator["BrowserContext"]:
    """A browser window in Chinese whose pages may ask this machine only."""
    outside: list[str] = []
    context.on("request", lambda request: outside.append(request.url) if asks_outside(request.url) else None)
    yield context
    if outside:
        pytest.fail(f"A page asked another machine: {', '.join(outside)}.")


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return Path(__file__).parent
