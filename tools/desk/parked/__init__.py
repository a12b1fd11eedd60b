"""`./deskbell outbox`: what Slack refused for good, why, and the same again once that is mended."""
