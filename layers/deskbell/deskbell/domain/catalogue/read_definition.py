"""A workflow from its file, or everything that is wrong with it (D-7).

Called for each definition before anything is pushed; what is published has passed it.
"""

import hashlib
import json
from collections.abc import Mapping

from deskbell.domain.catalogue.definition import Definition, Requester, Start, WorkflowId
from deskbell.domain.catalogue.lint import lint
from deskbell.domain.catalogue.read_steps import read_steps
from deskbell.domain.catalogue.reading import OPTION_LIMIT, TEXT_LIMIT, Reading, emoji_name
from deskbell.domain.catalogue.vocabulary import Vocabulary
from deskbell.domain.errors import SettingsError
from deskbell.domain.settings import values
from deskbell.domain.settings.faults import Fault
from deskbell.domain.settings.section import Section
from deskbell.domain.texts import LANGUAGES

_WAYS_IN = ("emoji", "command", "shortcut", "home", "called")


class InvalidWorkflowError(SettingsError):
    """The definition cannot be published; `faults` has all that is wrong, in order of reading."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(str(fault) for fault in faults))


def read_definition(document: object, vocabulary: Vocabulary) -> Definition:
    """Raises InvalidWorkflowError."""
    faults: list[Fault] = []
    if not isinstance(document, Mapping):
        faults.append(Fault((), "there is no workflow here; begin with `name: …`"))
        raise InvalidWorkflowError(tuple(faults))
    definition = _definition(Section(document, faults), vocabulary)
    if not faults:
        faults += lint(definition)
    if faults:
        raise InvalidWorkflowError(tuple(faults))
    return definition


def _definition(top: Section, vocabulary: Vocabulary) -> Definition:
    spoken = top.texts("languages")
    chosen = (
        top.choose(language, LANGUAGES, "no language that Deskbell speaks", *where)
        for where, language in spoken
    )
    reading = Reading(tuple(language for language in chosen if language), vocabulary)
    owners = sorted((*vocabulary.inboxes, *vocabulary.people))
    definition = Definition(
        id=WorkflowId(values.name(top, "name")),
        version=_version(top.values),
        owner=(
            reading.one(top, "owner", owners, "neither an inbox nor somebody in people")
            if _said(top, "owner", "nobody owns it; name an inbox or somebody in people")
            else ""
        ),
        title=reading.wording(top, "title", OPTION_LIMIT),
        why=(
            reading.wording(top, "why", TEXT_LIMIT)
            if _said(top, "why", "say why it exists: people are shown it, and may object")
            else {}
        ),
        languages=reading.languages,
        start=_start(reading, top.section("start")),
        steps=read_steps(reading, top),
        privacy=values.privacy(top, "privacy"),
        chosen_by=_chosen_by(reading, top),
    )
    top.end()
    return definition


def _said(top: Section, key: str, wrong: str) -> bool:
    """Without an owner and a why, nothing is published (A3-06)."""
    if top.has(key) and top.values[key]:
        return True
    top.fault(wrong, key)
    return False


def _chosen_by(reading: Reading, top: Section) -> str | None:
    if not top.has("chosen_by"):
        return None
    return reading.one(top, "chosen_by", sorted(reading.vocabulary.people), "nobody in people")


def _start(reading: Reading, part: Section) -> Start:
    emoji = part.texts("emoji") if part.has("emoji") else []
    channels = part.texts("channels") if part.has("channels") else []
    for where, channel in channels:
        part.choose(channel, sorted(reading.vocabulary.channels), "no channel in channels", *where)
    by = reading.one(part, "requester", Requester, "no way") if part.has("requester") else ""
    start = Start(
        emoji=tuple(emoji_name(part, name, *where) for where, name in emoji),
        command=values.name(part, "command") if part.has("command") else None,
        shortcut=values.name(part, "shortcut") if part.has("shortcut") else None,
        home=values.says_yes(part, "home"),
        called=values.says_yes(part, "called"),
        channels=tuple(channel for _, channel in channels),
        requester=Requester(by) if by else Requester.REACTOR,
    )
    part.end()
    if part.values and not any(part.values.get(way) for way in _WAYS_IN):
        part.fault(f"nobody can begin it; write at least one of: {', '.join(_WAYS_IN)}")
    return start


def _version(document: Mapping[str, object]) -> str:
    """The same for the same content, whatever its comments and layout."""
    canonical = json.dumps(document, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
