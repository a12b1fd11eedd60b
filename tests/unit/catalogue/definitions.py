"""A small sound workflow to change, and the names that a desk would give it."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.read_definition import InvalidWorkflowError, read_definition
from deskbell.domain.catalogue.vocabulary import Vocabulary

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SHIPPED = Path(__file__).parents[3] / "workflows"
LISTS = {"locations": {"warsaw": "Warsaw", "seoul": "Seoul"}}
VOCABULARY = Vocabulary(
    people=frozenset({"lena", "ben"}),
    channels=frozenset({"it-happens", "x-team"}),
    inboxes={"it": frozenset({"hardware", "software", "access"})},
    lists=LISTS,
    rotas=frozenset({"frontline"}),
    schedules=frozenset({"nights"}),
    assets=frozenset({"laptop"}),
    hooks=frozenset({"hr_system"}),
    emoji={"ticket": "open"},
)


def say(text: str) -> dict[str, str]:
    return {"en": text, "ko": f"{text} 요", "pl": f"{text} pl"}


def a_field(id: str, type: str = "text", **more: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "label": say(f"About {id}"), **more}


def a_form(id: str, *fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": id, "do": "form", "title": say("Form"), "fields": list(fields), **more}


def a_finish(id: str = "done", ending: str = "done", **more: Any) -> dict[str, Any]:
    return {"id": id, "do": "finish", "ending": ending, "text": say("That is all."), **more}


def a_message(id: str, text: str = "Hello", **more: Any) -> dict[str, Any]:
    return {"id": id, "do": "message", "text": say(text), **more}


def a_ticket(id: str = "open", **more: Any) -> dict[str, Any]:
    return {"id": id, "do": "ticket", "inbox": "it", "title": say("Something"), **more}


def a_document(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """As YAML would give it."""
    return copy.deepcopy(
        {
            "name": "sample",
            "owner": "it",
            "languages": ["en", "ko", "pl"],
            "title": say("Sample"),
            "why": say("To try it out"),
            "start": {"emoji": ["key"], "home": True},
            "steps": list(steps),
            **more,
        }
    )


def a_definition(*steps: dict[str, Any], **more: Any) -> Definition:
    return read_definition(a_document(*steps, **more), VOCABULARY)


def faults_of(document: object) -> list[str]:
    try:
        read_definition(document, VOCABULARY)
    except InvalidWorkflowError as error:
        return [str(fault) for fault in error.faults]
    return []


def faults(*steps: dict[str, Any], **more: Any) -> list[str]:
    return faults_of(a_document(*steps, **more))


def as_yaml(document: dict[str, Any]) -> str:
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True)


Write = Callable[[str, dict[str, Any]], Path]
