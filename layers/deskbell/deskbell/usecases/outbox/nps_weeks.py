"""What a week of surveys has come to, in its channel, with a picture; of_no_ticket.py calls it.

Slack shows a picture that only we have where a post of ours names it, so a file that was uploaded
twice is no second post. It may still be looking at the file, and then refuses the post.
"""

from deskbell.domain.nps.effects import SendNpsWeek
from deskbell.domain.nps.week import NpsWeek
from deskbell.usecases.outbox.posting import Ports, Result, post, read_back
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown

TRIES = 3
"""With a picture; then the words go without one."""


def send_nps_week(row: OutboxRow, effect: SendNpsWeek, ports: Ports) -> Result:
    earlier = read_back(row, effect.channel, None, ports)
    if earlier is not None:
        return earlier
    week = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(week, NpsWeek) or not week.scores or row.delays >= TRIES:
        return _without_picture(row, effect, ports)
    file = ports.workspace.upload(f"nps-{week.week}.png", ports.renderer.nps_picture(week))
    match file:
        case Never():
            return _without_picture(row, effect, ports)
        case Later() | Unknown():  # nothing of ours is in the channel yet
            return Result(Later(None, file.code))
    shown = ports.renderer.nps_week(effect.text, week, file)
    outcome = ports.workspace.post(effect.channel, None, shown, row.id)
    if isinstance(outcome, Never) and outcome.why is Undelivered.REJECTED:
        return Result(Later(None, outcome.code))
    return Result(outcome)


def _without_picture(row: OutboxRow, effect: SendNpsWeek, ports: Ports) -> Result:
    return post(row, effect.channel, None, ports.renderer.text(effect.text, None, None), ports)
