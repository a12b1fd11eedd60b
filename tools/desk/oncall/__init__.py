"""`./deskbell oncall`: who is on call by a settings file, and whether anybody always is."""
