"""The handlers that ours are compared with; they run in Lambda's runtime, as ours do."""
