"""What people see of a MemoryWorkspace, and what they can press; for tests of a whole desk."""

from collections.abc import Iterator, Mapping
from typing import Any

from deskbell.adapters.memory.workspace import MemoryWorkspace, Post
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.usecases.audit.books import Shown, ShownPost


def what_memory_shows(slack: MemoryWorkspace) -> Shown:
    """As the invariants look at it (usecases/audit); its text as Deskbell reads it."""
    return Shown(
        [
            ShownPost(
                channel=post.channel,
                ts=post.ts,
                thread_ts=post.thread_ts,
                author=post.author,
                text=clean_text(post.shown.text),
                outbox_id=post.outbox_id,
                is_human=post.author != slack.bot,
            )
            for post in slack.posts.values()
        ]
    )


def buttons(post: Post, action_id: str) -> Iterator[dict[str, Any]]:
    """Each that the post shows of this action."""
    for block in post.shown.blocks:
        elements = block.get("elements", [])
        assert isinstance(elements, list)
        accessory = block.get("accessory")
        shown = [*elements, *([accessory] if isinstance(accessory, dict) else [])]
        yield from (element for element in shown if element.get("action_id") == action_id)


def rich_text(post: Post) -> str:
    """A post's rich text as people read it; empty if it has none."""
    return "".join(
        _read(element)
        for block in post.shown.blocks
        if block["type"] == "rich_text"
        for section in _objects(block, "elements")
        for element in _objects(section, "elements")
    )


def _objects(parent: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = parent[name]
    assert isinstance(found, list)
    return found


def _read(element: Mapping[str, object]) -> str:
    match element["type"]:
        case "emoji":
            return f":{element['name']}:"
        case "link":
            return str(element.get("text", element["url"]))
        case _:
            return str(element["text"])
