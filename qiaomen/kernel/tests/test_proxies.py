from ipaddress import ip_network

import pytest

from qiaomen.kernel.proxies import unwrap

PROXY, SECOND, RESIDENT, LIAR = "10.0.0.5", "10.0.0.6", "203.0.113.9", "198.51.100.1"


@pytest.fixture(autouse=True)
def two_proxies(settings):
    settings.QIAOMEN_PROXIES = (ip_network("10.0.0.4/30"), ip_network("fd00::/8"))


def asked_by(remote: str, forwarded: str) -> str:
    headers = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}
    unwrap(headers)
    return headers["REMOTE_ADDR"]


@pytest.mark.parametrize(
    ("remote", "forwarded", "who"),
    [
        (PROXY, RESIDENT, RESIDENT),
        (PROXY, f"{RESIDENT}, {SECOND}", RESIDENT),
        (PROXY, f"{LIAR}, {RESIDENT}", RESIDENT),  # the last that a proxy of ours saw, not what was claimed
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, f"nonsense, {SECOND}", SECOND),
        (RESIDENT, LIAR, RESIDENT),
        ("", LIAR, ""),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_who_asks_is_what_our_own_proxies_say(remote, forwarded, who):
    assert asked_by(remote, forwarded) == who


def test_only_a_proxy_of_ours_says_that_a_line_is_secure():
    by_proxy = {"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_PROTO": "https"}
    by_liar = {**by_proxy, "REMOTE_ADDR": LIAR}
    unwrap(by_proxy)
    unwrap(by_liar)
    assert (by_proxy.get("HTTP_X_FORWARDED_PROTO"), by_liar.get("HTTP_X_FORWARDED_PROTO")) == ("https", None)


def test_tries_behind_a_proxy_are_counted_for_each_who_asks(client, db):
    def locked(resident: str) -> bool:
        said = {"username": "nobody", "password": "wrong"}
        replies = [
            client.post("/desk/sign-in/", said, REMOTE_ADDR=PROXY, headers={"x-forwarded-for": resident})
            for _try in range(6)
        ]
        return replies[-1].status_code == 429

    assert locked(RESIDENT)
    reply = client.post(
        "/desk/sign-in/",
        {"username": "nobody", "password": "wrong"},
        REMOTE_ADDR=PROXY,
        headers={"x-forwarded-for": LIAR},
    )
    assert reply.status_code == 200
