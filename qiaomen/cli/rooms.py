"""What all commands have in common: they speak the reader's language and need an installation to work on."""

import gettext
import os
from inspect import cleandoc
from typing import Any, cast

import click
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, to_locale

from qiaomen.kernel.refusal import Refusal


class Founding(click.Command):
    """A command that makes an installation, or needs none. Its help is its docstring, translated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        translate_help(self)


class Order(Founding):
    """A command that leaves a folder alone which is not an installation."""

    def invoke(self, ctx: click.Context) -> Any:
        require_installation()
        return super().invoke(ctx)


class Room(click.Group):
    """The commands of one room, rooms within it included."""

    command_class = Order
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        translate_help(self)


def translate_help(command: click.Command) -> None:
    """What a command and its options say of themselves; bin/lib/messages.py collects the sentences.

    Click measures options before it lays them out, so that theirs are translated at once: a room is imported
    when the language is known.
    """
    if command.help:
        command.help = cast("str", gettext_lazy(cleandoc(command.help)))
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = _(option.help)


def require_installation() -> None:
    """A home that was mistyped must not be filled with an empty database, nor with keys of its own."""
    if not (settings.QIAOMEN_HOME / "installation").exists():
        sentence = _(
            "%s is not an installation. Correct QIAOMEN_HOME, or run “qiaomen setup” to make one there."
        )
        raise Refusal(sentence % settings.QIAOMEN_HOME)


def let_click_speak(language: str) -> None:
    """Click asks the standard library for its sentences: it is led to this program's own catalogue."""
    gettext.bindtextdomain("django", str(settings.LOCALE_PATHS[0]))
    gettext.textdomain("django")
    os.environ["LANGUAGE"] = to_locale(language)


# What click says at this terminal, word for word: named here, it stands in the catalogue.
CLICK_SAYS = (
    gettext_lazy("Usage:"),
    gettext_lazy("Options"),
    gettext_lazy("Commands"),
    gettext_lazy("Show this message and exit."),
    gettext_lazy("default: {default}"),
    gettext_lazy("required"),
    gettext_lazy("Try '{command} {option}' for help."),
    gettext_lazy("Error: {message}"),
    gettext_lazy("Invalid value: {message}"),
    gettext_lazy("Invalid value for {param_hint}: {message}"),
    gettext_lazy("Missing argument"),
    gettext_lazy("Missing option"),
    gettext_lazy("Missing command."),
    gettext_lazy("No such option {name!r}."),
    gettext_lazy("No such command {name!r}."),
    gettext_lazy("Option {name!r} does not take a value."),
    gettext_lazy("Choose from:\n\t{choices}"),
    gettext_lazy("{value!r} is not a valid {number_type}."),
    gettext_lazy("{value} is not in the range {range}."),
    gettext_lazy("{value!r} is not a valid UUID."),
    gettext_lazy("Repeat for confirmation"),
    gettext_lazy("Error: The two entered values do not match."),
    gettext_lazy("Aborted!"),
    ngettext_lazy("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ngettext_lazy("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ngettext_lazy("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ngettext_lazy("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
