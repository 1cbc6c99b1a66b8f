"""From the command to the first answer, and the memory of a web worker after a hundred pages."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from bin.lib.bench import house

PATIENCE = 30
PAGES = 100


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answered(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address on this machine
            return bool(answer.status == 200)
    except OSError:
        return False


def wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while not answered(address):
        if time.monotonic() > until:
            raise SystemExit("the server did not answer")
        time.sleep(0.02)


def memory_of_children(parent: int) -> dict[str, int]:
    """Resident megabytes of each process below `parent`, shared ones too. A web worker is a grandchild."""
    below, sizes = {parent}, {}
    for status in sorted(Path("/proc").glob("[0-9]*/status"), key=lambda path: int(path.parent.name)):
        facts = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        above, itself = int(facts["PPid"]), int(status.parent.name)
        if above in below:
            below.add(itself)
            kind = "child" if above == parent else "grandchild"
            sizes[f"{itself} {kind}"] = int(facts.get("VmRSS", "0 kB").split()[0]) // 1024
    return sizes


def main() -> None:
    house.build()
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    began = time.perf_counter()
    server = subprocess.Popen([Path(sys.executable).with_name("qiaomen"), "serve", "--port", str(port)])
    try:
        wait_for(address)
        took = time.perf_counter() - began
        for _page in range(PAGES):
            answered(address)
        memory = memory_of_children(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)
    print(json.dumps({"seconds_to_first_answer": round(took, 2), "megabytes": memory}))


if __name__ == "__main__":
    main()
