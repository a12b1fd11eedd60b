"""Payloads of real Slack libraries, played to the packaged ingress and intake: `make corpus`."""
