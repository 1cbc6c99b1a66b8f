"""How these tests press the buttons of a matter's page."""

from django.test import Client

from qiaomen.matters.models import Matter


def page(matter: Matter, noun: str = "") -> str:
    return f"/desk/matters/{matter.number}/{f'{noun}/' if noun else ''}"


def press(client: Client, matter: Matter, noun: str, **filled):
    """Send the verb's form as a browser would that has just loaded it."""
    matter.refresh_from_db()
    return client.post(page(matter, noun), {"seen": matter.ledger_seq, **filled})


def words(response) -> str:
    return response.content.decode()
