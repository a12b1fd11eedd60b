"""`./deskbell rules`: what the rules of a settings file would do, before anybody pushes it."""
