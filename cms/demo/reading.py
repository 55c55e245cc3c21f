"""Reads the data files as text, YAML and tables, and says where one cannot be read."""

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

import yaml

from .problems import UNREADABLE, Where

_FastLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _RepeatedKey(yaml.YAMLError):
    def __init__(self, line: int, key: str):
        self.line, self.key = line, key


class _Loader(_FastLoader):  # type: ignore[misc]
    """YAML with dates left as they are written, that refuses a key written twice."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
        for first, resolvers in _FastLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                raise _RepeatedKey(key.start_mark.line + 1, str(key.value))
            if isinstance(key.value, str):
                seen.add(key.value)
        return super().construct_mapping(node, deep)


def _construct_mapping(loader: Any, node: Any) -> Any:
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)


def read_text(folder: Path, where: Where) -> Any:
    """The text of a file in UTF-8, or UNREADABLE."""
    try:
        return (folder / where.file).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return where.report("the file is missing.")
    except OSError as error:
        return where.report(f"the file cannot be opened ({error.strerror}).")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return where.within(f"line {line}").report("the text is not UTF-8.")


def read_document(folder: Path, where: Where) -> Any:
    """What a YAML file holds, or UNREADABLE."""
    text = read_text(folder, where)
    if text is UNREADABLE:
        return UNREADABLE
    try:
        document = yaml.load(text, Loader=_Loader)  # noqa: S506  the loader is a safe one
    except _RepeatedKey as error:
        return where.within(f"line {error.line}").key(error.key).report("this key is written twice.")
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        if mark:
            where = where.within(f"line {mark.line + 1}")
        reason = getattr(error, "problem", None)
        return where.report(f"the YAML is broken here{f' ({reason})' if reason else ''}.")
    return where.report("the file is empty.") if document is None else document


def read_table(folder: Path, where: Where, columns: list[str]) -> Any:
    """The rows of a CSV file as pairs of line and cells by column, or UNREADABLE.

    A row holds only the columns asked for that stand in the header once: a column that is missing,
    unknown or repeated is reported with the header, not again with each row.
    """
    text = read_text(folder, where)
    if text is UNREADABLE:
        return UNREADABLE
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        header = next(lines, None)
        if not header:
            return where.report("the file is empty.")
        _check_header(header, columns, where.within("header"))
        line = lines.line_num + 1
        for cells in lines:
            if len(cells) == len(header):
                cells_by_column = dict(zip(header, cells, strict=True))
                rows.append((line, {key: cells_by_column[key] for key in columns if header.count(key) == 1}))
            elif cells:
                rows.append((line, {}))
                where.within(f"line {line}").report(
                    f"the row has {len(cells)} cells where the header has {len(header)}."
                )
            line = lines.line_num + 1
    except csv.Error as error:
        return where.within(f"line {lines.line_num}").report(f"the CSV is broken here ({error}).")
    return rows


def _check_header(header: list[str], columns: list[str], where: Where) -> None:
    for column in columns:
        if column not in header:
            where.key(column).report("the column is missing.")
    for column in dict.fromkeys(header):
        if column not in columns:
            where.key(column).report("this column is not known.")
        elif header.count(column) > 1:
            where.key(column).report("this column is there twice.")


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
