"""The ledger's daily root as background work."""

from qiaomen.kernel import clock, roots
from qiaomen.kernel.actors import machine
from qiaomen.kernel.tasks import task


@task
def publish_root() -> None:
    """Cut the root of the day, unless it has one."""
    roots.publish(clock.today(), by=machine("root"))
