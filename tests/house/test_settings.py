"""House rules for settings: what can be set is written down, and what is written down can be set."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
GUIDE = ROOT / "docs" / "settings.md"
READING = (
    r"env\.(?:str|bool|int|list|float|path|url)\(\s*[\"']([A-Z_]+)[\"']",
    r"required\(\s*[\"']([A-Z_]+)[\"']",
    r"environ(?:\.get)?[\[(]\s*[\"']([A-Z_]+)[\"']",
    r"\$\{?([A-Z_]+)[:}-]",
)
# Not settings of ours: the machine's own, what the tools pass to each other, what tests of others set.
NOT_OURS = {
    "CI",
    "PATH",
    "HOME",
    "DJANGO_SETTINGS_MODULE",
    "PYTHONUNBUFFERED",
    "MOOTHALL_LOG",
    "MOOTHALL_TRIALS",
}


def asked_for(source: str) -> set[str]:
    """The names a source asks the environment for."""
    return {name for pattern in READING for name in re.findall(pattern, source)} - NOT_OURS


def written_down(guide: str) -> set[str]:
    """The names in the first column of the guide's tables."""
    return set(re.findall(r"^\| `([A-Z_]+)` \|", guide, re.MULTILINE))


def sources() -> str:
    places = [*(ROOT / "cms" / "settings").glob("*.py"), *(ROOT / "cms").rglob("management/commands/*.py")]
    places += [file for file in (ROOT / "bin").iterdir() if file.is_file()]
    return "\n".join(file.read_text() for file in places)


def test_every_setting_is_written_down():
    guide = GUIDE.read_text()
    missing = {name for name in asked_for(sources()) if f"`{name}`" not in guide}
    assert missing == set()


def test_everything_written_down_is_a_setting():
    assert written_down(GUIDE.read_text()) - asked_for(sources()) == set()


def test_a_setting_nobody_wrote_down_is_noticed():
    assert asked_for('DEPTH = env.int("DEPTH", default=3)') == {"DEPTH"}
    assert asked_for("os.environ.get('SECRET')") == {"SECRET"}
    assert written_down("| `DEPTH` | 3 | How deep. |\n| name | default |") == {"DEPTH"}


def test_a_setting_has_a_default_or_a_sentence_that_asks_for_it():
    """Production asks for three; everything else works without being set."""
    bare = re.findall(r"env\.\w+\(\s*[\"']([A-Z_]+)[\"']\s*\)", sources())
    assert bare == []
