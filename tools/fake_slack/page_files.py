"""The files of the workspace's page, which app.py mounts."""

import mimetypes
import stat
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope


class PageFiles(StaticFiles):
    """A window loads a hundred small files: each is read at once, for the usual way through
    threads takes much longer than the reading. Nothing is kept, so that a change shows at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        name, found = self.lookup_path(path)
        if found is None or not stat.S_ISREG(found.st_mode) or scope["method"] != "GET":
            return await super().get_response(path, scope)
        return Response(Path(name).read_bytes(), media_type=mimetypes.guess_type(name)[0])
