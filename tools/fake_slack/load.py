"""How the fake bears a steady load of an app's calls: `python -m tools.fake_slack.load URL TOKEN`.

Whoever changes the fake runs it by hand, because a measurement is no test.
"""

import argparse
import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

from tools.fake_slack.state.messages import JsonObject

CONNECTIONS, TIMEOUT_S = 50, 10.0


@dataclass
class Measured:
    took_ms: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def told(self, seconds: float) -> str:
        took = sorted(self.took_ms) or [0.0]
        p50, p99 = (took[int(len(took) * share)] for share in (0.5, 0.99))
        return (
            f"sent {len(self.took_ms)} in {seconds:.1f} s ({len(self.took_ms) / seconds:.1f}/s), "
            f"errors {sum(self.errors.values())}, "
            f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {took[-1]:.1f} ms"
        )


class Load:
    """Posts, reads, looks people up and reacts, as an app does that handles tickets."""

    def __init__(self, http: httpx.AsyncClient, channel: str, user: str) -> None:
        self._http = http
        self._channel = channel
        self._user = user
        self._last_ts = ""
        self.measured = Measured()

    async def run(self, rate: float, seconds: float) -> float:
        """Starts each call on time, however long the others take; how long all took."""
        start = time.perf_counter()
        async with asyncio.TaskGroup() as calls:
            for number in range(int(rate * seconds)):
                await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
                calls.create_task(self._call(number))
        return time.perf_counter() - start

    async def _call(self, number: int) -> None:
        method, body = self._wanted(number)
        start = time.perf_counter()
        try:
            response = await self._http.post(f"/api/{method}", json=body)
            answer = response.json()
        except (httpx.HTTPError, ValueError) as error:
            answer = {"ok": False, "error": type(error).__name__}
        self.measured.took_ms.append((time.perf_counter() - start) * 1000)
        if not answer["ok"]:
            self.measured.errors[f"{method} {answer['error']}"] += 1
        elif method == "chat.postMessage":
            self._last_ts = answer["ts"]

    def _wanted(self, number: int) -> tuple[str, JsonObject]:
        here = {"channel": self._channel}
        match number % 5:
            case 0 | 1:
                payload = {"event_type": "load", "event_payload": {"number": number}}
                said = {"text": f"message {number}", "metadata": payload}
                return "chat.postMessage", {**here, **said}
            case 2:
                return "conversations.history", {**here, "limit": 20}
            case 3 if self._last_ts:
                return "chat.update", {**here, "ts": self._last_ts, "text": f"new {number}"}
            case _:
                return "users.info", {"user": self._user}


async def measure(url: str, token: str, rate: float, seconds: float) -> Measured:
    """Without the limits Slack sets an app, which are in the way of the load."""
    headers = {"Authorization": f"Bearer {token}"}
    limits = httpx.Limits(max_connections=CONNECTIONS)
    async with httpx.AsyncClient(
        base_url=url, headers=headers, limits=limits, timeout=TIMEOUT_S, trust_env=False
    ) as http:
        state = (await http.get("/_control/state")).raise_for_status().json()
        fault = (await http.post("/_control/faults", json={"on": "call", "do": "limit"})).json()
        load = Load(
            http, next(iter(state["channels"].values())), next(iter(state["users"].values()))
        )
        try:
            took = await load.run(rate, seconds)
        finally:
            await http.delete(f"/_control/faults/{fault['id']}")
    print(load.measured.told(took))
    for what, count in load.measured.errors.most_common():
        print(f"  {count} × {what}")
    return load.measured


def main(arguments: Sequence[str] | None = None) -> int:
    """1 when a call failed."""
    parser = argparse.ArgumentParser(prog="python -m tools.fake_slack.load", description=__doc__)
    parser.add_argument("url", help="of the fake, such as http://127.0.0.1:4801")
    parser.add_argument("token", help="the app's bot token")
    parser.add_argument("--rate", type=float, default=50.0, help="calls a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args(arguments)
    measured = asyncio.run(measure(given.url, given.token, given.rate, given.seconds))
    return 1 if measured.errors else 0


if __name__ == "__main__":
    sys.exit(main())
