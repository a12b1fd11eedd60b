"""Doctor, secret: is the Slack secret stored, and can it be right? Its value is never shown."""

from deskbell.adapters.slack.secret import SlackSecret
from tools.desk.deployment import Account
from tools.desk.doctor.finding import Area, Finding
from tools.desk.slack_secret import shape_faults

AREA = Area("Secret")


def judge(account: Account, secret: SlackSecret | None) -> list[Finding]:
    store = f"./deskbell secret {account.option}"
    if secret is None:
        return [AREA.wrong("no bot token and signing secret are stored", store)]
    faults = [AREA.wrong(fault, f"store it again: {store}") for fault in shape_faults(secret)]
    found = AREA.sound(
        "a bot token and a signing secret are stored, both of the right shape", faults
    )
    if len(secret.signing_secrets) == 2:
        end = f"if that is done, end it: {store} --drop-previous"
        found.append(AREA.unseen("the signing secret is being rotated: two are valid", end))
    return found
