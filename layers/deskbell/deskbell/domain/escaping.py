"""What people typed, as Slack escapes what people write, for texts that are shown as written."""


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
