"""What a push changes of workflows and rules, and the refusal of what nobody explains (A3-06);
`push.py` asks."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import PersonId
from deskbell.domain.rationale.published import TOLD_WITHIN, Automation, Changelog, Published
from deskbell.domain.settings.read_rules import rule_version
from tools.desk.settings_file import SettingsFile, SettingsFileError

MOST_KEPT = 100
"""Changes beside the pointer, which each function reads once a minute."""

Versions = Mapping[tuple[Automation, str], str]


@dataclass(frozen=True, slots=True)
class Push:
    """`chosen_by` answers for what names nobody. `again`: it was published before, and is not
    refused for what was not asked then."""

    at: datetime
    chosen_by: PersonId | None = None
    again: bool = False


class UnexplainedError(SettingsFileError):
    """Something new or changed does not say why it exists, or who chose it."""


def versions(document: str | None, workflows: str | None) -> Versions:
    """Of settings that were pushed, as their row has them; none of none."""
    rules: list[dict[str, object]] = json.loads(document or "{}").get("rules", [])
    return {
        **{(Automation.WORKFLOW, name): one for name, one in json.loads(workflows or "[]")},
        **{(Automation.RULE, str(rule["id"])): rule_version(rule) for rule in rules},
    }


def changelog(
    settings: SettingsFile, before: Versions, earlier: Changelog, push: Push
) -> Changelog:
    """With those of `earlier` pushes that may not have been told yet. Raises UnexplainedError."""
    changed = [one for one in _all(settings, before, push) if one.before != one.version]
    faults = [fault for one in changed for fault in _unexplained(one)]
    if faults and not push.again:
        raise UnexplainedError("\n".join(faults))
    told = [one for one in changed if not list(_unexplained(one))]
    recent = earlier.since(push.at - TOLD_WITHIN)
    return Changelog((*recent, *told)[-MOST_KEPT:])


def _all(settings: SettingsFile, before: Versions, push: Push) -> Iterator[Published]:
    desk = settings.desk
    for one in settings.definitions:
        inbox = next((each for each in desk.inboxes.values() if each.id == one.owner), None)
        named = one.chosen_by or (None if inbox else one.owner)
        yield Published(
            kind=Automation.WORKFLOW,
            name=one.id,
            title=one.title,
            why=one.why,
            version=one.version,
            before=before.get((Automation.WORKFLOW, one.id)),
            at=push.at,
            chosen_by=desk.people.get(named) if named else push.chosen_by,
            team=inbox.name if inbox else "",
        )
    for rule in desk.rules:
        yield Published(
            kind=Automation.RULE,
            name=rule.id,
            title={desk.language: rule.id},
            why={desk.language: rule.why} if rule.why else {},
            version=rule.version,
            before=before.get((Automation.RULE, rule.id)),
            at=push.at,
            chosen_by=rule.chosen_by or push.chosen_by,
        )


def _unexplained(one: Published) -> Iterator[str]:
    """Workflows without a why never come so far."""
    what = f"the {one.kind} {one.name} is {'changed' if one.before else 'new'}, and"
    if not one.why:
        yield f"{what} does not say why it exists; write `why: …` into it"
    if not (one.chosen_by or one.team):
        yield (
            f"{what} does not say who chose it; write `chosen_by: …` into it, or push with "
            "--chosen-by"
        )
