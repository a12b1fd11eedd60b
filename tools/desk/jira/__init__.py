"""`./deskbell jira`: what is older than the setting."""
