"""Deskbell: a serverless, Slack-native service desk."""
