"""Pages of a queue at 2,000 and at many open matters: queries, and time as a ratio within this run."""

import json
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bin.lib.bench import house
from qiaomen.kernel.actors import machine, resident
from qiaomen.matters.actions.receiving import receive_many
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter
from qiaomen.people.actions import add_person, appoint
from qiaomen.people.models import Person, Role, Unit
from qiaomen.territory.models import Place

FEW = 2_000
PAGES = ("/desk/queues/unit/", "/desk/queues/sorting/", "/desk/queues/all/")


def clerk() -> Client:
    by = machine("console")
    person = add_person(login="bench", name="示例", by=by)
    appoint(
        person,
        unit=Unit.objects.get(code="JY"),
        place=Place.objects.get(kind="root"),
        role=Role.objects.get(code="coordinator"),
        from_day=date(2020, 1, 1),
        by=by,
    )
    client = Client(HTTP_HOST="localhost")
    client.force_login(Person.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def fill_few() -> None:
    for start in range(0, FEW, 500):
        told = [
            Told(
                key=f"bench:{number}",
                channel=Channel.WEB,
                body=f"第{number}件：路灯不亮",
                phone="15400000001",
            )
            for number in range(start, start + 500)
        ]
        receive_many(told, by=resident("web"))


def multiply(total: int) -> None:
    """The same matters again under other numbers, by SQL: a page reads no other table of theirs."""
    table = Matter._meta.db_table
    columns = [field.column for field in Matter._meta.concrete_fields if field.column not in {"id", "number"}]
    listed = ", ".join(columns)
    with connection.cursor() as cursor:
        for copy in range(1, total // FEW):
            cursor.execute(
                f"INSERT INTO {table} (number, {listed}) "  # noqa: S608 - the columns of our own model
                f"SELECT number || '-{copy}', {listed} FROM {table} WHERE number NOT LIKE '%%-%%-%%-%%'"
            )
        cursor.execute("ANALYZE")


def pages(client: Client) -> dict[str, dict[str, float]]:
    found = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as told:
            answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        found[address] = {
            "queries": len(told),
            "milliseconds": round(1000 * house.median(lambda at=address: client.get(at)), 1),
        }
    return found


def main() -> None:
    house.build()
    client = clerk()
    fill_few()
    few = pages(client)
    multiply(house.most())
    many = pages(client)
    ratio = {at: round(many[at]["milliseconds"] / few[at]["milliseconds"], 2) for at in PAGES}
    print(
        json.dumps(
            {"matters": Matter.objects.count(), f"at_{FEW}": few, "at_many": many, "many_to_few": ratio}
        )
    )


if __name__ == "__main__":
    main()
