"""Installs and runs `emulate` of npm (Apache-2.0) beside ours; it needs Node 24, which npm has."""

from __future__ import annotations

import platform
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import yaml
from slack_sdk import WebClient

from tools.second_opinion.asking import Place

EMULATE, NODE = "emulate@0.12.2", "24.21.0"
FOLDER = Path("build/second_opinion")
APP, ADMIN = "xoxb-the-app", "xoxb-who-sets-up"  # pragma: allowlist secret
STARTS_WITHIN_S = 20.0
WORLD = {
    "team": {"name": "Deskbell Sample", "domain": "deskbell-sample"},
    "users": [
        {"name": "ana", "real_name": "Ana Reyes", "email": "ana@example.com"},
        {"name": "ben", "real_name": "Ben Carter", "email": "ben@example.com"},
    ],
    "channels": [{"name": "it-happens"}, {"name": "quiet"}],
    "oauth_apps": [
        {
            "client_id": "1.2",
            "client_secret": "made-up",  # pragma: allowlist secret
            "app_id": "A0DESK0001",
            "name": "Deskbell",
            "redirect_uris": [],
            "bot_name": "deskbell",
            "bot_id": "B0BOT00001",
            "bot_user_id": "U0BOT00001",
        }
    ],
    "tokens": [
        {"token": APP, "type": "bot", "user_id": "U0BOT00001", "bot_id": "B0BOT00001",
         "bot_user_id": "U0BOT00001", "app_id": "A0DESK0001"},
        {"token": ADMIN, "type": "user", "user": "ana"},
    ],
    "strict_scopes": False,
}  # fmt: skip


class CannotCompareError(Exception):
    """The other stand-in cannot be had or does not run; the text says why."""


def _installed() -> tuple[Path, Path]:
    """Node 24 and emulate's command, from the registry npm is set up with."""
    npm = shutil.which("npm")
    if npm is None:
        raise CannotCompareError("npm is missing; it comes with Node.js")
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    node = f"node-{platform.system().lower()}-{machine}"
    modules = FOLDER / "node_modules"
    if not (modules / "emulate").is_dir() or not (modules / node).is_dir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        wanted = [EMULATE, f"{node}@{NODE}"]
        subprocess.run([npm, "install", "--no-audit", "--prefix", FOLDER, *wanted], check=True)
    return modules / node / "bin" / "node", modules / "emulate" / "dist" / "index.js"


@contextmanager
def running(port: int) -> Iterator[str]:
    """The address of its Web API, while it runs."""
    node, command = _installed()
    seed = FOLDER / "seed.yaml"
    seed.write_text(yaml.safe_dump({"slack": WORLD}), encoding="utf-8")
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [node, command, "start", "--service", "slack", "--port", str(port), "--seed", seed],
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(url, process)
        yield f"{url}/api/"
    finally:
        process.terminate()
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.post(f"{url}/api/auth.test", timeout=1, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise CannotCompareError(f"{EMULATE} does not answer at {url}")


def place(url: str) -> Place:
    """What the seed made; its ids are made up at every start."""
    admin, app = (WebClient(token=token, base_url=url) for token in (ADMIN, APP))
    users = {user["name"]: user["id"] for user in admin.users_list()["members"]}
    rooms = {room["name"]: room["id"] for room in admin.conversations_list()["channels"]}
    app.conversations_join(channel=rooms["it-happens"])
    return Place(
        channel=rooms["it-happens"],
        outside=rooms["quiet"],
        person=users["ana"],
        other=users["ben"],
        bot="U0BOT00001",
        email="ana@example.com",
    )
