"""Pages of a queue at 2,000 and at many open matters: queries, and time as a ratio within this run."""

import json
import math
from datetime import date, timedelta
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bin.lib.bench import house
from bin.lib.bench.twins import twin, use
from qiaomen.kernel.actors import machine, resident
from qiaomen.matters.actions.receiving import receive_many
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter
from qiaomen.matters.states import Ground, State
from qiaomen.people.actions import add_person, add_unit, appoint
from qiaomen.people.models import Person, Role, Unit
from qiaomen.territory.models import Place

FEW = 2_000
ROUNDS = 12
STATES = [State.CLOSED] * 5 + [State.RECEIVED, State.ASSIGNED, State.HANDLING, State.HANDLING, State.ANSWERED]
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


def spread() -> None:
    """Half of them closed, the others in every open state, with five units, due and received at all hours."""
    place, by = Place.objects.get(kind="root"), machine("console")
    units = [
        add_unit(code=f"U{number}", name=f"第{number}科", kind=Unit.Kind.DEPARTMENT, place=place, by=by)
        for number in range(4)
    ]
    units.append(Unit.objects.get(code="JY"))
    matters = list(Matter.objects.order_by("pk"))
    for number, matter in enumerate(matters):
        matter.state = STATES[number % len(STATES)]
        matter.unit = units[number // len(STATES) % len(units)]
        hours = timedelta(hours=number)
        matter.received_at -= hours
        matter.due_at = matter.due_at and matter.due_at - hours / 2
        if matter.state == State.CLOSED:
            matter.closed_at, matter.ground = matter.due_at, Ground.CONFIRMED
    Matter.objects.bulk_update(
        matters, ["state", "unit", "received_at", "due_at", "closed_at", "ground"], batch_size=200
    )


def multiply(total: int) -> None:
    """The same matters again under other numbers, by SQL: a page reads no other table of theirs."""
    table = Matter._meta.db_table
    columns = [
        field.column or field.name
        for field in Matter._meta.concrete_fields
        if field.column not in {"id", "number"}
    ]
    listed = ", ".join(columns)
    with connection.cursor() as cursor:
        for copy in range(1, total // FEW):
            cursor.execute(
                f"INSERT INTO {table} (number, {listed}) "  # noqa: S608 - the columns of our own model
                f"SELECT number || '-{copy}', {listed} FROM {table} WHERE number NOT LIKE '%%-%%-%%-%%'"
            )
        cursor.execute("ANALYZE")


def ask(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")


def queries(client: Client, address: str, database: str) -> int:
    use(database)
    house.times(2, partial(ask, client, address))
    with CaptureQueriesContext(connection) as told:
        ask(client, address)
    return len(told)


def in_turns(client: Client, address: str, databases: dict[str, str]) -> dict[str, float]:
    """Milliseconds by size: the shortest of ROUNDS times ten, with both databases in turns."""
    shortest = dict.fromkeys(databases, math.inf)
    for _round in range(ROUNDS):
        for size, database in databases.items():
            use(database)
            shortest[size] = min(shortest[size], house.best(partial(ask, client, address), runs=10))
    return {size: round(1000 * took, 1) for size, took in shortest.items()}


def measured(client: Client, address: str, databases: dict[str, str]) -> dict[str, object]:
    asked = {size: queries(client, address, database) for size, database in databases.items()}
    took = in_turns(client, address, databases)
    return {"queries": asked, "milliseconds": took, "many_to_few": round(took["many"] / took["few"], 2)}


def main() -> None:
    house.build()
    client = clerk()
    fill_few()
    spread()
    databases = {"few": twin("few"), "many": str(connection.settings_dict["NAME"])}
    multiply(house.option("matters"))
    sizes = {"few": FEW, "many": Matter.objects.count()}
    pages = {address: measured(client, address, databases) for address in PAGES}
    print(json.dumps({"matters": sizes, **pages}))


if __name__ == "__main__":
    main()
