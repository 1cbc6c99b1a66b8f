"""Faults that can be foreseen, each as one sentence that says what to do. All others keep their traceback."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _

from qiaomen.kernel.disk import FULL, is_full
from qiaomen.kernel.refusal import Refusal

NO_TABLES = ("no such table", "no such column", "does not exist", "undefined")

CLOSED = ("readonly database", "unable to open database file", "permission denied")
DAMAGED = ("not a database", "malformed", "unique constraint", "duplicate key")
BUSY = ("database is locked", "deadlock", "too many clients", "too many connections")


class Fault(click.ClickException):
    """One sentence on the error stream, and exit code 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        click.echo(self.message, err=True)


@contextmanager
def one_sentence() -> Iterator[None]:
    """Inside, a foreseeable fault becomes a `Fault`."""
    try:
        yield
    except Refusal as refusal:
        raise Fault(str(refusal)) from refusal
    except DatabaseError as fault:
        raise Fault(of_the_database(str(fault))) from fault
    except BrokenPipeError:
        raise  # whoever read has heard enough: click ends silently
    except OSError as fault:
        raise Fault(of_the_machine(fault)) from fault


def of_the_database(problem: str) -> str:
    """What the database's words mean for whoever sits at the terminal."""
    said = problem.lower()
    if any(sign in said for sign in FULL):
        return _("The disk is full. Make room, then run the same command again.")
    if any(sign in said for sign in CLOSED):
        return (
            _("The database in %s cannot be written. Allow it for this user, or choose QIAOMEN_HOME.")
            % home()
        )
    if any(sign in said for sign in DAMAGED):
        return _(
            "The database is damaged or not of one piece (%s). Restore it whole from a backup."
        ) % first_line(problem)
    if any(sign in said for sign in BUSY):
        return _("The database is busy. Run the same command again in a moment.")
    if any(sign in said for sign in NO_TABLES):
        return _("The database is not set up for this program (%s). Run “qiaomen setup” first.") % first_line(
            problem
        )
    return _("The database does not answer (%s). Check DATABASE_URL and whether it runs.") % first_line(
        problem
    )


def of_the_machine(fault: OSError) -> str:
    if is_full(fault):
        return _("The disk is full. Make room, then run the same command again.")
    if fault.errno == errno.ENOENT:
        return _("%s is not there. Check the name.") % str(fault.filename)
    if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return _("%s may not be used by this user. Allow it, or choose another.") % str(fault.filename)
    return _("The machine refuses: %s.") % fault.strerror


def home() -> str:
    return str(settings.QIAOMEN_HOME)


def first_line(text: str) -> str:
    return text.strip().partition("\n")[0].rstrip(".")
