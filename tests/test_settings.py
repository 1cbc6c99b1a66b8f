"""What an installation's environment makes of its settings."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config.network import address, proxies

PRINT = """
import json
from config import settings
names = "ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE QIAOMEN_ADDRESS"
print(json.dumps({name: getattr(settings, name) for name in names.split()}))
"""


def settings_with(tmp_path: Path, **environment: str) -> dict[str, Any]:
    told = {**os.environ, "QIAOMEN_HOME": str(tmp_path), **environment}
    run = subprocess.run([sys.executable, "-c", PRINT], env=told, capture_output=True, check=True)
    return dict(json.loads(run.stdout))


def test_a_secure_address_is_a_known_host_and_keeps_cookies_on_secure_lines(tmp_path: Path):
    made = settings_with(tmp_path, QIAOMEN_ADDRESS="https://knock.example.gov.cn/")
    assert "knock.example.gov.cn" in made["ALLOWED_HOSTS"]
    assert made["CSRF_TRUSTED_ORIGINS"] == [made["QIAOMEN_ADDRESS"]] == ["https://knock.example.gov.cn"]
    assert made["SESSION_COOKIE_SECURE"] is made["CSRF_COOKIE_SECURE"] is True


@pytest.mark.parametrize("wrong", ["knock.example.gov.cn", "ftp://knock", "https://", "https://knock/desk"])
def test_an_address_that_links_cannot_begin_with_is_refused(wrong: str):
    with pytest.raises(ValueError, match="QIAOMEN_ADDRESS must read like"):
        address(wrong)


@pytest.mark.parametrize("wrong", ["10.0.0.5,10.0.0.6", "10.0.0.5/8", "proxy"])
def test_proxies_that_are_no_addresses_are_refused(wrong: str):
    with pytest.raises(ValueError, match="QIAOMEN_PROXIES must read like"):
        proxies(wrong)


def test_proxies_are_named_one_by_one_or_by_their_network():
    assert list(map(str, proxies("10.0.0.5 192.168.7.0/24"))) == ["10.0.0.5/32", "192.168.7.0/24"]
