"""The same client against our fake Slack and against `emulate` of npm: `make second-opinion`."""
