"""Work that is done later, by the background worker.

    @task
    def tell_the_unit(matter_id: int) -> None: ...

    enqueue(tell_the_unit, matter.pk)      # in the transaction of the change that causes it

The job is a row that is written in the caller's open transaction: rolled back with it, and never seen by a
worker before the commit. Arguments are what JSON can spell: ids, never words by or about residents.

**A task runs at least once.** One that fails is run again after a while (`retries`), one whose worker was
killed too (`janitor`), and a worker that was only thought to be dead may finish what another has begun. So
a task looks at what is before it writes: running it twice must leave the same as running it once.
"""

from typing import ParamSpec, TypeVar

from django_tasks import task
from django_tasks.base import Task

__all__ = ["Task", "enqueue", "task"]

P = ParamSpec("P")
T = TypeVar("T")


def enqueue(job: Task[P, T], *args: P.args, **kwargs: P.kwargs) -> str:
    """Have `job` run in the background once the open transaction is committed; gives the id of the run."""
    return job.enqueue(*args, **kwargs).id
