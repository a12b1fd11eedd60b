"""Every key of the table, built here and nowhere else (architecture.md, Table).

Standard library only: the ingress reads two rows without PynamoDB, and without the time it
takes to import the domain's larger modules.
"""

from __future__ import annotations

from binascii import crc32
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from deskbell.domain.decision import Role
    from deskbell.domain.effects import Place
    from deskbell.domain.ids import EventKey, InboxId, InstallId, PersonId, Ref, Thread, Ts

SHARDS = 4
"""Partitions of each queue on the `due` index; 4 x 400 writes a second (architecture.md)."""

AUDIT, COMMENT, OUTBOX, WAIT, PARKED = "A#", "C#", "O#", "W#", "K#"
TIMER, ROLE, COPIED = "M#", "P#", "Y#"
LINK = "L#"
PAST = "past#"
OPEN_TICKETS = "tickets"


class Key(NamedTuple):
    """The primary key of one row."""

    pk: str
    sk: str


# --- on the aggregate's own partition ---------------------------------------------------------


def state(ref: Ref) -> Key:
    return Key(str(ref), str(ref.kind))


def audit(ref: Ref, version: int) -> Key:
    return Key(str(ref), f"{AUDIT}{version:010}")


def comment(ref: Ref, message: Thread) -> Key:
    """Sorts by the instant of the Slack timestamp, which is one message's in its channel alone; a
    row of an earlier release has no channel."""
    of = f"{message.channel}:" if message.channel else ""
    return Key(str(ref), f"{comments_since(message.ts)}#{of}{message.ts}")


def comments_since(ts: Ts) -> str:
    """What the sort keys of the comments of that instant begin with."""
    return f"{COMMENT}{_instant(ts)}"


def copied(ref: Ref, place: Place, of: Thread, part: int) -> Key:
    return Key(str(ref), f"{copies_at(place)}{_instant(of.ts)}#{of.channel}:{of.ts}#{part:03}")


def copies_at(place: Place) -> str:
    """What the sort keys of the copies at one place begin with."""
    return f"{COPIED}{place}#"


def _instant(ts: Ts) -> str:
    seconds, _, micros = ts.partition(".")
    return f"{int(seconds):011}{micros:0<6}"


def timer(ref: Ref, name: str) -> Key:
    return Key(str(ref), f"{TIMER}{name}")


def timer_name(sk: str) -> str:
    return sk.removeprefix(TIMER)


def wait(ref: Ref, name: str) -> Key:
    return Key(str(ref), f"{WAIT}{name}")


def claim(ref: Ref, generation: int) -> Key:
    return Key(str(ref), f"X#{generation}")


def role(ref: Ref, name: Role, person: PersonId) -> Key:
    return Key(str(ref), f"{ROLE}{name}#{person}")


def role_of(sk: str) -> Role:
    from deskbell.domain.decision import Role

    return Role(sk.removeprefix(ROLE).split("#")[0])


def posted(ref: Ref, place: Place) -> Key:
    return Key(str(ref), f"S#{place}")


def asked(ref: Ref, person: PersonId) -> Key:
    return Key(str(ref), f"S#{person}")


# --- the outbox, whose rows are named outside the table too -----------------------------------


def outbox_id(ref: Ref | str, version: int, index: int) -> str:
    """`<ref>/<version>/<index>`: what the rest of Deskbell calls an outbox row."""
    return f"{ref}/{version}/{index}"


def outbox_order(version: int, index: int) -> str:
    """Sorts an aggregate's rows in the order in which they were decided."""
    return f"{version:010}#{index:03}"


def outbox(row_id: str) -> Key:
    """Raises ValueError on anything that is no outbox id."""
    ref, version, index = row_id.rsplit("/", 2)
    return Key(ref, OUTBOX + outbox_order(int(version), int(index)))


def outbox_id_of(key: Key) -> str:
    """Whatever kind of aggregate it is of, a newer release's as well."""
    version, index = key.sk.removeprefix(OUTBOX).split("#")
    return outbox_id(key.pk, int(version), int(index))


# --- on partitions of their own ---------------------------------------------------------------


def dedupe(install: InstallId, key: EventKey) -> Key:
    return Key(f"D#{install}#{key}", "D")


def link(key: str) -> Key:
    return Key(f"{LINK}{key}", "L")


def link_key_of(pk: str) -> str:
    return pk.removeprefix(LINK)


def parked_partition(install: InstallId, thread: Thread) -> str:
    return f"K#{install}#{thread.channel}#{thread.ts}"


def parked(install: InstallId, thread: Thread, key: EventKey) -> Key:
    return Key(parked_partition(install, thread), f"{PARKED}{key}")


def person(install: InstallId, person_id: PersonId) -> Key:
    return Key(f"P#{install}#{person_id}", "PERSON")


def group(install: InstallId, name: str) -> Key:
    return Key(f"G#{install}#{name}", "GROUP")


def bookmark(install: InstallId, of: str) -> Key:
    """Of a channel by its id, or of `OPEN_TICKETS`."""
    return Key(f"H#{install}", of)


def counter(install: InstallId) -> Key:
    return Key(f"N#{install}", "TICKETS")


def tally(install: InstallId, workflow: str, day: str) -> Key:
    return Key(tallies(install), f"{workflow}#{day}")


def tallies(install: InstallId) -> str:
    """Of how often each workflow is used."""
    return f"U#{install}"


SETTINGS_POINTER = Key("CFG", "CURRENT")
LAST_AUDIT = Key("AUDITED", "LAST")


def settings(version: str) -> Key:
    return Key(f"CFG#{version}", "desk")


def definition(workflow: str, version: str) -> Key:
    """Kept for as long as a request may go by it."""
    return Key(f"CFG#flow#{workflow}", version)


# --- partitions of the indexes ----------------------------------------------------------------


def outbox_partition(ref: Ref) -> str:
    return f"OUTBOX#{_shard(ref)}"


def outbox_partitions() -> list[str]:
    return [f"OUTBOX#{shard}" for shard in range(SHARDS)]


def timer_partition(ref: Ref) -> str:
    return f"TIMER#{_shard(ref)}"


def timer_partitions() -> list[str]:
    return [f"TIMER#{shard}" for shard in range(SHARDS)]


def person_partition(install: InstallId, person_id: PersonId) -> str:
    return person(install, person_id).pk


def person_sort(name: Role, at_micros: int, ref: Ref, *, is_open: bool) -> str:
    """A person's rows by role, oldest first; what is over is apart, so that a list of what is
    open reads nothing else."""
    return among(f"{open_sort(name)}{at_micros:017}#{ref}", is_open=is_open)


def among(sort: str, *, is_open: bool) -> str:
    """The same row's sort key, among what is open or what is over."""
    return f"{'' if is_open else PAST}{sort.removeprefix(PAST)}"


def open_sort(name: Role) -> str:
    """What the sort keys of a person's open rows in this role begin with."""
    return f"{name}#"


def past_sort(name: Role) -> str:
    """As `open_sort`, of what is over."""
    return f"{PAST}{open_sort(name)}"


def queue_partition(install: InstallId, inbox: InboxId, ref: Ref, *, restricted: bool) -> str:
    return queue_partitions(install, inbox, restricted=restricted)[_shard(ref)]


def queue_partitions(install: InstallId, inbox: InboxId, *, restricted: bool) -> list[str]:
    """Of what not even the team may know of, or of all the rest."""
    queue = "RESTRICTED" if restricted else "QUEUE"
    return [f"{queue}#{install}#{inbox}#{shard}" for shard in range(SHARDS)]


def queue_rank(opened_micros: int) -> str:
    """Who came first is first; with the version of this order."""
    return f"1#{opened_micros:017}"


def _shard(ref: Ref) -> int:
    return crc32(str(ref).encode()) % SHARDS
