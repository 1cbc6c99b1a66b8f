"""`qiaomen tasks`"""

from uuid import UUID

import click
from django.utils.translation import gettext as _

from qiaomen.cli.rooms import Room
from qiaomen.cli.terminal import CONSOLE
from qiaomen.kernel.tasks.retries import failed_tasks
from qiaomen.kernel.tasks.retries import run_again as give_all_attempts_again


@click.group("tasks", cls=Room)
def group() -> None:
    """Background work that failed for good."""


@group.command("list")
def list_() -> None:
    """What failed after all its attempts, the latest first."""
    failed = failed_tasks()
    for task in failed:
        click.echo(f"{task.id} {task.failed_at:%Y-%m-%d %H:%M} {task.task} {task.arguments}: {task.problem}")
    if not failed:
        click.echo(_("No task has failed."))


@group.command("run-again")
@click.argument("number", type=click.UUID)
def run_again(number: UUID) -> None:
    """Give a failed task all its attempts again."""
    give_all_attempts_again(number, by=CONSOLE)
    click.echo(_("It is run again within a minute, if a worker is running."))
