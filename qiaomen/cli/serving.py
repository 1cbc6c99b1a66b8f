"""The web server and one background worker, as children of one process that ends with both.

They are forked: what the parent has loaded, it has loaded for all of them. No thread and no connection of the
database may be open in the parent.
"""

import ctypes
import errno
import logging
import multiprocessing
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import Context
from functools import partial
from ipaddress import ip_address
from multiprocessing.context import ForkProcess
from os import getpid, getppid, killpg, setpgid
from threading import Event
from time import monotonic
from typing import cast
from urllib.parse import urlsplit

import click
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext_lazy as _
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.tasks.worker import work

LOOK = 0.5  # seconds between looks at the children
PAUSE = 3.0  # seconds before a dead worker is replaced
GRACE = 10.0  # seconds for the children to end by themselves
PR_SET_PDEATHSIG = 1  # from Linux's <sys/prctl.h>
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

logger = logging.getLogger("qiaomen.serving")

_UNKNOWN_ADDRESS = _(
    "Links in messages lead to this machine only: set QIAOMEN_ADDRESS to the address under which residents "
    "reach it, such as https://knock.example.gov.cn."
)

FORK = multiprocessing.get_context("fork")


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop (Ctrl+C, SIGTERM, SIGHUP), with `workers` web processes.

    Refuses when it cannot begin, and when the web server ends by itself.
    """
    require_set_up()
    require_free(host, port)
    if not is_this_machine(host) and is_this_machine(urlsplit(settings.QIAOMEN_ADDRESS).hostname or ""):
        click.echo(_UNKNOWN_ADDRESS, err=True)
    with told_to_stop() as stop:
        keep(stop, partial(web, host, port, workers), work)
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


def web(host: str, port: int, workers: int) -> None:
    """Answer requests with `workers` processes until a signal tells it to stop."""
    Server(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=4,
        blocking_threads_idle_timeout=600,  # each thread has its connection
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


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


def keep(stop: Event, serving: Callable[[], None], working: Callable[[], None]) -> None:
    """Keep both running until `stop` is set or the web server ends; a worker that dies is replaced."""
    children = [start(serving), start(working)]
    try:
        while not stop.wait(LOOK) and children[0].is_alive():
            if not children[1].is_alive():
                logger.warning("The background worker has died (%d): a new one starts.", children[1].exitcode)
                stop.wait(PAUSE)
                children[1] = start(working)
        if not stop.is_set():
            logger.error("The web server has ended (%s).", children[0].exitcode)
    finally:
        end(children)


def start(task: Callable[[], None]) -> ForkProcess:
    """A child that does `task`. A signal that reaches it before it is ready for signals waits until it is."""
    child = FORK.Process(target=_grow_up, args=(task, getpid()))
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        child.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    return child


def end(children: list[ForkProcess]) -> None:
    """Ask all to end; after GRACE seconds make those end that have not, and what they have left behind."""
    for child in children:
        child.terminate()
    until = monotonic() + GRACE
    for child in children:
        child.join(max(0, until - monotonic()))
        with suppress(ProcessLookupError):
            killpg(cast("int", child.pid), signal.SIGKILL)
        child.join()


def _grow_up(task: Callable[[], None], parent: int) -> None:
    """Do `task` without the parent's signals, language and group: Ctrl+C reaches the parent alone."""
    setpgid(0, 0)
    _outlive_not(parent)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    Context().run(task)


def _outlive_not(parent: int) -> None:
    """Be asked to end when the parent is killed and can ask nobody: an orphan would keep the port.

    Only Linux offers it.
    """
    with suppress(AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if getppid() != parent:  # it was killed before
        signal.raise_signal(signal.SIGTERM)


def _unusable(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        told = _("Port %(port)d is taken: stop the program that uses it, or choose another with --port.")
    else:
        told = _(
            "%(host)s cannot be used with port %(port)d (%(reason)s): choose others with --host, --port."
        )
    return told % {"host": host, "port": port, "reason": error.strerror}
