"""Plays the tour of docs/tour.md in a browser, looks around, and takes the pictures; see `bin/screenshots`.

Everything is found by address and field name, never by its words: one walk serves every language.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from bin.lib.sights import sights
from bin.lib.windows import PHONE, PICTURES, SCREEN, Opens, Window
from conftest import CHROMIUM_SWITCHES, chromium  # the browser of the tests

QIAOMEN = Path(sys.executable).with_name("qiaomen")
LANGUAGES = {"en": "en-GB", "zh-hans": "zh-CN"}  # and what a browser asks for

PATIENCE = 120.0  # seconds for a page, on a machine that has much else to do

CLERK, OFFICER, COORDINATOR = "linshili", "chengyangli", "shenshili"
UNIT = "云川区城市管理局"  # the officer's

WORDS = {"body": "锦和家园2号楼前的路灯坏了两晚，老人回家看不清台阶，差点摔倒。"}
FURTHER = ({"place": "LY01", "address": "2号楼东侧"}, {"phone": "15400008888"})  # asked step by step
REPLY = {"text": "锦和家园2号楼前的两盏路灯已于今天下午修复，请您今晚再看一看。"}
CONTENT = {"reached": "yes", "contacted": "yes", "solved": "yes", "satisfaction": "5"}
NOT_OURS = {"reason": "经现场查看，这里不归本单位管，请转社区。"}
GRANTED = {"answer": "granted", "remark": "同意，请受理中心转给社区。"}


def verb(noun: str) -> str:
    return f'form[action$="/{noun}/"]'


def tour(window: Opens) -> None:
    """One matter from the form to its close, then another that is handed back."""
    resident, phone, clerk, officer, coordinator = map(window, (SCREEN, PHONE, SCREEN, SCREEN, SCREEN))
    for staff, login in ((clerk, CLERK), (officer, OFFICER), (coordinator, COORDINATOR)):
        staff.sign_in(login)
    number, code = reported(resident, phone)
    given_to_a_unit(clerk, number)
    answered(officer, number)
    called_back_and_closed(clerk, number)
    followed(phone, number, code)
    handed_back(clerk, officer, coordinator)


def reported(resident: Window, phone: Window) -> list[str]:
    """Gives number and code."""
    form = "form:has([name=body])"
    for one in (phone, resident):
        one.open("/")
        one.fill(form, WORDS)
        one.picture("report-phone" if one is phone else "report")
    for said in FURTHER:
        resident.page.locator(f"{form} button[type=button]:has(+ button:not([type]))").click()
        resident.fill(form, said)
    resident.press(resident.page.locator(f"{form} button:not([type])"))
    return resident.page.locator("main dd").all_inner_texts()


def given_to_a_unit(clerk: Window, number: str) -> None:
    clerk.open("/desk/queues/sorting/")
    clerk.picture("sorting")
    clerk.look_at(number)
    clerk.picture("matter")
    clerk.send(verb("sorting"))


def answered(officer: Window, number: str) -> None:
    officer.look_at(number)
    officer.send(verb("acceptance"))
    officer.look_at(number)
    officer.fill(verb("answer"), REPLY)
    officer.picture("answer")
    officer.send(verb("answer"))


def called_back_and_closed(clerk: Window, number: str) -> None:
    clerk.look_at(number)
    clerk.fill(verb("call-back"), CONTENT)
    clerk.picture("call-back")
    clerk.send(verb("call-back"))
    clerk.look_at(number)
    clerk.send(verb("closure"))
    clerk.look_at(number)
    clerk.picture("closed")


def followed(phone: Window, number: str, code: str) -> None:
    phone.open("/track/")
    phone.send("form:has([name=code])", {"number": number, "code": code})
    phone.picture("tracking-phone")


def handed_back(clerk: Window, officer: Window, coordinator: Window) -> None:
    clerk.open("/desk/queues/sorting/")
    line = clerk.page.locator(f"tr:has({verb('sorting')})").filter(has_text=UNIT).first
    path = str(line.locator("a").first.get_attribute("href"))
    clerk.press(line.locator("button"))
    officer.open(f"{path}return-request/")
    officer.send(verb("return-request"), NOT_OURS)
    coordinator.open(path)
    coordinator.fill(verb("decision"), GRANTED)
    coordinator.picture("decision")
    coordinator.send(verb("decision"))


def demonstration(folder: Path) -> Path:
    """In `folder`: a copy of the one that QIAOMEN_HOME names, else a new one, keys included."""
    home = folder / "home"
    if given := os.environ.get("QIAOMEN_HOME"):
        if not (Path(given) / "demonstration").exists():
            sys.exit(f"screenshots: {given} is no demonstration. Make one there with qiaomen demo.")
        shutil.copytree(given, home)
    else:
        os.environ["QIAOMEN_KEYS"] = str(folder / "keys")
    os.environ["QIAOMEN_HOME"] = str(home)
    subprocess.run([QIAOMEN, "demo", "--if-empty"], check=True)  # brings an older one up to date
    subprocess.run([QIAOMEN, "report", "publish", f"{last_month():%Y-%m}"], check=True)
    return home


def last_month() -> date:
    return date.today().replace(day=1) - timedelta(days=1)  # noqa: DTZ011 - the office's day, by any clock


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address at which the installation's pages are."""
    port = free_port()
    command = [str(QIAOMEN), "serve", "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(command, env={**os.environ, "QIAOMEN_HOME": str(home)})
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()  # noqa: S310 - our own http address
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def take_pictures(home: Path, language: str) -> None:
    """The server plays in `home`; every person has a window of their own."""
    with served(home) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_SWITCHES)

        def window(size: ViewportSize) -> Window:
            page = browser.new_page(locale=LANGUAGES[language], timezone_id="Asia/Shanghai", viewport=size)
            page.set_default_timeout(PATIENCE * 1000)
            return Window(page, address, language)

        sights(window)
        tour(window)
        browser.close()


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    os.environ.pop("DATABASE_URL", None)  # a demonstration is one folder
    with tempfile.TemporaryDirectory(prefix="qiaomen-tour-") as folder:
        home = demonstration(Path(folder))
        for language in LANGUAGES:
            take_pictures(Path(shutil.copytree(home, Path(folder) / language)), language)


if __name__ == "__main__":
    main()
