"""Hands out a file, or the part of it that a player asks for, so that a film can be sought through."""

import re
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse

CHUNK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class CannotBeSatisfied(Exception):
    """The part asked for lies beyond the end of the file."""


def part_asked_for(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for, or None for the whole: several parts at once are not handed out.

    Raises CannotBeSatisfied if there is no such part.
    """
    found = ONE_RANGE.fullmatch(header.strip().replace(" ", ""))
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        start, end = size - min(int(last), size), size - 1
    else:
        start, end = int(first), min(int(last or size), size - 1)
        if last and int(last) < start:
            return None
    if start > end:
        raise CannotBeSatisfied
    return start, end


def _read(storage, name: str, start: int, length: int) -> Iterator[bytes]:
    # Opened only when the first byte is wanted, so that an answer nobody reads leaves nothing open.
    with storage.open(name) as file:
        file.seek(start)
        while length > 0:
            chunk = file.read(min(CHUNK, length))
            if not chunk:
                return
            length -= len(chunk)
            yield chunk


def answer_with_file(request, storage, name: str, content_type: str):
    """The file, or the part asked for: 200, 206 or 416."""
    size = storage.size(name)
    start, end, status = 0, size - 1, 200
    header = request.headers.get("Range", "")
    # What `If-Range` names cannot be compared, because we give no mark of a version: then the whole is right.
    if header and "If-Range" not in request.headers:
        try:
            part = part_asked_for(header, size)
        except CannotBeSatisfied:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        if part:
            (start, end), status = part, 206
    length = end - start + 1
    headers = {"Content-Type": content_type, "Content-Length": str(length), "Accept-Ranges": "bytes"}
    if status == 206:
        headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(_read(storage, name, start, length), status=status, headers=headers)
