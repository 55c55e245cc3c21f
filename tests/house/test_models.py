"""House rules for models: names and help for editors, choices the database knows, nobody named by lot."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from modelcluster.fields import ParentalKey
from wagtail.models import Page

ROOT = Path(settings.BASE_DIR)
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in {"cms", "home", "participation", "search"}
]
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


def is_ours(model, field) -> bool:
    """Whether we wrote the field: not Wagtail's, not Django's, not the link from a row to its page."""
    if field.auto_created or field.primary_key or isinstance(field, ParentalKey):
        return False
    for above in reversed(model.__mro__):
        meta = getattr(above, "_meta", None)
        if meta and any(one.name == field.name for one in (*meta.local_fields, *meta.local_many_to_many)):
            return above.__module__.split(".")[0] in {"cms", "home", "participation", "search", "tests"}
    return True


def own_fields(model) -> list:
    local = (*model._meta.local_fields, *model._meta.local_many_to_many)
    return [field for field in local if is_ours(model, field)]


def nameless(model) -> list[str]:
    """Fields whose name for people cannot be translated, because it was not given."""
    return [field.name for field in own_fields(model) if not isinstance(field.verbose_name, Promise)]


def half_sentences(model) -> list[str]:
    """Help for editors that is no sentence."""
    texts = {field.name: str(field.help_text) for field in own_fields(model) if field.help_text}
    return [name for name, text in texts.items() if not re.match(r"[A-Z1-9\"'“].*[.?\"”]$", text, re.DOTALL)]


def labels_used_twice(model) -> list[str]:
    """Names for people that two fields of one form share, so that an editor cannot tell them apart."""
    shown = [field for field in model._meta.get_fields() if getattr(field, "editable", False)]
    shown = [field for field in shown if not field.auto_created and is_ours(model, field)]
    names = [str(field.verbose_name) for field in shown]
    return sorted({name for name in names if names.count(name) > 1})


def unguarded_choices(model) -> list[str]:
    """Choices that the database would let be anything."""
    rules = [rule for rule in model._meta.constraints if isinstance(rule, models.CheckConstraint)]
    guarded = {name.removesuffix("__in") for rule in rules for name, _value in _leaves(rule.condition)}
    return [field.name for field in own_fields(model) if field.choices and field.name not in guarded]


def _leaves(condition):
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from _leaves(child)
        elif isinstance(child, tuple) and child[0].endswith("__in"):
            yield child


def vague_constraints(model) -> list[str]:
    """Constraints whose name is no rule in words."""
    names = [rule.name for rule in model._meta.constraints]
    return [name for name in names if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+){2,}", name)]


PERSONAL = re.compile(r"(?<![a-z])(name|first_?name|surname|e_?mail|phone|telephone|address|postcode|birth)")


def fields_that_name_a_person(model) -> list[str]:
    """Fields in which a member could be named, or that lead to somebody who is."""
    link = (models.ForeignKey, models.ManyToManyField)
    people = {f"people.{each.__name__}" for each in apps.get_app_config("people").get_models()}
    # Wagtail notes who owns and who locked a page: an editor.
    own = [field for field in model._meta.get_fields() if is_ours(model, field)]
    named = [field.name for field in own if PERSONAL.search(field.name)]
    leading = [field.name for field in own if isinstance(field, link) and aim_of(field) in people | ACCOUNTS]
    return sorted({*named, *leading})


ACCOUNTS = {settings.AUTH_USER_MODEL}


def aim_of(field) -> str:
    """The model a relation leads to: `people.PersonPage`. An abstract model knows its name only."""
    return field.related_model if isinstance(field.related_model, str) else field.related_model._meta.label


class Specimen(models.Model):
    """Everything a model may not be. Abstract, so that no table is made."""

    kind = models.CharField(max_length=5, choices=[("a", "A")])
    other = models.CharField("same", max_length=5, help_text="no sentence")
    surname = models.CharField("same", max_length=5)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(name="chk1", condition=models.Q(kind="a"))]


class NamingSpecimen(models.Model):
    """What no model of the selection may be. Abstract, so that no table is made."""

    category = models.CharField(max_length=5)
    full_name = models.CharField(max_length=5)
    email = models.EmailField()
    speaker = models.ForeignKey("people.PersonPage", related_name="+", on_delete=models.CASCADE)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.CASCADE)

    class Meta:
        abstract = True


@every_model
def test_every_field_has_a_name_that_can_be_translated(model):
    assert nameless(model) == []


@every_model
def test_help_for_editors_is_a_sentence(model):
    assert half_sentences(model) == []


@every_model
def test_no_two_fields_of_a_form_have_the_same_name(model):
    assert labels_used_twice(model) == []


@every_model
def test_the_database_knows_the_words_of_every_choice(model):
    assert unguarded_choices(model) == []


@every_model
def test_a_constraint_is_named_for_its_rule(model):
    assert vague_constraints(model) == []


def test_a_model_that_breaks_the_rules_is_noticed():
    assert nameless(Specimen) == ["kind", "other", "surname"]
    assert half_sentences(Specimen) == ["other"]
    assert labels_used_twice(Specimen) == ["same"]
    assert unguarded_choices(Specimen) == ["kind"]
    assert vague_constraints(Specimen) == ["chk1"]
    assert fields_that_name_a_person(Specimen) == ["surname"]
    assert fields_that_name_a_person(NamingSpecimen) == ["chosen_by", "email", "full_name", "speaker"]


@pytest.mark.parametrize(
    "model", [model for model in MODELS if issubclass(model, Page)], ids=lambda model: model._meta.label
)
def test_an_editor_finds_every_field_of_a_page_in_its_form(model):
    form = model.get_edit_handler().get_form_class()
    shown = {*form.base_fields, *(relation for relation in form.formsets)}
    wanted = {field.name for field in own_fields(model) if field.editable}
    missing = wanted - shown
    assert missing == set(), f"no panel for {sorted(missing)}"


def test_selection_names_nobody():
    found = list(apps.get_app_config("selection").get_models())
    assert found
    assert [fields_that_name_a_person(model) for model in found if fields_that_name_a_person(model)] == []


SAYS_NOTHING = re.compile(r"^auto_|^merge_|_and_more$|^alter_\w+$|^(?!initial)[a-z]{1,9}$")


def telling(name: str) -> bool:
    """Whether a migration says what it does."""
    words = re.fullmatch(r"\d{4}_([a-z0-9_]+)", name)
    return bool(words) and not SAYS_NOTHING.search(words[1])


@pytest.mark.parametrize(
    "file",
    [
        file
        for folder in ("cms", "home", "participation", "search")
        for file in sorted((ROOT / folder).rglob("migrations/0*.py"))
    ],
    ids=lambda file: str(file.relative_to(ROOT)),
)
def test_a_migration_says_what_it_does(file):
    assert telling(file.stem)


def test_a_migration_that_says_nothing_is_noticed():
    assert telling("0001_initial")
    assert telling("0004_organisation_has_a_logo")
    for bad in ("0002_auto_20261101", "0003_topic_and_more", "0005_alter_topic", "0006_stuff", "two"):
        assert not telling(bad)


def steps_without_a_way_back(source: str) -> int:
    """How many RunPython or RunSQL steps cannot be undone."""
    calls = re.findall(r"Run(?:Python|SQL)\(([^()]*(?:\([^()]*\)[^()]*)*)\)", source)
    return sum("," not in call and "reverse" not in call for call in calls)


def test_every_migration_can_be_undone():
    for folder in ("cms", "home", "participation", "search"):
        for file in (ROOT / folder).rglob("migrations/0*.py"):
            assert not steps_without_a_way_back(file.read_text()), file
    assert steps_without_a_way_back("migrations.RunPython(fill)") == 1
    assert steps_without_a_way_back("migrations.RunPython(fill, empty)") == 0
