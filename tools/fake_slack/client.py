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
        """Ids of the team, the app, users by key and channels by name."""
        return self._object("state")

    def world(self) -> JsonObject:
        """Everybody, every channel and every user group."""
        return self._object("world")

    def seed(self, world: JsonObject) -> None:
        """Start over in another world, written as in world.yaml; `reset` brings the first back."""
        self._post("seed", world)

    def snapshot(self) -> JsonObject:
        """All that people have made of the workspace, to be restored later."""
        return self._post("snapshot", {})

    def restore(self, snapshot: JsonObject) -> None:
        self._post("restore", snapshot)

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

    def step(self, execution_id: str) -> JsonObject:
        """How far a run of a custom step is."""
        return self._object(f"steps/{execution_id}")

    def add_people(
        self,
        count: int = 0,
        people: Sequence[JsonObject] = (),
        channels: Sequence[str] = (),
        like: JsonObject | None = None,
        *,
        announce: bool = False,
    ) -> dict[str, str]:
        """More accounts, already in the channels; their ids by key. `announce` sends team_join."""
        wanted = {"count": count, "people": [*people], "channels": [*channels], "like": like or {}}
        added: dict[str, str] = self._post("people", wanted | {"announce": announce})["users"]
        return added

    def calls(self, method: str | None = None) -> list[JsonObject]:
        return self._list("calls", **({"method": method} if method else {}))

    def replay(self, call_id: str) -> JsonObject:
        """The same call again; its `status` and `answer`, as text."""
        return self._post(f"calls/{call_id}/replay", {})

    def coverage(self) -> JsonObject:
        """Which methods were called and what they answered, over all resets."""
        return self._object("coverage")

    def traffic(self, **wanted: str) -> JsonObject:
        """All requests both ways, newest first; `kind`, `text`, `errors` and `limit` choose."""
        return self._object("traffic", **wanted)

    def request(self, entry_id: str) -> JsonObject:
        """One request of `traffic` with headers, bodies and answers."""
        return self._object(f"traffic/{entry_id}")

    def send_nps(self, *, sign: str = "good", **answer: Json) -> JsonObject:
        """An NPS webhook with these fields; what was sent and what the desk answered."""
        return self._post("webhooks/nps", {"sign": sign, **answer})

    def webhooks(self) -> JsonObject:
        """Where they go, and all that were sent."""
        return self._object("webhooks")

    def resend_webhook(self, webhook_id: str) -> JsonObject:
        return self._post(f"webhooks/{webhook_id}/redeliver", {})

    def tick(self, **when: Json) -> JsonObject:
        """Move the desk's clock too, by `advance` seconds or to `at`; `journey` shows the rest."""
        return self._post("tick", when)

    def journey(self) -> JsonObject:
        """The last tick: whether it runs, what it said, and its exit code."""
        return self._object("tick")

    def installs(self) -> JsonObject:
        """The `app` with its own secrets, and all `installs` with their tokens, home first."""
        return self._object("installs")

    def install(self, **wanted: Json) -> JsonObject:
        """Into a `team` or `enterprise`, the app's bot and `token` there in the answer."""
        return self._post("install", wanted)

    def uninstall(self, **which: Json) -> JsonObject:
        """The desk's own install, or the one in `install`, a workspace or org."""
        return self._post("uninstall", which)

    def reinstall(self, **which: Json) -> JsonObject:
        """With all scopes of the manifest, and with its last token or a `new_token`."""
        return self._post("reinstall", which)

    def token(self, do: str, **which: Json) -> JsonObject:
        """`revoke`, `expire`, or `drop_scope` with `scope`; the newest token, or `token`."""
        return self._post("token", {"do": do, **which})

    def grant(self, team: str, *, granted: bool = True, **which: Json) -> JsonObject:
        """An admin of the org adds the app to a workspace, or takes it out."""
        return self._post("grant", {"team": team, "granted": granted, **which})

    def deliveries(self, **wanted: str) -> list[JsonObject]:
        """Of one `kind`, `type` or `state`, or touched since a time of the fake's clock."""
        return self._list("deliveries", **wanted)

    def redeliver(self, delivery_id: str) -> None:
        self._post(f"deliveries/{delivery_id}/redeliver", {})

    def release(self, order: str | list[str] = "fifo") -> list[str]:
        released: list[str] = self._post("release", {"order": order})["released"]
        return released

    def fault(self, on: str, do: str, **details: Json) -> str:
        """Add one; its id."""
        return str(self._post("faults", {"on": on, "do": do, **details})["id"])

    def faults(self) -> list[JsonObject]:
        return self._list("faults")

    def remove_fault(self, fault_id: str) -> None:
        self._checked(self._http.delete(f"faults/{fault_id}"))

    def clear_faults(self) -> None:
        self._checked(self._http.delete("faults"))

    def expire_triggers(self) -> int:
        """How many were open."""
        expired: int = self._post("triggers/expire", {})["expired"]
        return expired

    def event_delivery(self, **settings: Json) -> JsonObject:
        """Whether the app is sent events, and the limits; `on` and the limits can be set."""
        return self._post("event_delivery", settings)

    def clock(self, **wanted: Json) -> JsonObject:
        """Set `mode`, `speed`, `now`, `advance` or `sign_skew`; how the clock then stands."""
        return self._post("clock", wanted)

    def advance(self, seconds: float) -> None:
        self.clock(advance=seconds)

    def reset(self) -> None:
        self._post("reset", {})

    def send_event(self, event: JsonObject) -> None:
        """Any event, in a right envelope, whatever is subscribed."""
        self._post("events", {"event": event})

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

    def _object(self, path: str, **query: str) -> JsonObject:
        answer: JsonObject = self._checked(self._http.get(path, params=query))
        return answer

    def _list(self, path: str, **query: str) -> list[JsonObject]:
        answer: list[JsonObject] = self._checked(self._http.get(path, params=query))
        return answer

    def _checked(self, response: httpx.Response) -> Json:
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise ValueError(response.json()["error"])
        response.raise_for_status()
        return response.json()
