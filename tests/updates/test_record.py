"""One entry for everything that happened: dated, with who says so, in the chain the page belongs to."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.updates.gathering import gather
from cms.updates.models import PageUpdate
from cms.updates.recording import hold_records_of, record_once, record_update
from cms.updates.statuses import Basis, Kind, Speaker
from tests import factories
from tests.factories import another, citation, date


def titles(answer) -> list[str]:
    """The sentences of the entries a page shows."""
    return [entry.sentence for entry in answer.context["updates"]]


def plain(sql: str) -> str:
    """A statement in which every key is written alike, whichever database it is for."""
    return sql.replace("-", "")


def in_days(number: int):
    day = timezone.localdate() + dt.timedelta(days=number)
    return date(day.isoformat())


def test_an_entry_says_what_happened_when_and_who_says_so(site):
    page = factories.assembly()
    entry = record_update(
        page,
        Kind.ANNOUNCED,
        happened_on=date("about 2019-06"),
        sentence="The council announced it.",
        said_by=Speaker.EVALUATOR,
        basis=Basis.MATCHED,
        note="In the press.",
        citations=[citation("The paper")],
    )
    found = PageUpdate.objects.get(pk=entry.pk)
    assert (found.page, found.subject, found.kind) == (page.page_ptr, page.translation_key, "announced")
    assert (found.happened_on, found.begins_on) == (date("about 2019-06"), dt.date(2019, 6, 1))
    assert (found.said_by, found.basis, found.note) == ("evaluator", "matched", "In the press.")
    assert found.citations[0].value["title"] == "The paper"
    assert found.is_matched


def test_an_entry_is_kept_in_the_chain_of_the_assembly_it_is_part_of(site):
    assembly = factories.assembly()
    session = factories.event(factories.event_index(assembly))
    assert factories.update(session).chain == assembly.translation_key
    assert factories.update(assembly).chain == assembly.translation_key


def test_an_entry_about_a_page_outside_an_assembly_is_kept_in_the_chain_of_the_site(site):
    assert factories.update(factories.programme()).chain == site.translation_key
    assert factories.update(factories.person()).chain == site.translation_key


@pytest.mark.parametrize(
    "wrong", [{"sentence": ""}, {"kind": "gossip"}, {"said_by": "nobody"}, {"basis": "guessed"}]
)
def test_an_entry_without_its_facts_is_refused_with_a_sentence(wrong, site):
    with pytest.raises(ValidationError) as caught:
        factories.update(**wrong)
    assert all(message.endswith((".", "choice.")) for message in caught.value.messages)
    assert not PageUpdate.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"sentence": ""}, {"kind": "gossip"}, {"said_by": "nobody"}, {"basis": "guessed"}]
)
def test_the_database_refuses_such_an_entry_too(wrong, site):
    [row] = another(factories.update(), **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        PageUpdate.objects.bulk_create([row])


def test_what_can_happen_once_is_recorded_once(site):
    page = factories.assembly()
    facts = {"happened_on": date("2020"), "sentence": "Announced."}
    assert record_once(page, Kind.ANNOUNCED, **facts)
    assert record_once(page, Kind.ANNOUNCED, **facts) is None
    assert PageUpdate.objects.about(page).count() == 1


def test_whoever_holds_several_chains_takes_them_in_one_order(site):
    pages = [factories.assembly() for _number in range(4)]
    taken = []
    for order in (pages, pages[::-1]):
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            hold_records_of(order)
        locks = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
        keys = [
            page.translation_key for sql in locks for page in pages if page.translation_key.hex in plain(sql)
        ]
        taken.append(list(dict.fromkeys(keys)))
    assert taken[0] == taken[1]
    assert set(taken[0]) == {page.translation_key for page in pages}


def test_one_history_serves_every_language(site):
    page = factories.assembly()
    welsh_home = site.copy_for_translation(factories.locale("cy"))
    assert welsh_home
    welsh = page.copy_for_translation(factories.locale("cy"))
    entry = factories.update(welsh, kind=Kind.ANNOUNCED)
    assert entry.page == page.page_ptr
    assert list(PageUpdate.objects.about(page)) == list(PageUpdate.objects.about(welsh)) == [entry]
    facts = {"happened_on": date("2020"), "sentence": "Again."}
    assert record_once(welsh, Kind.ANNOUNCED, **facts) is None


def test_the_latest_comes_first_and_of_one_day_the_last_written(site):
    page = factories.assembly()
    for text, sentence in (("2020-01-05", "B"), ("2020-02", "A"), ("2020-01-05", "C"), ("2019", "D")):
        factories.update(page, happened_on=date(text), sentence=sentence)
    found = PageUpdate.objects.about(page).newest_first()
    assert [entry.sentence for entry in found] == ["A", "C", "B", "D"]


def test_a_session_is_recorded_when_its_page_is_published_and_only_once(site):
    index = factories.event_index()
    page = factories.event(index, title="Day 1", date=date("2019-11-02"), live=False)
    assert not PageUpdate.objects.exists()
    page.save_revision().publish()
    page.save_revision().publish()
    [entry] = PageUpdate.objects.about(page)
    assert entry.kind == Kind.SESSION
    assert entry.sentence == "Day 1: 2 November 2019."


@pytest.mark.parametrize("fields", [{"date": None}, {"date": date("2019-11-02"), "kind": "workshop"}])
def test_what_is_no_session_or_has_no_date_is_not_recorded_as_one(fields, site):
    factories.event(**fields)
    assert not PageUpdate.objects.exists()


def test_a_recommendation_is_recorded_as_the_members_words(site):
    page = factories.recommendation(wording="Plant trees.", recommended_on=date("2019-12-01"))
    [entry] = PageUpdate.objects.about(page)
    assert (entry.kind, entry.said_by) == (Kind.RECOMMENDED, Speaker.MEMBERS)
    assert "“Plant trees.”" in entry.sentence


@pytest.fixture
def places(site):
    """Where readers see the latest of the record: a name and how to read its sentences."""

    def feed(reader, page):
        return reader.get("/updates/feed.atom").content.decode()

    def updates(reader, page):
        return reader.get("/updates/").content.decode()

    def home(reader, page):
        return reader.get("/").content.decode()

    def assembly(reader, page):
        return reader.get(page.get_parent().get_parent().get_url()).content.decode()

    return [feed, updates, home, assembly]


def test_what_happened_on_a_public_page_is_told_everywhere(places, reader):
    page = factories.event(title="Open day")
    factories.update(page, sentence="Everybody came.")
    for read in places:
        assert "Everybody came." in read(reader, page), read.__name__


@pytest.mark.parametrize("how", ["unpublished", "private", "below a private page"])
def test_what_happened_on_a_page_nobody_may_read_is_told_nowhere(how, places, reader):
    page = factories.event(title="Closed day")
    factories.update(page, sentence="Nobody knows.")
    if how == "unpublished":
        page.unpublish()
    else:
        kept = page if how == "private" else page.get_parent()
        PageViewRestriction.objects.create(page=kept, restriction_type=PageViewRestriction.LOGIN)
    for read in places:
        words = read(reader, page)
        assert "Nobody knows." not in words, read.__name__
        assert "Closed day" not in words, read.__name__


def test_what_is_still_to_come_is_not_told_as_if_it_had_happened(places, reader):
    page = factories.event(title="Next week", date=in_days(7))
    with pytest.raises(ValidationError, match="not what is to come"):
        factories.update(page, happened_on=in_days(1), sentence="They will meet.")
    assert PageUpdate.objects.about(page).count() == 0
    for read in places:
        words = read(reader, page)
        assert "They will meet." not in words, read.__name__
        assert "Next week:" not in words, read.__name__


def test_what_happens_today_and_what_has_begun_is_told(places, reader):
    page = factories.event()
    factories.update(page, happened_on=in_days(0), sentence="They meet today.")
    year = timezone.localdate().year
    factories.update(page, happened_on=date(str(year)), sentence="Some time this year.")
    for read in places:
        words = read(reader, page)
        assert "They meet today." in words, read.__name__
        assert "Some time this year." in words, read.__name__


def test_the_updates_page_shows_so_many_and_then_more(site, reader):
    page = factories.assembly()
    for number in range(30):
        factories.update(page, happened_on=date(f"2020-01-{number + 1:02}"), sentence=f"Number {number}.")
    first = reader.get("/updates/").content.decode()
    second = reader.get("/updates/?page=2").content.decode()
    assert "Number 29." in first
    assert "Number 4." not in first
    assert "Number 4." in second
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_an_entry_an_editor_matched_says_so_wherever_it_is_told(places, reader):
    page = factories.event()
    factories.update(page, kind=Kind.DELIVERY, basis=Basis.MATCHED, sentence="A tree was planted.")
    for read in places:
        assert "The source does not mention the assembly." in read(reader, page), read.__name__


def test_one_thing_that_happened_to_several_pages_is_told_once(site, reader):
    index = factories.event_index(factories.assembly(title="The Assembly"))
    for title in ("One", "Two"):
        factories.update(factories.event(index, title=title), sentence="Both were moved.")
    html = reader.get("/updates/").content.decode()
    assert html.count("Both were moved.") == 1
    assert ">One<" in html
    assert ">Two<" in html


def test_only_neighbours_of_one_day_kind_and_sentence_are_put_together(site):
    page = factories.assembly()
    rows = [("2020-03", "A"), ("2020-02", "A"), ("2020-02", "B"), ("2020-02", "B"), ("2020-01", "A")]
    entries = [factories.update(page, happened_on=date(text), sentence=words) for text, words in rows]
    found = [(entry.sentence, len(entry.pages)) for entry in gather(entries)]
    assert found == [("A", 1), ("A", 1), ("B", 2), ("A", 1)]
    assert len(gather(entries, 2)) == 2
    assert gather([]) == []


def test_a_page_with_an_entry_cannot_go_from_under_it(site):
    page = factories.assembly()
    factories.update(page)
    with pytest.raises(ProtectedError):
        page.page_ptr.specific.delete()
