"""The actions of buttons that are answered at once: the ingress reads them, the rendering writes
them. What travels on to the inbox has its own (`Button`, `HomeControl` in domain/inputs.py)."""

OPEN = "it_form.open"
"""Opens a form; the button's value is the form's id."""
OPEN_URGENT = "it_form.open_urgent"
"""The same, with the highest urgency already chosen."""

MORE = "ticket.more"
"""Opens the menu of a ticket (dialogs/menu.py); the value is the card's, and the ticket's inbox."""
