"""The types of the ids that Slack or an admin gives (`ids.py` derives ours from them).

Apart from them because the ingress needs no more, and starts the sooner (performance.md).
"""

from typing import NewType

InstallId = NewType("InstallId", str)
"""`T…`, or `E…` for an org-wide install; part of every key, link and queue group."""
ChannelId = NewType("ChannelId", str)
PersonId = NewType("PersonId", str)
Ts = NewType("Ts", str)
"""A Slack message timestamp, `seconds.microseconds`; compared as text, never as a float."""
InboxId = NewType("InboxId", str)
FormId = NewType("FormId", str)
EventKey = NewType("EventKey", str)
"""What happened, not how it was delivered (reliability.md 2.2)."""
