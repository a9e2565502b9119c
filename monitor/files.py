"""Files written whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Whoever reads the file meanwhile sees the old or the new one, whole. A link to it stays a link, and who
    may read it stays as it was. Raises OSError."""
    path = path.resolve()
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
