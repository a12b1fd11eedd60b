"""`./deskbell standups`: who was there, in the stand-ups of a deployed desk."""
