"""The words that the desk itself understands behind its slash command; no workflow can have them.

The Slack adapter reads them, the catalogue's lint keeps them free.
"""

FIND = ("find", "search")
LOANER = ("loaner", "loan")
URGENT = ("urgent", "outage")
ON_CALL = ("oncall", "on-call")
FEEDBACK = ("feedback",)
DOGFOOD = ("dogfood",)
ANNOUNCE = ("announce",)
PRAISE = ("praise", "kudos")
OWN = frozenset((*FIND, *LOANER, *URGENT, *ON_CALL, *FEEDBACK, *DOGFOOD, *ANNOUNCE, *PRAISE))
