"""Somebody waits for its start: what makes that short comes first."""

import deskbell.runtime  # noqa: F401
