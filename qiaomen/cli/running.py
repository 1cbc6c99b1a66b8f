"""`qiaomen serve` and `qiaomen work`"""

import click

from qiaomen.cli import serving
from qiaomen.cli.founding import lay_out_files
from qiaomen.cli.rooms import Order
from qiaomen.kernel.tasks.worker import work as work_until_stopped


@click.command("serve", cls=Order)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Behind a proxy; 0.0.0.0 for everybody.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that answer requests.",
)
def serve(port: int, host: str, workers: int) -> None:
    """Serve the pages, with one background worker, until stopped."""
    lay_out_files()  # those of the version that is served, whoever forgot `qiaomen setup`
    serving.serve(host, port, workers)


@click.command("work", cls=Order)
def work() -> None:
    """Run background work only, until stopped; for a second machine."""
    serving.require_set_up()
    work_until_stopped()
