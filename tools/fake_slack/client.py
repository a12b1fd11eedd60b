"""A small client of the control API, for tests and demonstrations."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

import httpx

from tools.fake_slack.state.messages import Json, JsonObject


class FakeSlackClient:
    """Acts as people and looks at what they see; a mistake in the test raises ValueError."""

    def __init__(self, base_url: str, timeout: float = 30.0) -> None:
        self.base_url = base_url.rstrip("/")
        self._http = httpx.Client(
            base_url=f"{self.base_url}/_control", timeout=timeout, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def act(self, person: str, do: str, **details: Json) -> JsonObject:
        """Any gesture, such as `act("ana", "react", channel="x-team", ts=ts, name="eyes")`."""
        return self._post("act", {"as": person, "do": do, **details})

    def say(self, person: str, channel: str, text: str, thread_ts: str | None = None) -> str:
        """Write a message or a reply; its ts."""
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        do = "reply" if thread_ts else "message"
        answer = self.act(person, do, channel=channel, text=text, **thread)
        if not answer["ok"]:
            raise ValueError(answer["error"])
        return str(answer["ts"])

    def state(self) -> JsonObject:
        return self._object("state")

    def messages(self, channel: str) -> list[JsonObject]:
        return self._list("messages", channel=channel)

    def dms(self, user: str) -> list[JsonObject]:
        return self._list("dms", user=user)

    def ephemerals(self, user: str) -> list[JsonObject]:
        return self._list("ephemerals", user=user)

    def views(self, user: str) -> list[JsonObject]:
        return self._list("views", user=user)

    def home(self, user: str) -> JsonObject | None:
        """The Home view the app published for this person."""
        view: JsonObject | None = self._checked(self._http.get("home", params={"user": user}))
        return view

    def add_people(
        self,
        count: int = 0,
        people: Sequence[JsonObject] = (),
        channels: Sequence[str] = (),
        like: JsonObject | None = None,
    ) -> dict[str, str]:
        """More accounts, already in the channels; their ids by key."""
        wanted = {"count": count, "people": [*people], "channels": [*channels], "like": like or {}}
        added: dict[str, str] = self._post("people", wanted)["users"]
        return added

    def calls(self, method: str | None = None) -> list[JsonObject]:
        return self._list("calls", **({"method": method} if method else {}))

    def deliveries(self) -> list[JsonObject]:
        return self._list("deliveries")

    def redeliver(self, delivery_id: str) -> None:
        self._post(f"deliveries/{delivery_id}/redeliver", {})

    def release(self, order: str | list[str] = "fifo") -> list[str]:
        released: list[str] = self._post("release", {"order": order})["released"]
        return released

    def fault(self, on: str, do: str, **details: Json) -> str:
        """Add one; its id."""
        return str(self._post("faults", {"on": on, "do": do, **details})["id"])

    def remove_fault(self, fault_id: str) -> None:
        self._checked(self._http.delete(f"faults/{fault_id}"))

    def clear_faults(self) -> None:
        self._checked(self._http.delete("faults"))

    def advance(self, seconds: float) -> None:
        self._post("clock", {"advance": seconds})

    def reset(self) -> None:
        self._post("reset", {})

    def send_raw(self, to: str, body: str, **details: Json) -> JsonObject:
        return self._post("send_raw", {"to": to, "body": body, **details})

    def wait(self, until: str = "idle", timeout: float = 5.0, **details: Json) -> None:
        """Raises TimeoutError when it does not happen."""
        wanted = {"until": until, "timeout": timeout, **details}
        response = self._http.post("wait", json=wanted)
        if response.status_code == httpx.codes.REQUEST_TIMEOUT:
            raise TimeoutError(response.json()["error"])
        self._checked(response)

    def _post(self, path: str, body: JsonObject) -> JsonObject:
        answer: JsonObject = self._checked(self._http.post(path, json=body))
        return answer

    def _object(self, path: str) -> JsonObject:
        answer: JsonObject = self._checked(self._http.get(path))
        return answer

    def _list(self, path: str, **query: str) -> list[JsonObject]:
        answer: list[JsonObject] = self._checked(self._http.get(path, params=query))
        return answer

    def _checked(self, response: httpx.Response) -> Json:
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise ValueError(response.json()["error"])
        response.raise_for_status()
        return response.json()
