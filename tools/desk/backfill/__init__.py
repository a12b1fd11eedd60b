"""What Slack did not tell, found in its history: `./deskbell backfill`."""
