"""House rules for templates and the stylesheet: no query, nothing unsafe, no style inside, no other host."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLESHEET = ROOT / "cms" / "static" / "css" / "site.css"
# What editors see stands in Wagtail's frame and wears Wagtail's own classes.
ADMIN = ROOT / "templates" / "admin"
SCRIPTS = sorted((ROOT / "cms" / "static" / "js").glob("*.js"))
every_template = pytest.mark.parametrize(
    "file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT / "templates"))
)

COMMENT = re.compile(r"\{#.*?#\}|\{% comment .*?endcomment %\}|<!--.*?-->", re.DOTALL)
MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# `.all` of a relation that the page's one query, or a prefetch, has brought already, or that is one query of
# its own and counted in tests/budgets.
MAY_ASK = {"topics.all", "drawn.all"}
QUERY = re.compile(
    r"[\w.]*\.(?:objects|filter|exclude|all|exists|order_by|values|values_list|get_children|get_\w+_set)\b[\w.]*"
)
# Classes that no rule styles, each with its reason.
UNSTYLED: dict[str, str] = {
    "button-secondary": "a button of the admin: Wagtail styles it",
    "listing": "a table of the admin: Wagtail styles it",
}
# Classes that no template names, each with where it comes from.
FROM_ELSEWHERE = {
    "icon": "cms/core/templatetags/core_tags.py draws it",
}


def words_of(file: Path) -> str:
    """The template without its comments."""
    return COMMENT.sub("", file.read_text())


def queries_in(template: str) -> list[str]:
    """Everything in tags and variables that would ask the database something."""
    asked = [found for part in MARKUP.findall(template) for found in QUERY.findall(part)]
    return [found for found in asked if not any(found.endswith(known) for known in MAY_ASK)]


def unsafe_in(template: str) -> list[str]:
    """Ways around escaping."""
    return re.findall(r"\|\s*(?:safe|safeseq)\b|\{%\s*autoescape\s+off|mark_safe", template)


def style_and_script_in(template: str) -> list[str]:
    """Style, scripts and handlers that a strict content security policy would refuse."""
    inside = re.findall(r"\sstyle\s*=|<style\b|\son\w+\s*=\s*[\"']|javascript:", template, re.IGNORECASE)
    scripts = re.findall(r"<script\b(?![^>]*\bsrc=)[^>]*>", template)
    return inside + scripts


def other_hosts_in(template: str) -> list[str]:
    """Addresses of other hosts that the browser would ask by itself."""
    loading = r"<(?:script|link|img|iframe|source|video|audio|embed|object|use)\b[^>]*?"
    naming = r"(?:src|href|srcset|data|poster)\s*=\s*[\"']?((?:https?:)?//[^\"'\s>]+)"
    return re.findall(loading + naming, template)


def without_title(template: str) -> bool:
    """Whether the template extends the base and leaves the title empty."""
    if not re.search(r"\{%\s*extends\s+[\"']base\.html", template):
        return False
    block = re.search(r"\{%\s*block title\s*%\}(.*?)\{%\s*endblock", template, re.DOTALL)
    return not block or not block[1].strip()


def classes_in(template: str) -> tuple[set[str], set[str]]:
    """The class names a template writes out, and the beginnings of those it puts together."""
    whole, beginnings = set(), set()
    for value in re.findall(r'class="((?:[^"{]|\{(?![{%])|\{\{.*?\}\}|\{%.*?%\})*)"', template):
        # What stands between two tags is a choice of its own: keep the words, part them from each other.
        value = re.sub(r"\{%\s*(?:if|elif|else|endif|with|endwith).*?%\}", "~", value)
        value = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "*", value)
        for word in re.sub(r"-~\S*", "-*", value).replace("~", " ").split():
            (beginnings if "*" in word else whole).add(word.partition("*")[0])
    return whole, beginnings - {""}


def classes_of(stylesheet: str) -> set[str]:
    """The class names a stylesheet has rules for."""
    stylesheet = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", stylesheet, flags=re.DOTALL)
    selectors = [part for part in re.findall(r"([^{};]+)\{", stylesheet) if not part.strip().startswith("@")]
    return {name for part in selectors for name in re.findall(r"\.(-?[A-Za-z_][\w-]*)", part)}


@every_template
def test_a_template_asks_the_database_nothing(file):
    assert queries_in(words_of(file)) == []


@every_template
def test_a_template_escapes_everything(file):
    assert unsafe_in(words_of(file)) == []


@every_template
def test_a_template_holds_no_style_no_script_and_no_handler(file):
    assert style_and_script_in(words_of(file)) == []


@every_template
def test_a_template_loads_nothing_from_another_host(file):
    assert other_hosts_in(words_of(file)) == []


@every_template
def test_a_page_has_a_title(file):
    assert not without_title(words_of(file))


@every_template
def test_a_component_says_first_what_it_takes(file):
    text = file.read_text()
    if file.parent.name in {"components", "blocks"}:
        assert re.match(r"\{# [A-Z].+[.:] .*#\}", text), "no comment with arguments at the top"


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (queries_in, "{% for a in page.get_children %}", "{% for a in children %}"),
        (queries_in, "{{ page.speakers.all.0.person }}", "{{ page.topics.all }}"),
        (queries_in, "{% with x=Page.objects %}", "<p>Any objects.</p>"),
        (unsafe_in, "{{ text|safe }}", "{{ text|linebreaks }}"),
        (unsafe_in, "{% autoescape off %}", "a safe place"),
        (style_and_script_in, '<p style="color: red">', '<p class="style">'),
        (style_and_script_in, "<style>", "<svg>"),
        (style_and_script_in, "<button onclick='x()'>", '<p data-play="on">'),
        (style_and_script_in, "<script>x()</script>", '<script type="module" src="/a.js">'),
        (other_hosts_in, '<img src="https://example.org/a.png">', '<a href="https://example.org">'),
        (other_hosts_in, "<link rel=stylesheet href=//example.org/a.css>", '<link href="/a.css">'),
        (without_title, '{% extends "base.html" %}', "<p>part</p>"),
        (
            without_title,
            '{% extends "base.html" %}{% block title %} {% endblock %}',
            '{% extends "base.html" %}{% block title %}A{% endblock %}',
        ),
    ],
)
def test_a_template_that_breaks_a_rule_is_noticed(rule, bad, good):
    assert rule(bad)
    assert not rule(good)


def test_every_class_has_a_style_and_every_style_a_use():
    whole, beginnings = set(), set()
    for file in (each for each in TEMPLATES if ADMIN not in each.parents):
        named, begun = classes_in(words_of(file))
        whole |= named
        beginnings |= begun
    styled = classes_of(STYLESHEET.read_text())
    assert sorted(whole - styled - set(UNSTYLED)) == [], "a template names it, no rule styles it"
    nowhere = {
        name for name in styled - whole - set(FROM_ELSEWHERE) if not name.startswith(tuple(beginnings))
    }
    assert sorted(nowhere) == [], "a rule styles it, no template names it"
    assert all(any(name.startswith(begun) for name in styled) for begun in beginnings), beginnings
    assert set(UNSTYLED) <= whole - styled, "the list of exceptions has one too many"
    assert set(FROM_ELSEWHERE) <= styled - whole, "the list of exceptions has one too many"


def test_classes_are_read_with_and_without_template_tags():
    template = '<p class="a{% if b %} c--d{% endif %} tone-{{ e|f }} g">'
    assert classes_in(template) == ({"a", "c--d", "g"}, {"tone-"})
    assert classes_in('<i class="panel--{% if x %}y{% endif %}">') == (set(), {"panel--"})
    css = "@media print { .a > .b-c:not(.d) { content: '.5rem'; inset: .5em } }"
    assert classes_of(css) == {"a", "b-c", "d"}


def important_or_ids(stylesheet: str) -> list[str]:
    """What the house style keeps out of the stylesheet: ids, !important, other hosts, physical sides."""
    bare = re.sub(r"/\*.*?\*/", "", stylesheet, flags=re.DOTALL)
    physical = r"(?:margin|padding|border)-(?:left|right|top|bottom)\b"
    found = re.findall(rf"!important|@import|url\(|{physical}", bare)
    return found + [part for part in re.findall(r"([^{};]+)\{", bare) if re.search(r"#[A-Za-z]", part)]


def test_the_stylesheet_has_no_ids_no_important_no_imports_and_no_physical_sides():
    assert important_or_ids(STYLESHEET.read_text()) == []
    for bad in ("#a { }", "a { color: red !important }", "@import 'b';", "p { margin-left: 1em }"):
        assert important_or_ids(bad)


def colours_outside_tokens(stylesheet: str) -> list[str]:
    """Colours that no council could change, because no token holds them."""
    bare = re.sub(r"/\*.*?\*/|--[\w-]+:[^;}]*", "", stylesheet, flags=re.DOTALL)
    return re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab|lch)a?\(", bare)


def test_a_colour_stands_in_a_token_and_nowhere_else():
    assert colours_outside_tokens(STYLESHEET.read_text()) == []
    assert colours_outside_tokens("p { color: #123456; --a: #fff; }") == ["#123456"]


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_puts_no_html_together_and_keeps_nothing(file):
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|localStorage|document\.cookie"
    assert re.findall(forbidden, file.read_text()) == []
    assert re.findall(forbidden, "a.innerHTML = b; document.cookie = c") == ["innerHTML", "document.cookie"]
