"""Dead letters as somebody on call reads them, or as a program does; `commands.py` prints it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tools.desk.ages import age, since
from tools.desk.dead_letters.letters import Letter
from tools.desk.dead_letters.queues import DeadLetterQueue
from tools.desk.dead_letters.redrive import Outcome
from tools.desk.dead_letters.stories import Invoke, Nothing, Send, Start, Story

Told = tuple[Letter, Story]
HIDDEN = "the others follow when these are gone: SQS shows ten of a thread at a time"


@dataclass(frozen=True, slots=True)
class Overview:
    """One queue, and the letters of it that were looked at."""

    queue: DeadLetterQueue
    seen: Sequence[Told]

    @property
    def oldest(self) -> datetime | None:
        return min((letter.sent_at for letter, _ in self.seen), default=None)

    @property
    def kinds(self) -> Counter[str]:
        return Counter(story.kind for _, story in self.seen)


# --- list -------------------------------------------------------------------------------------


def overview_as_text(found: Sequence[Overview], now: datetime, option: str) -> str:
    width = max(len(one.queue.name) for one in found)
    return "\n".join(line for one in found for line in _overview(one, now, option, width))


def _overview(one: Overview, now: datetime, option: str, width: int) -> Iterator[str]:
    name, waiting = f"{one.queue.name:<{width}}", one.queue.waiting
    if not waiting:
        yield f"{name}  empty"
        return
    oldest = f", the oldest for {age(now - one.oldest)}" if one.oldest else ""
    yield f"{name}  {waiting} waiting{oldest}"
    of = f" (of the {len(one.seen)} looked at)" if len(one.seen) < waiting else ""
    kinds = ", ".join(f"{count} {kind}" for kind, count in one.kinds.most_common())
    yield f"  what:  {kinds or 'they are hidden for two minutes: somebody looks at them'}{of}"
    yield f"  why:   ./deskbell dlq show {option} {one.queue.name}"
    yield f"  do:    {_advice(one)}: ./deskbell dlq redrive {option} {one.queue.name}"


def _advice(one: Overview) -> str:
    if one.queue.home:
        return f"mend the cause, then put them back on {one.queue.home.name}"
    return "mend the cause, then do again what can be done again"


def overview_as_json(found: Sequence[Overview]) -> str:
    return _json(
        [
            {
                "queue": one.queue.name,
                "waiting": one.queue.waiting,
                "gives_back_to": one.queue.home.name if one.queue.home else None,
                "looked_at": len(one.seen),
                "oldest": one.oldest.isoformat() if one.oldest else None,
                "kinds": dict(one.kinds),
            }
            for one in found
        ]
    )


# --- show -------------------------------------------------------------------------------------


def letters_as_text(found: Sequence[Overview], now: datetime, *, content: bool) -> str:
    return "\n".join(line for one in found for line in _letters(one, now, content=content))


def _letters(one: Overview, now: datetime, *, content: bool) -> Iterator[str]:
    shown = f"{len(one.seen)} of {one.queue.waiting}" if one.queue.waiting else "empty"
    yield f"{one.queue.name}: {shown}"
    for letter, story in one.seen:
        yield f"  {letter.id}"
        yield f"    what:    {story.kind}, {since(story.at, now)}"
        yield f"    why:     {story.why or 'unknown'}"
        if story.key:
            yield f"    key:     {story.key}"
        if story.group:
            yield f"    group:   {story.group}"
        yield f"    redrive: {_remedy(story)}"
        if content:
            yield f"    holds:   {letter.body}"


def _remedy(story: Story) -> str:
    match story.remedy:
        case Send(name=name):
            return f"puts it on {name}"
        case Invoke(name=name):
            return f"calls {name} again"
        case Start(name=name):
            return f"starts {name} again, which ends at once if it runs already"
        case Nothing(why):
            return f"leaves it: {why}"


def letters_as_json(found: Sequence[Overview], *, content: bool) -> str:
    return _json([_row(one, told, content=content) for one in found for told in one.seen])


def _row(one: Overview, told: Told, *, content: bool) -> dict[str, object]:
    letter, story = told
    row: dict[str, object] = {
        "queue": one.queue.name,
        "id": letter.id,
        "kind": story.kind,
        "at": story.at.isoformat(),
        "why": story.why,
        "key": story.key,
        "group": story.group,
        "redrive": _remedy(story),
    }
    return row | ({"content": letter.body} if content else {})


# --- redrive and delete -----------------------------------------------------------------------


def outcome_as_text(outcomes: Iterable[Outcome], option: str, done: str) -> str:
    """`done` completes "3 of 4 …"."""
    return "\n".join(line for outcome in outcomes for line in _outcome(outcome, option, done))


def _outcome(outcome: Outcome, option: str, done: str) -> Iterator[str]:
    name, waiting = outcome.queue.name, outcome.queue.waiting
    if not waiting:
        yield f"{name}: empty"
        return
    yield f"{name}: {len(outcome.done)} of {waiting} {done}"
    for letter, story in outcome.done:
        yield f"  {letter.id}  {story.kind}  {story.key or ''}".rstrip()
    for letter, story in outcome.left:
        yield f"  left: {letter.id}  {story.kind}: {_why_left(story)}"
    if outcome.left:
        ids = " ".join(f"--message {letter.id}" for letter, _ in outcome.left)
        yield f"  not needed any more? ./deskbell dlq delete {option} {name} {ids}"
    if outcome.unseen:
        yield f"  {outcome.unseen} more: {HIDDEN}"


def _why_left(story: Story) -> str:
    return story.remedy.why if isinstance(story.remedy, Nothing) else ""


def outcome_as_json(outcomes: Iterable[Outcome], *, dry_run: bool) -> str:
    return _json(
        [
            {
                "queue": outcome.queue.name,
                "waiting": outcome.queue.waiting,
                "dry_run": dry_run,
                "done": [letter.id for letter, _ in outcome.done],
                "left": [
                    {"id": letter.id, "kind": story.kind, "why": _why_left(story)}
                    for letter, story in outcome.left
                ],
                "not_looked_at": outcome.unseen,
            }
            for outcome in outcomes
        ]
    )


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
