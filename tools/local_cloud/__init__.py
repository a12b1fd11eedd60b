"""Deskbell's cloud on a laptop: the same template on an emulator, beside the fake Slack."""
