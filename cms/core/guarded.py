"""The storage of files that only the site itself hands out, and the folders in it."""

from django.core.files.storage import storages


def guarded():
    """The storage of files that only the site itself hands out."""
    return storages["guarded"]


def files_in(folder: str) -> list[str]:
    """The whole names of the files in a folder."""
    return _listed(folder, 1)


def folders_in(folder: str) -> list[str]:
    """The whole names of the folders in a folder."""
    return _listed(folder, 0)


def erase_folder(folder: str) -> int:
    """Deletes the files of a folder, and the folder where the storage has any. Gives how many files."""
    names = files_in(folder)
    for name in names:
        guarded().delete(name)
    if guarded().exists(folder):
        guarded().delete(folder)
    return len(names)


def _listed(folder: str, which: int) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in guarded().listdir(folder)[which]]
    except FileNotFoundError:
        return []
