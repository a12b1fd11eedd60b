"""`./deskbell dlq`: what was given up, why, and back to where it was on its way to."""
