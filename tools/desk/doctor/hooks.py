"""Doctor, hooks: is each hook's secret stored, of the right shape, and where the relay may read it?
Its value is never shown."""

from deskbell.adapters.https_hooks import SHORTEST_SECRET, signing_key
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
    hooks = here.desk.hooks.values()
    prefix = f"{stack.parameters.get('SlackSecretName', '')}/hooks/"
    faults = [fault for hook in hooks if (fault := _fault(account, hook, prefix))]
    if not hooks:
        return []
    return AREA.sound(f"each hook has a secret to sign its calls with ({len(hooks)})", faults)


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
