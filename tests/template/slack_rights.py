"""What of Slack's Web API and events the code uses, read from its syntax trees, and the scopes
that Slack wants for it (https://docs.slack.dev/reference/methods and /reference/events)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.template.cloudformation import ROOT

ADAPTERS = ROOT / "layers" / "deskbell" / "deskbell" / "adapters" / "slack"
CALLERS = (
    *(ADAPTERS / f"{name}.py" for name in ("web_api", "plain_api", "uploads")),
    *(ROOT / "tools/desk").rglob("*.py"),
)
READER = ADAPTERS / "events.py"
_METHOD = re.compile(r"[a-z]+\.[a-z][A-Za-z]*")
_ASKING = ("_call", "ask", "every")
"""Functions that take a method by its name."""

# Help channels and triage channels are public or private, never group DMs.
_HISTORY = frozenset({"channels:history", "groups:history"})
_READ = frozenset({"channels:read", "groups:read"})

METHODS = {
    "auth.test": frozenset[str](),
    "chat.delete": frozenset({"chat:write"}),
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    # What we look for is the metadata; a DM's post is looked for, too.
    "conversations.create": frozenset({"groups:write"}),  # private ones alone
    "conversations.history": _HISTORY | {"im:history", "metadata.message:read"},
    "conversations.info": _READ,
    "conversations.invite": frozenset({"groups:write"}),
    "conversations.list": _READ,
    "conversations.members": _READ,
    "conversations.open": frozenset({"im:write"}),
    "conversations.replies": _HISTORY | {"metadata.message:read"},
    "files.upload.v2": frozenset({"files:write"}),  # slack_sdk's name of three methods
    "reactions.add": frozenset({"reactions:write"}),
    "reactions.remove": frozenset({"reactions:write"}),
    "usergroups.users.list": frozenset({"usergroups:read"}),
    "usergroups.users.update": frozenset({"usergroups:write"}),
    "users.conversations": frozenset({"groups:read"}),
    "users.info": frozenset({"users:read"}),
    "users.lookupByEmail": frozenset({"users:read.email"}),
    "users.list": frozenset({"users:read"}),
    "views.open": frozenset[str](),
    "views.publish": frozenset[str](),
    "views.update": frozenset[str](),
}
EVENTS = {
    "app_home_opened": {"app_home_opened": frozenset[str]()},
    "app_uninstalled": {"app_uninstalled": frozenset[str]()},
    "member_joined_channel": {"member_joined_channel": _READ},
    "message": {
        "message.channels": frozenset({"channels:history"}),
        "message.groups": frozenset({"groups:history"}),
        "message.im": frozenset({"im:history"}),  # the echo of our own DMs
    },
    "reaction_added": {"reaction_added": frozenset({"reactions:read"})},
    "reaction_removed": {"reaction_removed": frozenset({"reactions:read"})},
    "tokens_revoked": {"tokens_revoked": frozenset[str]()},
    "user_change": {"user_change": frozenset({"users:read"})},
}
"""By the type that arrives: what has to be subscribed to, and the scopes of that."""


def methods_called() -> set[str]:
    """By the functions and by the operator's commands, which have the same token."""
    return {method for path in CALLERS for method in _methods(_tree(path))}


def events_read() -> set[str]:
    """The types that EventReader.read tells apart."""
    [read] = [
        node
        for node in ast.walk(_tree(READER))
        if isinstance(node, ast.FunctionDef) and node.name == "read"
    ]
    patterns = (node.value for node in ast.walk(read) if isinstance(node, ast.MatchValue))
    return {str(node.value) for node in patterns if isinstance(node, ast.Constant)}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _methods(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Attribute(attr="_client"), attr=name):
                yield name.replace("_", ".")  # as slack_sdk names its functions
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _ASKING:
                for given in node.args:
                    if isinstance(given, ast.Constant) and _METHOD.fullmatch(str(given.value)):
                        yield str(given.value)
