"""`./deskbell report`: what the desk was asked, and how fast it was, of a time."""
