"""Doctor, Slack: is it the app that the settings name, with the rights of the manifest?"""

from deskbell.domain.settings.desk import Workspace
from tools.desk.doctor.finding import Area, Finding
from tools.desk.manifest import Manifest
from tools.desk.slack_calls import Answer, Ask

AREA = Area("Slack app")
BEYOND_US = (
    AREA.unseen(
        "the app's addresses, events and Home tab",
        "a bot token may not read them; compare App Manifest with ./deskbell manifest",
    ),
    AREA.unseen(
        "that the signing secret is this app's",
        'only Slack knows; Event Subscriptions must say "Verified" beside the address',
    ),
)


def look(
    told: Answer, ask: Ask, manifest: Manifest, workspace: Workspace | None, option: str
) -> list[Finding]:
    """`told` is the answer to auth.test, `option` how commands name the desk; `workspace` is
    None if the settings cannot be used."""
    if told.error:
        return [
            AREA.wrong(
                f"Slack does not take the bot token: {told.error}",
                "install the app under Install App, and store the token that it shows: "
                f"./deskbell secret {option}",
            )
        ]
    found = [
        AREA.ok(f"Slack takes the bot token: {told.body.get('team')}, {told.body['team_id']}"),
        *judge_scopes(told, manifest.scopes, option),
    ]
    if workspace:
        found += judge_ids(told, ask("users.info", user=told.body["user_id"]), workspace)
    return [*found, *BEYOND_US]


def judge_scopes(told: Answer, wanted: frozenset[str], option: str) -> list[Finding]:
    header = told.headers.get("x-oauth-scopes", "")
    granted = {scope.strip() for scope in header.split(",") if scope.strip()}
    faults = []
    if lacking := sorted(wanted - granted):
        faults.append(
            AREA.wrong(
                f"scopes are missing: {', '.join(lacking)}",
                f"save ./deskbell manifest {option} as the app's manifest, and press Reinstall to "
                "Workspace under Install App",
            )
        )
    if extra := sorted(granted - wanted):
        faults.append(
            AREA.wrong(
                f"it has scopes that Deskbell does not use: {', '.join(extra)}",
                "take them away under OAuth & Permissions: what is not granted cannot be misused",
            )
        )
    return AREA.sound(f"it has the {len(granted)} scopes of slack_manifest.yaml", faults)


def judge_ids(told: Answer, user: Answer, workspace: Workspace) -> list[Finding]:
    profile = user.body.get("user", {}).get("profile", {})
    of_slack = {
        "team": str(told.body["team_id"]),
        "enterprise": str(told.body.get("enterprise_id") or "")
        if told.body.get("is_enterprise_install")
        else "",
        "app": str(profile.get("api_app_id", "")),
        "bot_user": str(told.body["user_id"]),
    }
    here = {
        "team": workspace.team,
        "enterprise": workspace.enterprise or "",
        "app": workspace.app,
        "bot_user": str(workspace.bot_user),
    }
    faults = [
        AREA.wrong(
            f"workspace.{name} is {here[name] or 'not set'}, and Slack says {id_ or 'none'}",
            "write what Slack says into desk.yaml (./deskbell ids prints it), and push it",
        )
        for name, id_ in of_slack.items()
        if id_ != here[name]
    ]
    return AREA.sound("desk.yaml names this workspace, app and bot", faults)
