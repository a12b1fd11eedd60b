"""The emoji that a guided request began with: put on by others, and taken off again (A1-06)."""

from dataclasses import replace

from deskbell.domain.catalogue.advance import advance
from deskbell.domain.catalogue.inputs import RequestCancelled
from deskbell.domain.decision import Decision, nothing
from deskbell.domain.ids import PersonId
from deskbell.domain.requests import commands as c
from deskbell.domain.requests import events as e
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.going_on import Went, at
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.permissions import RequestAction, can
from deskbell.domain.requests.refusal import refuse
from deskbell.domain.requests.transition import beside, moved
from deskbell.domain.texts import Name, Text

EMOJI_DID_NOTHING = "request_emoji_did_nothing"
MOST_FOLLOWERS = 50
"""Each is told of the end in one transaction with it."""


def follow(request: GuidedRequest, command: c.FollowRequest, around: Around) -> Decision:
    """They hear how it ends."""
    person = command.by.person
    if person in (request.requester, request.opener, *request.followers):
        return nothing("request_followed_already")
    if not can(command.by, RequestAction.FOLLOW, request, around):
        return nothing("request_not_allowed")
    if len(request.followers) >= MOST_FOLLOWERS:
        return nothing("request_followed_by_many")
    return beside(
        request,
        replace(request, followers=(*request.followers, person)),
        e.RequestFollowed(person),
        Text("reason.request_followed", {"by": Name(person)}),
    )


def take_off(request: GuidedRequest, command: c.TakeOff, around: Around) -> Decision:
    """Within the window it undoes what putting it on did, as long as nobody has answered."""
    person = command.by.person
    if person in request.followers:
        return _unfollowed(request, person)
    if not request.is_open or not can(command.by, RequestAction.UNDO, request, around):
        return nothing(EMOJI_DID_NOTHING)
    since = float(command.off_ts) - float(request.emoji_ts or command.off_ts)
    if request.course.done or since > command.window.total_seconds():
        return refuse(request, person, command.channel, "undo_too_late")
    gone = advance(around.definition, request.course, RequestCancelled(), around.now)
    reason = Text("reason.request_undone", {"by": Name(person), "emoji": request.emoji or ""})
    return moved(request, Went(at(request, gone)), reason, around)


def _unfollowed(request: GuidedRequest, person: PersonId) -> Decision:
    return beside(
        request,
        replace(request, followers=tuple(one for one in request.followers if one != person)),
        e.RequestUnfollowed(person),
        Text("reason.request_unfollowed", {"by": Name(person)}),
    )
