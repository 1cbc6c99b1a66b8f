"""Rows of the background work, beside the jobs themselves (`django_tasks_db.DBTaskResult`)."""

from django.db import models


class Heartbeat(models.Model):
    """A background worker and when it last said that it lives. Jobs of silent ones are given back."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker


class Scheduled(models.Model):
    """When an entry of the schedule is due next; whoever moves `next_at` has claimed the run.

    `job` is the last one enqueued: while it waits or runs, there is no second one.
    """

    name = models.CharField(max_length=60, primary_key=True)
    next_at = models.DateTimeField()
    job = models.UUIDField(null=True)

    def __str__(self) -> str:
        return self.name
