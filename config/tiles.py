"""The map behind the territory's own outlines: none by default, and then nobody outside is asked anything."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

TIANDITU = "https://t0.tianditu.gov.cn"
# The road map and its Chinese names, in the projection of web maps; CGCS2000 is WGS 84 within a metre.
LAYERS = ("vec", "cva")
TIANDITU_LAYER = (
    "{host}/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
SYSTEMS = ("wgs84", "gcj02")


@dataclass(frozen=True, slots=True)
class Tiles:
    """`layers` are addresses with {z}, {x} and {y}, the lowest first; `host` is the only one they ask."""

    layers: tuple[str, ...]
    attribution: str
    is_gcj02: bool

    @property
    def host(self) -> str:
        parts = urlsplit(self.layers[0])
        return f"{parts.scheme}://{parts.netloc}"


def tiles(text: str, attribution: str, system: str) -> Tiles | None:
    """`text` is "", tianditu:KEY, or an address of tiles; `system` is that of its coordinates."""
    if system not in SYSTEMS:
        raise ValueError("QIAOMEN_TILES_SYSTEM must be wgs84 or gcj02")
    if not text:
        return None
    if key := re.fullmatch(r"tianditu:(\w+)", text):
        layers = (TIANDITU_LAYER.format(host=TIANDITU, layer=layer, key=key[1]) for layer in LAYERS)
        return Tiles(tuple(layers), attribution or "天地图", is_gcj02=False)
    _require_address(text)
    return Tiles((text,), attribution, is_gcj02=system == "gcj02")


def _require_address(text: str) -> None:
    parts = urlsplit(text)
    named = all(part in text for part in ("{z}", "{x}", "{y}"))
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[\w.:-]+", parts.netloc) or not named:
        raise ValueError(
            "QIAOMEN_TILES must read like tianditu:KEY or https://tiles.example.gov.cn/{z}/{x}/{y}.png"
        )
