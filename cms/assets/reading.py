import logging

from pypdf import PdfReader

log = logging.getLogger(__name__)


def page_count(file) -> int | None:
    """How many pages a PDF has, or None if it cannot be read. Leaves the file as it found it."""
    was_closed = file.closed
    try:
        file.open("rb")
        return len(PdfReader(file).pages)
    except Exception as error:  # noqa: BLE001  a broken or locked file fails in any way; it is kept all the same
        log.warning("The pages of %s could not be counted: %s", file.name, error)
        return None
    finally:
        if was_closed:
            file.close()
        else:
            file.seek(0)
