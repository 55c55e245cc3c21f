"""Fields that every app shares: an editor types a date in words, and a page lists its sources."""

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.core.blocks.dates import PartialDateBlock
from cms.core.citations import CitationsField
from cms.core.fields import NOT_A_DATE, PartialDateField, PartialDateFormField, in_words
from cms.core.partial_dates import PartialDate
from cms.events.models import EventPage
from cms.evidence.models import EvidencePage
from tests import factories
from tests.factories import citation, date

WORDS = [
    ("2020-06-25", "25 June 2020"),
    ("2020-06", "June 2020"),
    ("2020", "2020"),
    ("about 2020-06", "about June 2020"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_reader_sees_the_date_as_exactly_as_it_is_known(text, words):
    assert in_words(date(text)) == words


def test_a_reader_of_welsh_sees_a_welsh_month():
    with translation.override("cy"):
        assert in_words(date("2020-06")) == "Mehefin 2020"


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_an_editor_types_a_date_and_finds_it_again_as_typed(text, words):
    field = PartialDateFormField()
    typed = field.clean(words)
    assert typed == date(text)
    assert field.prepare_value(typed) == words
    assert field.prepare_value(typed.stored) == words


@pytest.mark.parametrize("text", ["next spring", "31 June 2020", "2020-13-45/day", "6/25/2020", "x" * 1000])
def test_an_editor_who_types_no_date_is_told_how_to_write_one(text):
    with pytest.raises(ValidationError) as caught:
        PartialDateFormField().clean(text)
    assert caught.value.messages == [str(NOT_A_DATE)]
    assert "25 June 2020" in str(NOT_A_DATE)


@given(st.text(max_size=40))
def test_the_box_for_a_date_takes_it_or_says_why_not(text):
    field = PartialDateFormField(required=False)
    try:
        assert field.clean(text) is None or isinstance(field.clean(text), PartialDate)
    except ValidationError as error:
        assert len(error.messages) == 1
    assert isinstance(field.has_changed(None, text), bool)


def test_an_empty_box_is_no_date_and_a_needed_one_is_asked_for():
    assert PartialDateFormField(required=False).clean("") is None
    with pytest.raises(ValidationError):
        PartialDateFormField().clean("")


def test_the_box_has_changed_only_when_the_date_has():
    field = PartialDateFormField()
    assert not field.has_changed(date("2020-06"), "June 2020")
    assert field.has_changed(date("2020-06"), "2020")
    assert field.has_changed(date("2020-06"), "rubbish")
    assert not field.has_changed(None, "")


def test_the_database_gives_back_what_was_put_in(site):
    page = factories.event(date=date("about 2019-11"))
    assert EventPage.objects.get(pk=page.pk).date == date("about 2019-11")
    assert EventPage.objects.get(date=date("about 2019-11")) == page
    assert EventPage.objects.get(pk=factories.event(date=None).pk).date is None


def test_a_column_of_dates_sorts_by_the_end_of_each_period(site):
    texts = ["2020", "2019-11-02", "2019-11", "2019-12-31", "2019"]
    for text in texts:
        factories.event(date=date(text))
    found = EventPage.objects.order_by("date").values_list("date", flat=True)
    assert [str(each) for each in found] == ["2019-11-02", "2019-11", "2019-12-31", "2019", "2020"]


def test_a_date_survives_a_draft(site):
    page = factories.event(date=date("about 2019-11"))
    assert page.save_revision().as_object().date == date("about 2019-11")


def test_a_date_survives_being_written_out_and_read_in(site):
    page = factories.event(date=date("2019-11"))
    [read] = serializers.deserialize("json", serializers.serialize("json", [page]))
    assert read.object.date == date("2019-11")


def test_a_model_that_is_given_no_date_says_so_in_a_sentence():
    with pytest.raises(ValidationError) as caught:
        PartialDateField().to_python("yesterday")
    assert caught.value.messages == [str(NOT_A_DATE)]


def test_a_date_in_a_block_is_read_kept_and_found():
    block = PartialDateBlock(required=False)
    assert block.value_from_form("June 2020") == date("2020-06")
    kept = block.get_prep_value(date("2020-06"))
    assert block.to_python(kept) == date("2020-06")
    assert block.get_searchable_content(date("2020-06")) == ["2020-06"]
    assert block.to_python("rubbish") is None
    assert block.get_prep_value(None) is None


def test_a_page_keeps_its_sources_in_order(site):
    page = factories.evidence(citations=[citation("First"), citation("Second", pages="9")])
    found = EvidencePage.objects.get(pk=page.pk).citations
    assert [(source.value["title"], source.value["pages"]) for source in found] == [
        ("First", ""),
        ("Second", "9"),
    ]


def test_a_reader_sees_the_sources_of_a_page(site, reader):
    page = factories.evidence(
        citations=[citation("The minutes", "https://example.org/m", pages="9", note="Draft")]
    )
    html = reader.get(page.get_url()).content.decode()
    assert 'href="https://example.org/m"' in html
    assert "The minutes" in html
    assert "page 9" in html
    assert "Draft" in html


def test_a_source_needs_a_title_and_a_true_address(site):
    for bad in (citation(""), citation(url="nowhere")):
        block = CitationsField().stream_block.child_blocks["citation"]
        with pytest.raises(ValidationError):
            block.clean(block.to_python(bad[1]))


def test_migrations_do_not_repeat_the_blocks_of_a_text():
    _name, _path, arguments, keywords = CitationsField().deconstruct()
    assert arguments == [[]]
    assert "block_lookup" not in keywords
