"""Puts dead letters back on their way, one after the other: sent first, then deleted.

    redrive   sends ── deletes                     ✓
    redrive   sends ── (killed)      again: sends ── deletes

The second sending does nothing: SQS drops it for five minutes (its deduplication id is the dead
letter's own), and after that the input's key is known to the table (docs/reliability.md).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import assert_never

from deskbell.adapters.wire import fifo_id
from tools.desk.dead_letters.letters import Letter, Look
from tools.desk.dead_letters.queues import DeadLetterQueue
from tools.desk.dead_letters.stories import Invoke, Nothing, Remedy, Send, Start, Story, story_of
from tools.desk.deployment import Account, Stack

TELL_EVERY = 100
"""Letters between two lines of progress."""


@dataclass(slots=True)
class Outcome:
    """What became of the letters of one queue, or would in a dry run; each with its story."""

    queue: DeadLetterQueue
    done: list[tuple[Letter, Story]] = field(default_factory=list)
    left: list[tuple[Letter, Story]] = field(default_factory=list)
    missing: frozenset[str] = frozenset()
    """Ids that were asked for and that SQS did not show."""
    unseen: int = 0
    """How many more there are that SQS did not show."""


def work_off(
    account: Account,
    stack: Stack,
    queue: DeadLetterQueue,
    only: Collection[str],
    tell: Callable[[str], None],
    *,
    redrive: bool,
    dry_run: bool,
) -> Outcome:
    """Puts back, or else deletes, the letters that were there at the start, or `only` those.

    Raises what AWS says; whatever is done by then stays done.
    """
    outcome, seen = Outcome(queue), set[str]()
    with Look(account.client("sqs"), queue, queue.waiting) as look:
        for letter in look:
            seen.add(letter.id)
            if only and letter.id not in only:
                continue
            story = story_of(letter, queue, stack)
            if redrive and isinstance(story.remedy, Nothing):
                outcome.left.append((letter, story))
                continue
            if not dry_run:
                if redrive:
                    _put_back(account, letter, story.remedy)
                look.delete(letter)
            outcome.done.append((letter, story))
            if len(outcome.done) % TELL_EVERY == 0:
                tell(f"{queue.name}: {len(outcome.done)} of {queue.waiting} so far")
    outcome.unseen = queue.waiting - len(seen)
    outcome.missing = frozenset(only) - seen
    return outcome


def _put_back(account: Account, letter: Letter, remedy: Remedy) -> None:
    match remedy:
        case Send(url):
            fifo = {} if letter.group is None else _fifo(letter, letter.group)
            account.client("sqs").send_message(QueueUrl=url, MessageBody=letter.body, **fifo)
        case Invoke(function, _, event):
            account.client("lambda").invoke(
                FunctionName=function, InvocationType="Event", Payload=event.encode()
            )
        case Start(machine, _, given):
            # No name: one that a first try had is taken for 90 days.
            account.client("stepfunctions").start_execution(stateMachineArn=machine, input=given)
        case Nothing():
            pass
        case _:
            assert_never(remedy)


def _fifo(letter: Letter, group: str) -> dict[str, str]:
    # Not the input's own key: an input that fails again within five minutes would be dropped by
    # SQS at its next redrive, and then deleted here.
    return {"MessageGroupId": group, "MessageDeduplicationId": fifo_id(f"redrive#{letter.id}")}
