"""Doctor, hooks and Jira: is each one's secret stored, of the right shape, and where the relay may
read it? Its value is never shown."""

from deskbell.adapters.https_hooks import SHORTEST_SECRET, signing_key
from deskbell.domain.jira.settings import Jira, JiraKind
from deskbell.domain.settings.hooks import Hook
from tools.desk.deployment import Account, Stack
from tools.desk.doctor.finding import Area, Finding
from tools.desk.errors import OperatorError
from tools.desk.paging import stored
from tools.desk.settings_file import SettingsFile

AREA = Area("Hooks")


def look(account: Account, stack: Stack, here: SettingsFile | None) -> list[Finding]:
    """Nothing of a desk that has none."""
    if here is None:
        return [AREA.unseen("the hooks' secrets", "the file here has faults")]
    hooks, jiras = here.desk.hooks.values(), here.desk.jira.values()
    prefix = f"{stack.parameters.get('SlackSecretName', '')}/hooks/"
    faults = [fault for hook in hooks if (fault := _fault(account, hook, prefix))]
    found = list[Finding]()
    if hooks:
        found += AREA.sound(f"each hook has a secret to sign its calls with ({len(hooks)})", faults)
    faults = [fault for jira in jiras if (fault := _fault_of_jira(account, jira, prefix))]
    if jiras:
        found += AREA.sound(f"each Jira has a secret to sign in with ({len(jiras)})", faults)
    return found


def _fault(account: Account, hook: Hook, prefix: str) -> Finding | None:
    if not hook.secret.startswith(prefix):
        return AREA.wrong(
            f"the relay may not read the secret of the hook {hook.id}, {hook.secret}",
            f"store it under a name that begins with {prefix}, and name that in desk.yaml",
        )
    try:
        key = stored.read(account, hook.secret, signing_key, None)
    except OperatorError as error:
        what = f"the secret of the hook {hook.id} cannot be used: {error.wrong}"
        return AREA.wrong(what, error.mend)
    if key is None:
        return AREA.wrong(
            f"the hook {hook.id} has no secret: nothing is stored as {hook.secret}",
            f"store {SHORTEST_SECRET} random bytes or more: docs/workflows.md, Hooks",
        )
    return None


def _fault_of_jira(account: Account, jira: Jira, prefix: str) -> Finding | None:
    if not jira.secret.startswith(prefix):
        return AREA.wrong(
            f"the relay may not read the secret of {jira.id}, {jira.secret}",
            f"store it under a name that begins with {prefix}, and name that in desk.yaml",
        )
    try:
        key = stored.read(account, jira.secret, str.strip, "")
    except OperatorError as error:
        what = f"the secret of {jira.id} cannot be used: {error.wrong}"
        return AREA.wrong(what, error.mend)
    if not key or (jira.kind is JiraKind.CLOUD and ":" not in key):
        return AREA.wrong(
            f"{jira.id} cannot sign in with what is stored as {jira.secret}",
            "store address:token for Jira Cloud, a personal access token for Server: docs/jira.md",
        )
    return None
