"""apps.event.authorizations.list: everybody an event is for, as its envelope names only one."""

from tools.fake_slack.state.event_contexts import EventContext
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.paging import page


def listed(call: Call) -> JsonObject:
    context = EventContext.read(call.args.need("event_context"))
    if context is None:
        raise Refused("invalid_event_context")
    if context.app_id != call.install.app_id:
        raise Refused("auth_mismatch")
    some, more = page(f"authorizations-{context}", _seeing(call, context), call.args, most=1000)
    shown = [install.authorization for install in some]
    return {"authorizations": shown, "response_metadata": more}


def _seeing(call: Call, context: EventContext) -> list[Install]:
    installs = call.workspace.installs
    if context.channel is None:
        return installs.working_in([context.team]) if context.team else installs.living()
    channel = call.workspace.channels.get(context.channel)
    if channel is None:
        raise Refused("invalid_event_context")
    return installs.seeing(channel)
