"""Emoji names as Deskbell compares them: reactions from Slack and the emoji map of `desk.yaml`."""

_ALIASES = {"+1": "thumbsup", "-1": "thumbsdown"}


def bare_emoji(name: str) -> str:
    """Without colons and skin tone, one spelling for a thumb (bad_inputs.md 56).

    Custom emoji and every other alias stay as they are (slack.md 7).
    """
    bare = name.strip(":").partition("::")[0]
    return _ALIASES.get(bare, bare)
