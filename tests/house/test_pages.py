"""House rules for page types: where the template lies, what may stand below what, one heading, a form."""

import re

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse
from django.utils.text import camel_case_to_spaces
from wagtail.models import Page, get_page_models

from cms.core.models import BasePage
from tests import factories
from tests.furnishing import pages
from tests.reading import seen

TYPES = [model for model in get_page_models() if model is not Page]
every_type = pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)


def without_template(model) -> str:
    """Why the template is not where Wagtail looks by default, or nothing."""
    name = camel_case_to_spaces(model.__name__).replace(" ", "_")
    usual = f"{model._meta.app_label}/{name}.html"
    if model.template != usual:
        return f"{model.__name__} has the template {model.template}, not {usual}"
    try:
        get_template(usual)
    except TemplateDoesNotExist:
        return f"there is no template {usual}"
    return ""


def unstated_rules(model) -> list[str]:
    """The rules of the tree that the class leaves to the class above it."""
    return [name for name in ("parent_page_types", "subpage_types") if name not in vars(model)]


def wrong_headings(html) -> list[str]:
    """What is wrong with the order of headings: one h1, first, and no level left out."""
    levels = [int(tag[1]) for tag, _attrs in seen(html).tags if re.fullmatch(r"h[1-6]", tag)]
    wrong = [f"{levels.count(1)} headings of the first level"] if levels.count(1) != 1 else []
    wrong += ["the first heading is not the h1"] if levels[:1] != [1] else []
    steps = zip(levels, levels[1:], strict=False)
    jumps = [f"h{above} then h{below}" for above, below in steps if below > above + 1]
    return wrong + jumps


class ModelWithoutAnything:
    template = "somewhere/else.html"

    class _meta:  # noqa: N801
        app_label = "home"


@every_type
def test_a_page_type_is_one_of_ours_and_says_its_kind(model):
    assert issubclass(model, BasePage)
    assert "label" in vars(model)


@every_type
def test_a_page_type_has_its_template_where_wagtail_looks(model):
    assert not without_template(model)


def test_a_template_elsewhere_or_nowhere_is_noticed():
    class Lost(ModelWithoutAnything):
        template = "home/lost.html"

    assert without_template(ModelWithoutAnything)
    assert without_template(Lost) == "there is no template home/lost.html"


@every_type
def test_a_page_type_says_what_it_stands_below_and_what_below_it(model):
    assert unstated_rules(model) == []


def test_a_page_type_that_leaves_the_tree_to_chance_is_noticed():
    class Stated:
        parent_page_types = subpage_types = ()

    class Inherited(Stated):
        subpage_types = ()

    assert unstated_rules(ModelWithoutAnything) == ["parent_page_types", "subpage_types"]
    assert unstated_rules(Inherited) == ["parent_page_types"]


def test_every_page_type_has_a_factory_and_no_factory_is_left_over():
    assert set(factories.PAGES) == set(TYPES)


@every_type
def test_what_a_factory_makes_is_valid_and_public(model, site):
    page = factories.PAGES[model]()
    page.full_clean()
    assert type(page) is model
    assert page.live


def test_every_page_type_can_be_reached_from_the_home_page_by_the_rules_of_the_tree():
    reached, waiting = set(), [model for model in TYPES if Page in model.allowed_parent_page_models()]
    while waiting:
        model = waiting.pop()
        reached.add(model)
        waiting += set(model.allowed_subpage_models()) - reached
    assert reached == set(TYPES)


def test_the_furnished_site_has_a_page_of_every_type(furnished):
    assert set(pages(furnished)) == set(TYPES)


def test_every_page_has_one_h1_and_no_heading_leaves_out_a_level(furnished, reader):
    wrong = {page.url: wrong_headings(reader.get(page.url).content) for page in pages(furnished).values()}
    assert {url: what for url, what in wrong.items() if what} == {}


def test_a_new_and_empty_page_of_any_type_has_one_h1_too(site, reader):
    made = [make() for make in factories.PAGES.values()]
    wrong = {page.url: wrong_headings(reader.get(page.url).content) for page in made}
    assert {url: what for url, what in wrong.items() if what} == {}


MUDDLES = ("<h2>a</h2>", "<h1>a</h1><h1>b</h1>", "<h2>a</h2><h1>b</h1>", "<h1>a</h1><h3>b</h3>")


@pytest.mark.parametrize("html", MUDDLES)
def test_headings_out_of_order_are_noticed(html):
    assert wrong_headings(html)
    assert not wrong_headings("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>")


def test_no_page_uses_an_id_twice_or_points_at_one_that_is_not_there(furnished, reader):
    for page in pages(furnished).values():
        found = seen(reader.get(page.url).content)
        ids = found.ids()
        assert sorted(set(ids)) == sorted(ids), page.url
        anchors = {attrs["href"][1:] for attrs in found.all("a") if attrs.get("href", "").startswith("#")}
        assert anchors - {""} <= set(ids), page.url


def test_no_page_has_a_link_without_an_address_or_a_picture_without_words(furnished, reader):
    for page in pages(furnished).values():
        found = seen(reader.get(page.url).content)
        assert [attrs for attrs in found.all("a") if not attrs.get("href")] == [], page.url
        assert [attrs for attrs in found.all("img") if "alt" not in attrs] == [], page.url


@every_type
def test_an_editor_gets_a_form_for_a_new_page(model, site, editor):
    parent_model = next(iter(model.allowed_parent_page_models()))
    below_root = parent_model is Page
    # A new one, because some lists may stand there only once.
    parent = Page.get_first_root_node() if below_root else factories.PAGES[parent_model](title="Another")
    name = model._meta.app_label, model._meta.model_name
    address = reverse("wagtailadmin_pages:add", args=[*name, parent.pk])
    assert editor.get(address).status_code == 200


def test_an_editor_gets_a_form_and_a_preview_for_every_page(furnished, editor):
    for page in pages(furnished).values():
        for name in ("edit", "view_draft", "history", "usage"):
            address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
            assert editor.get(address).status_code == 200, (page, name)


@pytest.mark.parametrize("snippet", ["core_topic", "core_organisation", "assemblies_servicecontact"])
def test_an_editor_gets_the_list_and_the_forms_of_every_snippet(furnished, editor, snippet):
    one = {
        "core_topic": furnished.topic,
        "core_organisation": furnished.body,
        "assemblies_servicecontact": factories.contact(),
    }[snippet]
    for name, arguments in (("list", []), ("add", []), ("edit", [one.pk]), ("usage", [one.pk])):
        address = reverse(f"wagtailsnippets_{snippet}:{name}", args=arguments)
        assert editor.get(address).status_code == 200, name


def test_every_snippet_is_in_the_test_above():
    from wagtail.snippets.models import get_snippet_models

    ours = {model._meta.label_lower for model in get_snippet_models() if model.__module__.startswith("cms")}
    assert ours == {"core.topic", "core.organisation", "assemblies.servicecontact"}


def test_an_editor_gets_the_form_of_the_council_details(site, editor):
    address = reverse("wagtailsettings:edit", args=["core", "sitesettings", site.get_site().pk])
    answer = editor.get(address)
    assert answer.status_code == 200
    assert "alternative_format_email" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["wagtailimages:add", "wagtaildocs:add", "wagtailimages:index", "wagtaildocs:index"]
)
def test_an_editor_gets_the_forms_for_files(site, editor, name):
    assert editor.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("kind", ["audio", "video"])
def test_an_editor_gets_the_form_for_films_and_recordings(site, editor, kind):
    assert editor.get(reverse("wagtailmedia:add", args=[kind])).status_code == 200
    assert editor.get(reverse("wagtailmedia:edit", args=[factories.media(type=kind).pk])).status_code == 200
