"""What people see in Slack, rendered when it is sent; the relay is the only caller."""
