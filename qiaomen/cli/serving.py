"""The web server and one background worker, as children of one process that ends with both."""

import errno
import logging
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from threading import Event
from time import monotonic
from urllib.parse import urlsplit

import click
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

LOOK = 0.5  # seconds between looks at the children
HEAD_START = 1.0  # seconds in which the web server need not share the machine with the worker's start
PAUSE = 3.0  # seconds before a dead worker is replaced
GRACE = 10.0  # seconds for the children to end by themselves
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

WORKER = (
    sys.executable,
    "-c",
    "import django; django.setup(); from qiaomen.kernel.tasks.worker import work; work()",
)
logger = logging.getLogger("qiaomen.serving")

_UNKNOWN_ADDRESS = _(
    "Links in messages lead to this machine only: set QIAOMEN_ADDRESS to the address under which residents "
    "reach it, such as https://knock.example.gov.cn."
)

Child = subprocess.Popen[bytes]


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop (Ctrl+C, SIGTERM, SIGHUP), with `workers` web processes.

    Refuses when it cannot begin, and when the web server ends by itself.
    """
    require_set_up()
    require_free(host, port)
    if not is_this_machine(host) and is_this_machine(urlsplit(settings.QIAOMEN_ADDRESS).hostname or ""):
        click.echo(_UNKNOWN_ADDRESS, err=True)
    with told_to_stop() as stop:
        keep(stop, web(host, port, workers), WORKER)
    if not stop.is_set():
        raise Refusal(_("The web server has ended by itself; what it said stands above. Start it again."))


def require_set_up() -> None:
    """The tables are those that this version needs."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refusal(_("The database has not been set up for this version. Run “qiaomen setup” first."))
    connection.close()


def require_free(host: str, port: int) -> None:
    """Nobody listens there. The web server itself would share the port with another one of its kind."""
    try:
        family, kind, _protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Refusal(_unusable(host, port, error)) from error


def is_this_machine(host: str) -> bool:
    """Whether nobody else reaches what listens, or lies, at this name or address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def web(host: str, port: int, workers: int) -> tuple[str, ...]:
    """The command of the web server."""
    return (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", host, "--port", str(port), "--workers", str(workers), "--log-level", "warning"),
        *("--blocking-threads", "4", "--blocking-threads-idle-timeout", "600"),  # each has its connection
        *("--respawn-failed-workers", "--workers-kill-timeout", "5"),
        "config.wsgi:application",
    )


@contextmanager
def told_to_stop() -> Iterator[Event]:
    """Inside, signals do nothing but set the event."""
    stop = Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def keep(stop: Event, web_command: tuple[str, ...], worker_command: tuple[str, ...]) -> None:
    """Keep both running until `stop` is set or the web server ends; a worker that dies is replaced."""
    children = [start(web_command)]
    try:
        stop.wait(HEAD_START)
        children.append(start(worker_command))
        while not stop.wait(LOOK) and children[0].poll() is None:
            if children[1].poll() is not None:
                logger.warning(
                    "The background worker has died (%d): a new one starts.", children[1].returncode
                )
                stop.wait(PAUSE)
                children[1] = start(worker_command)
    finally:
        end(children)


def start(command: tuple[str, ...]) -> Child:
    """A child in a group of its own: Ctrl+C reaches the parent alone, who passes it on."""
    return subprocess.Popen(command, process_group=0)


def end(children: list[Child]) -> None:
    """Ask all to end, then make those end that have not after GRACE seconds."""
    for child in children:
        child.terminate()
    until = monotonic() + GRACE
    for child in children:
        try:
            child.wait(max(0, until - monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _unusable(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        told = _("Port %(port)d is taken: stop the program that uses it, or choose another with --port.")
    else:
        told = _(
            "%(host)s cannot be used with port %(port)d (%(reason)s): choose others with --host, --port."
        )
    return told % {"host": host, "port": port, "reason": error.strerror}
