"""A local stand-in for Slack, so that Deskbell can be tried and tested without a workspace."""
