"""Files of rows, good and hostile, made when a test wants them."""

import csv
import io
import struct
import zipfile

from openpyxl import Workbook

DELIVERY = ["Reference", "Delivery", "Date", "Sentence", "Reason", "Evidence"]
DECISIONS = ["Reference", "Who answered", "Decision", "Date", "Reason", "Due"]


def csv_of(*rows, encoding="utf-8", delimiter=",") -> bytes:
    """These rows as a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_of(*rows, title="Delivery", more=(), change=None) -> bytes:
    """These rows as a workbook; `more` are names of further sheets, `change(book, sheet)` does the rest."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for name in more:
        book.create_sheet(name)
    if change:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rebuilt(workbook: bytes, parts=None, *, more=None) -> bytes:
    """The same workbook with other parts: `parts` maps a name to a function of its bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, (parts or {}).get(name, lambda same: same)(data))
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return out.getvalue()


def with_lying_directory(archive: bytes, name: str, size: int) -> bytes:
    """The archive, whose list of contents gives this size for one part."""
    changed = bytearray(archive)
    place = changed.find(b"PK\x01\x02")
    while place != -1:
        length = struct.unpack_from("<H", changed, place + 28)[0]
        if changed[place + 46 : place + 46 + length] == name.encode():
            struct.pack_into("<I", changed, place + 24, size)
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)
