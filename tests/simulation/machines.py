"""Step Functions, as far as our definitions use it: a task a state, waits that survive everything.

An execution is a task that nothing kills: AWS keeps its state. What a definition uses beyond this
is refused (tests/flows hold the same definitions against moto and the emulator).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tests.simulation.faults import Mishap
from tests.simulation.queues import Invoke
from tests.simulation.scheduler import current
from tests.simulation.world import World

WAITS = "arn:aws:states:::lambda:invoke.waitForTaskToken"
CALLS = "arn:aws:states:::lambda:invoke"
Document = Mapping[str, Any]
LONGEST_LIFE = 900.0
"""Seconds after which a wait at the latest is stopped that is to be."""


class FailedError(Exception):
    """A state's error; the text is its name, as `States.Timeout`."""


class StoppedError(Exception):
    """Somebody has stopped the execution; nothing in its definition catches that."""


class Machine:
    """One definition and its executions; `waiting` are those that hold a token."""

    def __init__(self, world: World, name: str, definition: Document, invoke: Invoke) -> None:
        self._world = world
        self._name = name
        self._definition = definition
        self._invoke = invoke
        self._count = 0
        self.running = 0
        self.failed: list[str] = []
        self.waiting: dict[str, Callable[[object], object]] = {}
        self.waits_of: dict[str, tuple[str, int]] = {}
        """Which request and generation each token has been of."""

    def start(self, name: str, given: Document) -> None:
        self.running += 1
        self._world.scheduler.spawn(
            f"{self._name}/{name}", lambda: self._run(name, dict(given)), self._over
        )

    def answer(self, token: str, outcome: object) -> bool:
        """SendTaskSuccess; False if nobody waits with it any more."""
        wake = self.waiting.pop(token, None)
        if wake is not None:
            wake(outcome)
        return wake is not None

    def _over(self, result: object) -> None:
        self.running -= 1
        if isinstance(result, BaseException) and not isinstance(result, StoppedError):
            self.failed.append(f"{type(result).__name__}: {result}")

    def _run(self, name: str, data: dict[str, Any]) -> None:
        state: str | None = self._definition["StartAt"]
        while state is not None:
            state = self._step(self._definition["States"][state], name, data)

    def _step(self, state: Document, name: str, data: dict[str, Any]) -> str | None:
        match state["Type"]:
            case "Task":
                return self._task(state, name, data)
            case "Choice":
                for choice in state["Choices"]:
                    if _at(data, choice["Variable"]) == choice["StringEquals"]:
                        return str(choice["Next"])
                return str(state["Default"])
            case "Succeed":
                return None
            case "Fail":
                raise FailedError(state["Error"])
        raise ValueError(f"no type of state that our definitions use: {state['Type']}")

    def _task(self, state: Document, name: str, data: dict[str, Any]) -> str | None:
        try:
            result = self._tried(state, name, data)
        except FailedError as fault:
            for catch in state.get("Catch", ()):
                if str(fault) in catch["ErrorEquals"]:
                    data[_name_of(catch["ResultPath"])] = {"Error": str(fault)}
                    return str(catch["Next"])
            raise
        data[_name_of(state["ResultPath"])] = result
        return state.get("Next")

    def _tried(self, state: Document, name: str, data: Document) -> object:
        [retry] = state["Retry"]
        assert retry["ErrorEquals"] == ["States.TaskFailed"]
        for attempt in range(retry["MaxAttempts"] + 1):
            try:
                return self._asked(state, name, data)
            except FailedError as fault:
                if str(fault) != "States.TaskFailed" or attempt == retry["MaxAttempts"]:
                    raise
            longest = retry["IntervalSeconds"] * retry["BackoffRate"] ** attempt
            pause = self._world.random.uniform(0.0, min(longest, retry["MaxDelaySeconds"]))
            self._world.scheduler.sleep(pause)
        raise AssertionError("unreachable")

    def _asked(self, state: Document, name: str, data: Document) -> object:
        self._count += 1
        token = f"{self._name}-token-{self._count}"
        context = {"Execution.Name": name, "Task.Token": token}
        parameters = state["Parameters"]
        payload = {
            key.removesuffix(".$"): _value(value, data, context) if key.endswith(".$") else value
            for key, value in parameters["Payload"].items()
        }
        ask = partial(self._invoke, parameters["FunctionName"], payload)
        if state["Resource"] == WAITS:
            self.waits_of[token] = (str(payload["ref"]), int(str(payload["generation"])))
            return self._waited(ask, token, _patience(state, data))
        if state["Resource"] != CALLS:
            raise ValueError(f"no resource that our definitions use: {state['Resource']}")
        answer = self._world.scheduler.wait(ask)
        if isinstance(answer, BaseException):
            raise FailedError("States.TaskFailed")
        return {
            key.removesuffix(".$"): _at({"Payload": answer}, path)
            for key, path in state["ResultSelector"].items()
        }

    def _waited(self, ask: Callable[..., None], token: str, seconds: float) -> object:
        """Until the token is answered, the function that got it fails, or the time is over."""

        def begin(wake: Callable[[object], object]) -> None:
            def first(answer: object) -> None:
                if self.waiting.pop(token, None) is not None:
                    wake(answer)

            self.waiting[token] = wake
            ask(lambda answer: first(answer) if isinstance(answer, BaseException) else None)
            self._world.scheduler.after(seconds, lambda: first(TimeoutError()))
            if self._world.faults.happens(Mishap.EXECUTION_STOPPED):
                life = self._world.random.uniform(0.0, LONGEST_LIFE)
                self._world.scheduler.after(life, lambda: first(StoppedError()))

        assert current().name
        answer = self._world.scheduler.wait(begin)
        if isinstance(answer, StoppedError):
            raise answer
        if isinstance(answer, TimeoutError):
            raise FailedError("States.Timeout")
        if isinstance(answer, BaseException):
            raise FailedError("States.TaskFailed")
        return answer


def _value(path: str, data: Document, context: Mapping[str, str]) -> object:
    return context[path.removeprefix("$$.")] if path.startswith("$$.") else _at(data, path)


def _patience(wait: Document, data: Document) -> float:
    path = wait.get("TimeoutSecondsPath")
    return float(_at(data, path) if path else wait["TimeoutSeconds"])


def _at(data: Any, path: str) -> Any:
    for name in path.removeprefix("$.").split("."):
        data = data[name]
    return data


def _name_of(path: str) -> str:
    name = path.removeprefix("$.")
    if "." in name or name == path:
        raise ValueError(f"a result is put under one name: {path}")
    return name
