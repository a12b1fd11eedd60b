"""The actions of buttons that are answered at once: the ingress reads them, the rendering writes
them. What travels on to the inbox has its own (`Button`, `HomeControl` in domain/inputs.py)."""

OPEN = "it_form.open"
"""Opens a form; the button's value is the form's id."""
OPEN_URGENT = "it_form.open_urgent"
"""The same, with the highest urgency already chosen."""

MORE = "ticket.more"
"""Opens the menu of a ticket (dialogs/menu.py); the value is the card's, and the ticket's inbox."""

CATALOGUE = "request.catalogue"
"""Opens the list of what can be asked for; also that modal's `callback_id`."""
CATALOGUE_PAGE = "request.catalogue_page:"
"""Turns its pages: `earlier` or `later` behind it, as no two buttons beside each other share an
action; the value is the page."""

INCIDENT_MORE = "incident.more"
"""Opens the menu of an outage (dialogs/incident_menu.py); the value is the incident."""

CALL_SUPERVISOR = "call_supervisor"
"""The shortcut on a message that does what the flag emoji does; its `callback_id`."""
