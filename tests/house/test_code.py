"""House rules for Python: names of files, length, translated words, no signals, nothing left to do."""

import ast
import re
import tokenize
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = [
    file
    for folder in ("cms", "home", "participation", "search", "bench", "bin", "tests")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "node_modules" not in file.parts
]
WRITTEN = [file for file in OURS if "migrations" not in file.parts]
# What people see stands in these. The demo's words are the programme's own and are not translated here, the
# starter pages are content, and commands speak to administrators.
SEEN = [
    file
    for file in WRITTEN
    if file.parts[len(ROOT.parts)] in {"cms", "home", "participation", "search"}
    and not {"demo", "settings", "management"} & set(file.parts)
    and file.name not in {"starters.py", "making.py", "apps.py"}
]
LONGEST = 400
VAGUE = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc", "stuff", "tools"}
WORDS_FOR_PEOPLE = {
    *("verbose_name", "verbose_name_plural", "help_text", "label", "heading", "menu_label"),
    *("violation_error_message",),
}
# Wagtail matches these two by their English words.
NOT_TRANSLATED = {"Can choose image", "Can choose document"}
MAY_LISTEN = {
    "cms/demo/loading/indexing.py": "puts Wagtail's own indexing off while it loads; sends none",
    "cms/core/apps.py": "Wagtail calls no hook when somebody sets who may read a page",
    "cms/updates/apps.py": "SQLite drops the triggers of a table that a migration makes anew",
}


def place(file: Path) -> str:
    return str(file.relative_to(ROOT))


every_file = pytest.mark.parametrize("file", WRITTEN, ids=place)


def vague(name: str) -> bool:
    """Whether a file is named for nothing in particular."""
    return Path(name).stem.lower() in VAGUE


def untranslated(source: str) -> list[str]:
    """Words for people that are written as plain text: `line: words`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        given: list[ast.expr] = []
        if isinstance(node, ast.Call):
            given += [word.value for word in node.keywords if word.arg in WORDS_FOR_PEOPLE]
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            # The first argument of a model's field is its name for people.
            is_field = name.endswith("Field") and not name.endswith(("SearchField", "FilterField"))
            model = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "models"
            given += node.args[:1] if is_field and model else []
            if name in {"ValidationError", "error", "success", "warning"}:
                given += node.args[:1] if name == "ValidationError" else node.args[1:2]
        elif isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            values = [each.value for each in node.body if isinstance(each, ast.Assign)]
            given += [value.elts[-1] for value in values if isinstance(value, ast.Tuple)]
            given += [value for value in values if isinstance(value, ast.Constant)]
        elif isinstance(node, ast.Assign):
            names = {getattr(target, "id", "") for target in node.targets}
            given += [node.value] if names & WORDS_FOR_PEOPLE else []
        for value in given:
            plain = isinstance(value, ast.JoinedStr) or (
                isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.strip()
            )
            if plain and ast.unparse(value).strip("'\"") not in NOT_TRANSLATED:
                found.append(f"{value.lineno}: {ast.unparse(value)}")
    return found


def signals_in(source: str) -> list[str]:
    """Where the code sends or hears signals."""
    heard = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {alias.name for alias in node.names}
            if node.module.endswith("signals") or node.module == "django.dispatch" or "signals" in names:
                heard.append(f"{node.lineno}: from {node.module}")
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "connect"
        ):
            owner = ast.unparse(node.func.value)
            if re.search(r"(pre|post)_|published|signal", owner):
                heard.append(f"{node.lineno}: {owner}.connect")
    return heard


def left_to_do(text: str) -> list[str]:
    """Notes about work that was not done."""
    return re.findall(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b", text)


def commented_out(file: Path) -> list[str]:
    """Banners made of signs."""
    with tokenize.open(file) as lines:
        comments = [token.string for token in tokenize.generate_tokens(lines.readline) if token.type == 61]
    return [comment for comment in comments if re.search(r"[-=#*~]{4,}", comment)]


@every_file
def test_a_file_is_named_for_what_is_in_it(file):
    assert not vague(file.name)


def test_a_file_named_for_nothing_is_noticed():
    assert vague("utils.py")
    assert not vague("moderating.py")


@every_file
def test_a_file_can_be_read_in_one_sitting(file):
    assert len(file.read_text().splitlines()) <= LONGEST


@every_file
def test_a_file_leaves_nothing_to_do(file):
    assert left_to_do(file.read_text()) == []


def test_a_note_about_work_left_over_is_noticed():
    assert left_to_do("# TO" + "DO later")
    assert not left_to_do("what there is to do, and a todo list")


@pytest.mark.parametrize("file", [file for file in WRITTEN if "tests" not in file.parts], ids=place)
def test_a_file_listens_to_no_signal(file):
    assert signals_in(file.read_text()) == [] or place(file) in MAY_LISTEN


@pytest.mark.parametrize(
    "bad",
    [
        "from django.db.models.signals import post_save",
        "from django.dispatch import receiver",
        "from wagtail import signals",
        "page_published.connect(purge)",
    ],
)
def test_a_signal_is_noticed(bad):
    assert signals_in(bad)
    assert not signals_in("socket.connect(address)")


@pytest.mark.parametrize("file", SEEN, ids=place)
def test_words_for_people_can_be_translated(file):
    assert untranslated(file.read_text()) == []


@pytest.mark.parametrize(
    "bad",
    [
        "name = models.CharField('name')",
        "name = models.CharField(_('name'), help_text='Write it.')",
        "class Meta:\n    verbose_name = 'page'",
        "class Kind(TextChoices):\n    A = 'a', 'Apple'",
        "panel = FieldPanel('a', heading=f'The {a}')",
        "raise ValidationError('No.')",
        "messages.error(request, 'No.')",
        "class Page:\n    label = 'Page'",
    ],
)
def test_words_that_cannot_be_translated_are_noticed(bad):
    assert untranslated(bad)


def test_words_that_can_be_translated_are_let_through():
    assert untranslated("class Kind(TextChoices):\n    A = 'a', _('Apple')") == []
    assert untranslated("name = models.CharField(_('name'), help_text=_('Write it.'))") == []


@every_file
def test_a_file_has_no_banners(file):
    assert commented_out(file) == []


def public_without_promise(source: str) -> list[str]:
    """Public classes and functions of a module, and its methods, that promise nothing in a docstring."""
    known = {"Meta", "Migration", "Command"}
    tree = ast.parse(source)
    nodes = [node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    return [
        node.name
        for node in nodes
        if not node.name.startswith("_") and node.name not in known and not ast.get_docstring(node)
    ]


@pytest.mark.parametrize("file", SEEN, ids=place)
def test_what_a_module_offers_says_in_a_sentence_what_it_promises(file):
    assert public_without_promise(file.read_text()) == []


def test_a_function_without_a_promise_is_noticed():
    assert public_without_promise("def open_door(): ...") == ["open_door"]
    assert not public_without_promise("def _open(): ...\ndef shut():\n    'Shuts it.'")
