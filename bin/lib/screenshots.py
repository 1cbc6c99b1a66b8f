"""Plays the tour of docs/tour.md in a browser and takes its pictures; see `bin/screenshots`.

Everything is found by address and field name, never by its words: the same walk serves every language.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from conftest import CHROMIUM_SWITCHES, chromium  # the browser of the tests

QIAOMEN = Path(sys.executable).with_name("qiaomen")
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "img"
LOCALES = {"en": "en-GB", "zh-hans": "zh-CN"}  # the page's language, and what a browser calls it

SCREEN, PHONE = (1280, 800), (390, 844)
TALLEST = 1100  # pixels; what stands further down is left out
COLOURS = 64
LARGEST = 150_000  # bytes of one picture
PATIENCE = 60.0  # seconds for the first page

PASSWORD = "qiaomen-demo"  # noqa: S105 - the demonstration says it to everybody
CLERK, OFFICER, COORDINATOR = "linshili", "chengyangli", "shenshili"
UNIT = "云川区城市管理局"  # the officer's

TOLD = {
    "body": "锦和家园2号楼前的路灯坏了两晚，老人回家看不清台阶，差点摔倒。",
    "address": "锦和家园2号楼东侧",
    "name": "试一试",
    "phone": "15400008888",
}
REPLY = "锦和家园2号楼前的两盏路灯已于今天下午修复，请您今晚再看一看。若仍有不亮，请告诉我们灯杆上的编号。"
CONTENT = {"reached": "yes", "contacted": "yes", "solved": "yes", "satisfaction": "5"}
NOT_OURS = "这一片在围墙以内，属于小区自己管理的范围，请转物业或社区。"
DECIDED = {"answer": "granted", "remark": "同意，由受理中心重新分派。"}


@dataclass
class Window:
    """One person's browser window."""

    page: Page
    address: str
    language: str

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, login: str) -> None:
        self.open("/desk/sign-in/")
        self.fill("/desk/sign-in/", {"username": login, "password": PASSWORD})
        self.send("[name=password]")
        self.send(f"button[name=language][value={self.language}]")

    def form(self, action: str) -> Locator:
        """The form that is sent to `action`; a form without one is sent to its own page."""
        here = f"main form:not([action])[method=post]" if action in self.page.url else "main form.none"
        return self.page.locator(f'form[action$="{action}"], {here}').last

    def fill(self, action: str, said: Mapping[str, str]) -> None:
        for name, value in said.items():
            self.fill_in(self.form(action).locator(f'[name="{name}"]:not([type=hidden])'), value)
