"""A thread as Slack has it, read without hurry and told to the inbox; `carry_out` calls it."""

import json
from collections.abc import Iterator, Sequence

from deskbell.domain.effects import ReadThread
from deskbell.domain.inputs import MessagePosted, ThreadRead
from deskbell.domain.tickets.open_from_message import BACKFILL_LIMIT
from deskbell.usecases.outbox.posting import DONE, Ports, Result, tell_inbox
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Later, Never, Unknown

PART_BYTES = 50_000
"""Of the replies in one `ThreadRead`; with a root and a reply that are longer than usual it is
still far from what the queue takes."""


def read_thread(row: OutboxRow, effect: ReadThread, ports: Ports) -> Result:
    """Raises QueueUnavailableError."""
    read = ports.workspace.read_thread(effect.thread)
    match read:
        case Later():
            return Result(read)
        case Unknown(code=code):
            # Reading changes nothing, so there is no late effect to wait for.
            return Result(Later(None, code))
        case Never(code=code):
            answers = [ThreadRead(row.ref, effect.thread, (), failure=code)]
        case messages:
            answers = [ThreadRead(row.ref, effect.thread, part) for part in _parts(messages)]
    thread = effect.thread
    for index, answer in enumerate(answers):
        # Another attempt may find other replies: its parts are not these.
        key = f"read:{row.id}:{row.attempt}:{index}"
        tell_inbox(row, key, f"{thread.channel}:{thread.ts}", answer, ports)
    return DONE


def _parts(thread: Sequence[MessagePosted]) -> Iterator[tuple[MessagePosted, ...]]:
    """The root with as many replies as one input, and one transaction, can hold; then the next.

    At least one part, if only to say that there is nothing.
    """
    root, part, weight = tuple(thread[:1]), list[MessagePosted](), 0
    for reply in thread[1:]:
        if part and (len(part) == BACKFILL_LIMIT or weight + _weight(reply) > PART_BYTES):
            yield (*root, *part)
            part, weight = [], 0
        part.append(reply)
        weight += _weight(reply)
    yield (*root, *part)


def _weight(message: MessagePosted) -> int:
    files = sum(len(file.name) + len(file.permalink) for file in message.files)
    return len(json.dumps(message.text)) + files
