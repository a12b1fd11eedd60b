"""One PynamoDB model a row kind, all on the one table; `kind` tells them apart in the stream.

Only the mappings beside this module use them: no item leaves `adapters/dynamo`.
"""

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from deskbell.adapters.dynamo.attributes import (
    InstantAttribute,
    RecordListAttribute,
    TextListAttribute,
    TextMapAttribute,
    WholeAttribute,
)
from deskbell.adapters.dynamo.table import Row


class TicketItem(Row):
    kind = UnicodeAttribute(default="ticket")
    install = UnicodeAttribute()
    number = WholeAttribute()
    version = WholeAttribute()
    card_revision = WholeAttribute()
    status = UnicodeAttribute()
    inbox = UnicodeAttribute()
    requester = UnicodeAttribute(null=True)
    opener = UnicodeAttribute()
    text = UnicodeAttribute(null=True)
    text_ts = UnicodeAttribute(null=True)
    earlier = RecordListAttribute(null=True)
    opened_at = InstantAttribute()
    cards = RecordListAttribute()
    message_channel = UnicodeAttribute(null=True)
    message_ts = UnicodeAttribute(null=True)
    form = UnicodeAttribute(null=True)
    answers = TextMapAttribute(null=True)
    assignee = UnicodeAttribute(null=True)
    followers = TextListAttribute()
    solver = UnicodeAttribute(null=True)
    assigned_at = InstantAttribute(null=True)
    solved_at = InstantAttribute(null=True)
    closed_at = InstantAttribute(null=True)
    comments = WholeAttribute()
    progress = UnicodeAttribute(null=True)
    generation = WholeAttribute()
    close_due = BooleanAttribute()
    escalated_to = UnicodeAttribute(null=True)
    merged_into = UnicodeAttribute(null=True)
    before_merge = UnicodeAttribute(null=True)
    ties = UnicodeAttribute(null=True)
    flag = UnicodeAttribute(null=True)
    privacy = UnicodeAttribute(null=True)
    private_since = WholeAttribute(null=True)
    priority = UnicodeAttribute(null=True)
    category = UnicodeAttribute(null=True)
    peer = UnicodeAttribute(null=True)
    hand_over = UnicodeAttribute(null=True)
    moves = TextListAttribute(null=True)
    asides = TextListAttribute(null=True)
    surveys = TextListAttribute(null=True)
    pause = UnicodeAttribute(null=True)
    paused_for = TextMapAttribute(null=True)
    approval = UnicodeAttribute(null=True)
    undo = UnicodeAttribute(null=True)
    thanked_at = InstantAttribute(null=True)
    follows = UnicodeAttribute(null=True)
    follow_up = UnicodeAttribute(null=True)
    last_answer = UnicodeAttribute(null=True)
    emoji_ts = UnicodeAttribute(null=True)
    shared = TextListAttribute()
    mail = UnicodeAttribute(null=True)
    issue = UnicodeAttribute(null=True)
    request = UnicodeAttribute(null=True)
    asked_at = InstantAttribute(null=True)
    published = UnicodeAttribute(null=True)


class WelcomeItem(Row):
    kind = UnicodeAttribute(default="welcome")
    install = UnicodeAttribute()
    version = WholeAttribute()
    channel = UnicodeAttribute()
    member = UnicodeAttribute()
    inbox = UnicodeAttribute()
    guide = WholeAttribute()


class HomeItem(Row):
    kind = UnicodeAttribute(default="home")
    install = UnicodeAttribute()
    version = WholeAttribute()
    member = UnicodeAttribute()
    language = UnicodeAttribute(null=True)
    pages = TextMapAttribute()


class SurveyedItem(Row):
    kind = UnicodeAttribute(default="surveyed")
    install = UnicodeAttribute()
    version = WholeAttribute()
    member = UnicodeAttribute()
    ticket = UnicodeAttribute()
    asked_at = InstantAttribute()


class InstallItem(Row):
    kind = UnicodeAttribute(default="install")
    install = UnicodeAttribute()
    version = WholeAttribute()


class FlagLogItem(Row):
    kind = UnicodeAttribute(default="flags")
    install = UnicodeAttribute()
    version = WholeAttribute()
    inbox = UnicodeAttribute()
    calls = TextListAttribute()
    digest_at = InstantAttribute(null=True)


class RotaItem(Row):
    """`asks` and what was told last, each in the words of the domain."""

    kind = UnicodeAttribute(default="rota")
    install = UnicodeAttribute()
    version = WholeAttribute()
    schedule = UnicodeAttribute()
    asks = TextListAttribute()
    gone = TextListAttribute()
    watched = UnicodeAttribute(null=True)
    look_at = InstantAttribute(null=True)


class ApprovalItem(Row):
    kind = UnicodeAttribute(default="approval")
    install = UnicodeAttribute()
    version = WholeAttribute()
    subject = UnicodeAttribute()
    label = UnicodeAttribute()
    what = UnicodeAttribute()
    asker = UnicodeAttribute()
    requester = UnicodeAttribute(null=True)
    policy = UnicodeAttribute()
    seats = TextListAttribute()
    asked_at = InstantAttribute()
    ends_at = InstantAttribute()
    remind_every = WholeAttribute()
    remind_at = InstantAttribute(null=True)
    asked = TextListAttribute()
    outcome = UnicodeAttribute(null=True)
    settled_by = UnicodeAttribute(null=True)
    settled_at = InstantAttribute(null=True)
    about = UnicodeAttribute(null=True)


class RequestItem(Row):
    """`course` is how far it has come, in its workflow's own words."""

    kind = UnicodeAttribute(default="request")
    install = UnicodeAttribute()
    version = WholeAttribute()
    number = WholeAttribute()
    title = TextMapAttribute()
    opener = UnicodeAttribute()
    opened_at = InstantAttribute()
    course = UnicodeAttribute()
    privacy = UnicodeAttribute()
    thread_channel = UnicodeAttribute(null=True)
    thread_ts = UnicodeAttribute(null=True)
    message_channel = UnicodeAttribute(null=True)
    message_ts = UnicodeAttribute(null=True)
    text = UnicodeAttribute(null=True)
    emoji = UnicodeAttribute(null=True)
    emoji_ts = UnicodeAttribute(null=True)
    followers = TextListAttribute()
    step_kind = UnicodeAttribute(null=True)
    asks = TextMapAttribute(null=True)
    ticket = UnicodeAttribute(null=True)
    ticket_number = WholeAttribute(null=True)
    spare_number = WholeAttribute(null=True)
    approval = UnicodeAttribute(null=True)
    loan = UnicodeAttribute(null=True)
    loan_stands = UnicodeAttribute(null=True)
    wakes_at = InstantAttribute(null=True)
    generation = WholeAttribute(default=0)
    carried = TextMapAttribute(null=True)
    succeeds = UnicodeAttribute(null=True)


class TallyItem(Row):
    kind = UnicodeAttribute(default="tally")
    begun = NumberAttribute(null=True)
    done = NumberAttribute(null=True)
    refused = NumberAttribute(null=True)
    cancelled = NumberAttribute(null=True)


class CommentItem(Row):
    kind = UnicodeAttribute(default="comment")
    at = InstantAttribute()
    source = UnicodeAttribute()
    author = UnicodeAttribute(null=True)
    texts = RecordListAttribute()
    files = RecordListAttribute()
    internal = BooleanAttribute()
    deleted_ts = UnicodeAttribute(null=True)
    channel = UnicodeAttribute(null=True)
    place = UnicodeAttribute(null=True)


class AuditItem(Row):
    """`detail` and `reason` are JSON; `status`, `assignee` and `category` are a ticket's position;
    the rest is what the bus's rules look at."""

    kind = UnicodeAttribute(default="audit")
    install = UnicodeAttribute()
    version = WholeAttribute()
    inbox = UnicodeAttribute(null=True)
    workflow = UnicodeAttribute(null=True)
    generation = WholeAttribute()
    event = UnicodeAttribute()
    detail = UnicodeAttribute()
    actor = UnicodeAttribute()
    cause = UnicodeAttribute()
    reason = UnicodeAttribute()
    at = InstantAttribute()
    occurred_at = InstantAttribute()
    status = UnicodeAttribute(null=True)
    assignee = UnicodeAttribute(null=True)
    category = UnicodeAttribute(null=True)


class OutboxItem(Row):
    """`claimed_by` tells our own claim from another's when an answer was lost."""

    kind = UnicodeAttribute(default="outbox")
    install = UnicodeAttribute()
    lane = UnicodeAttribute()
    effect = UnicodeAttribute()
    cause = UnicodeAttribute()
    hops = WholeAttribute()
    state = UnicodeAttribute()
    attempt = WholeAttribute()
    created = NumberAttribute()
    due = NumberAttribute()
    lease_until = NumberAttribute()
    doubtful = BooleanAttribute()
    delays = WholeAttribute(null=True)
    held = NumberAttribute(null=True)
    claimed_by = UnicodeAttribute(null=True)
    code = UnicodeAttribute(null=True)
    post_channel = UnicodeAttribute(null=True)
    post_ts = UnicodeAttribute(null=True)


class TimerItem(Row):
    kind = UnicodeAttribute(default="timer")
    install = UnicodeAttribute()
    generation = WholeAttribute()
    due = NumberAttribute()


class WaitItem(Row):
    kind = UnicodeAttribute(default="wait")
    name = UnicodeAttribute()
    token = UnicodeAttribute()


class ClaimItem(Row):
    kind = UnicodeAttribute(default="claim")
    execution = UnicodeAttribute()


class RoleItem(Row):
    kind = UnicodeAttribute(default="role")


class PostedItem(Row):
    kind = UnicodeAttribute(default="posted")
    place = UnicodeAttribute()
    channel = UnicodeAttribute()
    ts = UnicodeAttribute()
    revision = WholeAttribute()


class CopiedItem(Row):
    kind = UnicodeAttribute(default="copied")
    place = UnicodeAttribute()
    of_channel = UnicodeAttribute(null=True)
    of_ts = UnicodeAttribute()
    part = WholeAttribute()
    channel = UnicodeAttribute(null=True)
    ts = UnicodeAttribute(null=True)
    revision = UnicodeAttribute(null=True)


class AskedItem(Row):
    kind = UnicodeAttribute(default="asked")
    approver = UnicodeAttribute()
    channel = UnicodeAttribute()
    ts = UnicodeAttribute()
    revision = WholeAttribute()


class DedupeItem(Row):
    kind = UnicodeAttribute(default="dedupe")
    op_id = UnicodeAttribute()


class LinkItem(Row):
    kind = UnicodeAttribute(default="link")
    ref = UnicodeAttribute()
    place = UnicodeAttribute(null=True)
    newest = BooleanAttribute(null=True)


class ParkedItem(Row):
    kind = UnicodeAttribute(default="parked")
    envelope = UnicodeAttribute()


class BookmarkItem(Row):
    kind = UnicodeAttribute(default="bookmark")
    begun = UnicodeAttribute()
    seen = UnicodeAttribute()
    until = UnicodeAttribute(null=True)
    down_to = UnicodeAttribute(null=True)
    looked_at = UnicodeAttribute(null=True)


class TurnItem(Row):
    kind = UnicodeAttribute(default="turn")
    ref = UnicodeAttribute()


class PersonItem(Row):
    """What Slack says, until `fresh_until` (epoch seconds), and beside it the `language` that the
    person chose, whichever was there first."""

    kind = UnicodeAttribute(default="person")
    name = UnicodeAttribute(null=True)
    locale = UnicodeAttribute(null=True)
    zone = UnicodeAttribute(null=True)
    standing = UnicodeAttribute(null=True)
    deactivated = BooleanAttribute(null=True)
    fresh_until = NumberAttribute(null=True)
    language = UnicodeAttribute(null=True)


class GroupItem(Row):
    """A user group of Slack's, as it was when it was last asked for."""

    kind = UnicodeAttribute(default="group")
    members = TextListAttribute()
    fresh_until = NumberAttribute()


class SettingsPointerItem(Row):
    """`changelog` is what the last pushes changed of workflows and rules; None of an earlier
    release's push."""

    kind = UnicodeAttribute(default="settings")
    hash = UnicodeAttribute()
    changelog = UnicodeAttribute(null=True)


class SettingsItem(Row):
    """`document` is the checked file as JSON, `desk` what it means, as the functions read it.
    `workflows` names the definitions that were pushed with it, so that one can go back to them."""

    kind = UnicodeAttribute(default="settings")
    document = UnicodeAttribute()
    desk = UnicodeAttribute()
    workflows = UnicodeAttribute(null=True)


class DefinitionItem(Row):
    """A version of a workflow; requests that have begun with it read it for as long as they run."""

    kind = UnicodeAttribute(default="definition")
    definition = UnicodeAttribute()


class CounterItem(Row):
    kind = UnicodeAttribute(default="counter")
    value = WholeAttribute()


class AuditedItem(Row):
    """The last audit of the whole table; `at` in epoch seconds."""

    kind = UnicodeAttribute(default="audited")
    at = NumberAttribute()
    broken = WholeAttribute()
