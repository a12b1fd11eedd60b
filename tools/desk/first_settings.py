"""A small `desk.yaml` to begin with: one team, its help channel and its form; `init` writes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.desk.ids import Found, workspace_lines
from tools.desk.slack_secret import Install

_TEXT = """\
# Written by ./deskbell init. docs/settings.md has every key; ./deskbell check names each fault with
# its line, ./deskbell push makes this version the current one.

{workspace}

# What channels are addressed in, and people whose own language is not spoken here: en, ko or pl.
language: {language}
zone: {zone}

# They may do everything on every ticket, and hear of posts that Slack does not take.
admins: [{admins}]

# Cards go here when the channel meant for them is archived or without the app.
fallback_channel: {triage}

# How long taking the ticket emoji off again cancels the ticket.
undo_window: 2m

people:
{people}

channels:
{channels}

# A team's queue. The key, it, becomes part of tickets: do not change it later.
inboxes:
  it:
    name: IT
    help_channels: [{help}]
    triage_channel: {triage}
    agents: [{agents}]
    lead: {lead}
    remind_after: 30m
    escalate_after: 30m
    close_after: 72h
    # What tickets are about; the workflows that come with Deskbell use these.
    categories:
      hardware: Hardware
      software: Software
      access: Accounts and access
    welcome:
      guide: 1

# Bare names, without colons.
emoji:
  ticket: open
  eyes: take
  white_check_mark: solve

# Command and shortcut are those of slack_manifest.yaml. Of a location, the name is what a ticket
# stores and the label what people see.
forms:
  it:
    command: /it
    shortcut: it_form
    inbox: it
    channel: {form_channel}
    locations:
      office: Office
      remote: Remote
"""


@dataclass(frozen=True, slots=True)
class Team:
    """Who does what, and where, as Slack knows them."""

    help_channels: Sequence[Found]
    triage_channel: Found
    agents: Sequence[Found]
    lead: Found
    admins: Sequence[Found]


def first_settings(install: Install, team: Team, language: str) -> str:
    """The file's text; the desk's time zone is the lead's."""
    return _TEXT.format(
        workspace="\n".join(workspace_lines(install)),
        language=language,
        zone=team.lead.zone or "UTC",
        admins=_keys(team.admins),
        people=_lines([*team.agents, team.lead, *team.admins]),
        channels=_lines([*team.help_channels, team.triage_channel]),
        help=_keys(team.help_channels),
        triage=team.triage_channel.key,
        agents=_keys(team.agents),
        lead=team.lead.key,
        form_channel=team.help_channels[0].key,
    )


def _keys(found: Iterable[Found]) -> str:
    return ", ".join(dict.fromkeys(one.key for one in found))


def _lines(found: Iterable[Found]) -> str:
    """One line each, of whoever has two roles too."""
    return "\n".join(dict.fromkeys(one.line for one in found))
