"""The Nu HTML checker: what it says of files in a folder, in one run."""

import json
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
SECONDS = 300


def messages(folder: Path) -> dict[str, list[str]]:
    """Every error, warning and remark on the pages, style sheets and drawings of the folder, by file."""
    done = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--stdout", "--also-check-css", "--also-check-svg", folder],
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    # It ends with 1 when a page has an error, and says why on the other stream when it cannot work.
    assert done.returncode in {0, 1}, done.stderr
    found: dict[str, list[str]] = {}
    for each in json.loads(done.stdout)["messages"]:
        kind = each.get("subType") or each["type"]
        where = f"line {each.get('lastLine', '?')}"
        words = f"{kind}, {where}: {each['message']} {each.get('extract', '').strip()!r}"
        found.setdefault(Path(urlsplit(each.get("url", "")).path).name, []).append(words)
    return found
