"""Zips of the functions and layers, made for the local deployer from the source folders.

Bytecode goes in with them: MiniStack unpacks into a new folder for every worker, and compiling
the libraries again there would double each cold start.
"""

from __future__ import annotations

import compileall
import hashlib
import io
import os
import py_compile
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tools.local_cloud.errors import LocalCloudError

LAYER_ROOT = "python"
REQUIREMENTS = "requirements.txt"
NOT_CODE = shutil.ignore_patterns("__pycache__", "*.pyc", "*.po", "Makefile")


@dataclass(frozen=True, slots=True)
class Packager:
    """Makes zips with the interpreter that will run them."""

    uv: Path
    lambda_python: Path
    cache: Path
    workspace: Path

    def code(self, source: Path) -> bytes:
        """A function's zip: the folder's content at its root."""
        with tempfile.TemporaryDirectory(dir=self.workspace) as temporary:
            return _zip(_with_bytecode(source, Path(temporary) / "code"))

    def layer(self, source: Path) -> bytes:
        """A layer's zip: requirements to install, or packages to take as they are."""
        if (source / REQUIREMENTS).exists():
            return self._installed(source / REQUIREMENTS)
        with tempfile.TemporaryDirectory(dir=self.workspace) as temporary:
            _with_bytecode(source, Path(temporary) / LAYER_ROOT)
            return _zip(Path(temporary))

    def _installed(self, requirements: Path) -> bytes:
        wanted = requirements.read_bytes() + str(self.lambda_python.resolve()).encode()
        archive = self.cache / f"{hashlib.sha256(wanted).hexdigest()[:16]}.zip"
        if not archive.exists():
            self._install(requirements, archive)
        return archive.read_bytes()

    def _install(self, requirements: Path, archive: Path) -> None:
        command = [str(self.uv), "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
        command += ["--compile-bytecode", "--python", str(self.lambda_python)]
        self.cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.workspace) as temporary:
            target = str(Path(temporary) / LAYER_ROOT)
            done = subprocess.run(
                [*command, "--target", target, "--requirement", str(requirements)],
                env={**os.environ, "PYC_INVALIDATION_MODE": "UNCHECKED_HASH", "TMPDIR": temporary},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise LocalCloudError(
                    f"{requirements} could not be installed; is the package index in reach?\n"
                    f"{done.stderr.strip()}"
                )
            made = _zip(Path(temporary), LAYER_ROOT)
        # Renamed when whole, so that a stack starting beside this one never reads half of it.
        fresh = archive.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(made)
        fresh.replace(archive)


def _with_bytecode(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, ignore=NOT_CODE)
    compileall.compile_dir(
        target,
        quiet=1,
        stripdir=str(target),
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    return target


def _zip(root: Path, within: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in sorted(path for path in (root / within).rglob("*") if path.is_file()):
            archive.write(file, file.relative_to(root))
    return buffer.getvalue()
