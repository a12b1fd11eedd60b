"""Doctor, files: is `desk.yaml` sound, and does Slack's manifest offer what it promises?"""

from pathlib import Path

from tools.desk.doctor.finding import Area, Finding
from tools.desk.manifest import Manifest
from tools.desk.settings_file import SettingsFile, SettingsFileError
from tools.desk.workflows.published import read_desk

AREA = Area("Files")


def look(desk_file: Path, manifest: Manifest) -> tuple[list[Finding], SettingsFile | None]:
    """The settings too, if they can be used."""
    try:
        settings = read_desk(desk_file)
    except SettingsFileError as error:
        first, *others = str(error).splitlines()
        more = f" (and {len(others)} more)" if others else ""
        return [AREA.wrong(f"{first}{more}", f"see all: ./deskbell check {desk_file}")], None
    desk = settings.desk
    sound = f"{desk_file} is sound; inboxes: {len(desk.inboxes)}, forms: {len(desk.forms)}"
    mend = "add it to slack_manifest.yaml, and save what ./deskbell manifest prints in Slack"
    unknown = [AREA.wrong(fault, mend) for fault in manifest.faults(desk)]
    agree = AREA.sound("slack_manifest.yaml has the commands and shortcuts of its forms", unknown)
    return [AREA.ok(sound), *agree], settings
