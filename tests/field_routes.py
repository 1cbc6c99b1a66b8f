"""What the addresses of the field app need to be used."""

from qiaomen.matters.tests.walks import assigned
from tests.asks import ANYBODY, KEY, Ask

FIELD = {
    "/field/": Ask(who=ANYBODY),
    "/field/worker.js": Ask(who=ANYBODY),
    "/field/manifest.webmanifest": Ask(who=ANYBODY),
    "/field/now/": Ask(who="water"),
    "/field/sendings/": Ask(
        assigned,
        "water",
        lambda matter: {"key": KEY, "deed": "accept", "number": matter.number},
        then=200,
        again=200,
    ),
}
