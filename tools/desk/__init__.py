"""The desk's settings file: checked and pushed, by an admin, a deployment or the local cloud."""

from tools.desk.push import push_settings
from tools.desk.settings_file import SettingsFile, SettingsFileError, read_settings

__all__ = ["SettingsFile", "SettingsFileError", "push_settings", "read_settings"]
