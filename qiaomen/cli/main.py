"""`qiaomen`: the one command line. A room's file is imported when one of its commands is asked for."""

import os
from collections.abc import Mapping
from typing import Any

import click
import django
from django.utils import translation
from django.utils.module_loading import import_string

from qiaomen.cli.faults import Fault, one_sentence
from qiaomen.cli.rooms import Room, let_click_speak
from qiaomen.cli.terminal import language

COMMANDS: Mapping[str, str] = {
    "setup": "qiaomen.cli.setup.setup",
    "serve": "qiaomen.cli.running.serve",
    "work": "qiaomen.cli.running.work",
    "mail": "qiaomen.cli.mail.group",
    "matters": "qiaomen.cli.matters.group",
    "ledger": "qiaomen.cli.ledger.group",
    "keys": "qiaomen.cli.keys.group",
    "territory": "qiaomen.cli.territory.group",
    "people": "qiaomen.cli.people.group",
    "catalogue": "qiaomen.cli.catalogue.group",
    "procedure": "qiaomen.cli.procedures.group",
    "knowledge": "qiaomen.cli.knowledge.group",
    "learn": "qiaomen.cli.learning.learn",
    "evaluate": "qiaomen.cli.evaluating.evaluate",
    "report": "qiaomen.cli.report.group",
    "calendar": "qiaomen.cli.calendar.group",
    "tasks": "qiaomen.cli.tasks.group",
    "demo": "qiaomen.cli.demo.demo",
}


class Rooms(Room):
    """The commands by room. Whatever goes wrong foreseeably in one of them is told in one sentence."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with one_sentence():
            awake()
        return super().make_context(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        if cmd_name not in COMMANDS:
            return None
        with one_sentence():
            command: click.Command = import_string(COMMANDS[cmd_name])
        return command

    def invoke(self, ctx: click.Context) -> object:
        with one_sentence():
            return super().invoke(ctx)


def awake() -> None:
    """Django with its settings; what is wrong with those is told untranslated: translations need settings."""
    try:
        django.setup()
    except (OSError, ValueError) as fault:
        raise Fault(f"The settings cannot be used ({fault}). Check QIAOMEN_HOME and DATABASE_URL.") from fault
    translation.activate(language())
    let_click_speak(language())


@click.command(cls=Rooms)
def qiaomen() -> None:
    """敲门: the system of record for grassroots work.

    QIAOMEN_HOME is the folder of the installation (default: var/), DATABASE_URL names a PostgreSQL.
    """


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    qiaomen()
