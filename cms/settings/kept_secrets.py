"""A secret that is made once, by chance, and kept in a file only its owner may read."""

import os
import secrets
from pathlib import Path


def kept_secret(file: Path, length: int = 50) -> str:
    """Returns the secret in the file, which is made with mode 600 when it is not there.

    Two processes that start together get the same secret: whoever links the name first wins.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(length))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()
