"""The tracker as a reader asks for it: narrowed down, sorted, counted, and the address that can be shared."""

import datetime as dt
import re

import pytest
from wagtail.models import PageViewRestriction

from cms.assemblies.promises import Promised
from cms.core.working_days import Nation
from cms.recommendations.listing import Listing
from cms.recommendations.models import RecommendationPage
from cms.recommendations.statuses import Decision, Delivery
from cms.recommendations.totals import totals_of
from cms.updates.statuses import Basis, Speaker
from tests import factories
from tests.factories import date
from tests.reading import seen


@pytest.fixture
def tracker(site):
    return factories.tracker()


def shown(reader, page, query="") -> list[str]:
    """The references the page shows, in its order."""
    found = reader.get(f"{page.get_url()}?{query}").context["recommendations"]
    return [each.reference for each in found]


def choices_of(reader, page, name, query="") -> dict[str, str]:
    """What a box of the filter offers: value and words."""
    field = reader.get(f"{page.get_url()}?{query}").context["listing"].form[name]
    return dict(field.field.widget.choices)


def test_a_lead_service_is_that_of_the_last_answer(tracker, reader):
    first = factories.recommendation(tracker, reference="R1")
    factories.decision(first, lead_service="Parks", happened_on=date("2020"))
    factories.decision(first, lead_service="Transport", happened_on=date("2021"))
    factories.decision(factories.recommendation(tracker, reference="R2"), lead_service="Parks")
    factories.recommendation(tracker, reference="R3")
    assert shown(reader, tracker, "lead=Transport") == ["R1"]
    assert shown(reader, tracker, "lead=Parks") == ["R2"]
    assert choices_of(reader, tracker, "lead") == {
        "": "Any (3)",
        "Parks": "Parks (1)",
        "Transport": "Transport (1)",
    }


def test_words_are_looked_for_in_title_wording_reference_and_place(tracker, reader):
    texts = {"title": "Old oaks", "wording": "Plant birches.", "reference": "R9", "place": "Hilltop"}
    for name, text in texts.items():
        factories.recommendation(tracker, **{"reference": name} | {name: text})
    for word, reference in (("oaks", "title"), ("BIRCHES", "wording"), ("r9", "R9"), ("hillt", "place")):
        assert shown(reader, tracker, f"words={word}") == [reference]
    assert shown(reader, tracker, "words=oaks+birches") == []


def test_the_number_beside_a_choice_is_how_many_it_shows_given_the_others(tracker, reader):
    for theme, decision in (("Green", "accepted"), ("Green", "awaiting"), ("Roads", "accepted")):
        factories.decision(factories.recommendation(tracker, theme=theme), Decision(decision))
    for query in ("", "theme=Green", "decision=accepted", "theme=Green&decision=accepted", "words=trees"):
        for name in ("theme", "decision", "delivery"):
            for value, words in choices_of(reader, tracker, name, query).items():
                number = int(re.search(r"\((\d+)\)$", words)[1])
                others = "&".join(part for part in query.split("&") if not part.startswith(name))
                assert number == len(shown(reader, tracker, f"{others}&{name}={value}")), (query, name, value)


def test_what_is_chosen_is_said_without_its_number(tracker, reader):
    factories.decision(factories.recommendation(tracker))
    html = reader.get(f"{tracker.get_url()}?decision=accepted").content.decode()
    assert "Decision: <strong>Accepted</strong>" in html
    assert "Accepted (1)</option>" in html


def test_an_order_is_no_filter(tracker, reader):
    factories.recommendation(tracker, reference="R1", rank=2)
    factories.recommendation(tracker, reference="R2", rank=1)
    html = reader.get(f"{tracker.get_url()}?sort=rank").content.decode()
    assert shown(reader, tracker, "sort=rank") == ["R2", "R1"]
    assert shown(reader, tracker, "sort=nonsense") == ["R1", "R2"]
    assert "Showing only:" not in html


def test_support_is_the_share_of_the_last_ballot_that_asked_how_strongly(tracker, reader):
    low, high = (factories.recommendation(tracker, reference=name) for name in ("low", "high"))
    options = [
        factories.option(low, total_support_percent=40),
        factories.option(high, total_support_percent=80),
    ]
    factories.ballot(tracker, options=options)
    assert shown(reader, tracker, "sort=support") == ["high", "low"]


def test_the_fields_are_folded_until_something_is_set(tracker, reader):
    factories.decision(factories.recommendation(tracker))

    def is_open(query):
        tags = seen(reader.get(f"{tracker.get_url()}?{query}").content)
        [fold] = [attrs for attrs in tags.all("details") if attrs.get("class") == "filters__fold"]
        return "open" in fold

    assert not is_open("")
    assert not is_open("sort=rank&decision=")
    assert is_open("decision=accepted")
    assert is_open("decision=nonsense"), "what could not be used is said inside"


def test_the_next_page_has_an_address_with_what_was_chosen_and_nothing_else(tracker, reader, monkeypatch):
    monkeypatch.setattr(type(tracker), "PER_PAGE", 1)
    for number in range(3):
        factories.recommendation(tracker, reference=f"R{number}", theme="Green")
    html = reader.get(
        f"{tracker.get_url()}?x=1&page=2&place=&sort=report&theme=Green&decision=odd"
    ).content.decode()
    assert 'href="?theme=Green&amp;sort=report&amp;page=3"' in html
    assert shown(reader, tracker, "theme=Green&page=3") == ["R2"]
    assert shown(reader, tracker, "theme=Green&page=99") == ["R2"]


def test_the_words_of_the_chart_lead_to_exactly_as_many(tracker, reader):
    factories.decision(factories.recommendation(tracker, reference="R1"))
    factories.decision(factories.recommendation(tracker, reference="R2"), basis=Basis.MATCHED)
    html = reader.get(tracker.get_url()).content.decode()
    assert (
        f'<a href="{tracker.get_url()}?decision=accepted&amp;counted=on"><strong>1</strong> Accepted</a>'
        in html
    )
    assert shown(reader, tracker, "decision=accepted&counted=on") == ["R1"]
    assert shown(reader, tracker, "decision=accepted") == ["R1", "R2"]


def test_positions_and_the_database_agree_on_every_state_and_total(tracker):
    speakers = (*Speaker, Speaker.COUNCIL)
    for number, (said_by, basis) in enumerate((said_by, basis) for said_by in speakers for basis in Basis):
        page = factories.recommendation(tracker)
        facts = {"said_by": said_by, "basis": basis, "reason": "So."}
        factories.decision(page, Decision.ACCEPTED, **facts | {"lead_service": "Parks"})
        factories.delivery(page, Delivery.NOT_STARTED, happened_on=date("2020-05"), reason="So.")
        factories.delivery(page, Delivery.UNDER_WAY, happened_on=date(str(2019 + number % 4)), **facts)
    factories.recommendation(tracker)
    pages = RecommendationPage.objects.live()
    listing = Listing(pages, {}, today=dt.date(2020, 7, 1), nation=Nation.ENGLAND)
    assert listing.totals == totals_of(pages)
    asked = pages.with_decision().with_delivery().in_report_order()
    for position, page in zip(listing.positions, asked, strict=True):
        assert (position.decision.state, position.decision.stated) == (page.decision, page.stated_decision)
        assert (position.delivery.state, position.delivery.stated) == (page.delivery, page.stated_delivery)
        assert (position.decision.on, position.delivery.on) == (page.decided_on, page.delivery_on)
        assert (position.decision.basis, position.delivery.basis) == (
            page.decision_basis or "",
            page.delivery_basis or "",
        )


def test_what_was_answered_on_a_page_kept_from_the_public_is_not_told(tracker, reader):
    page = factories.recommendation(tracker, reference="R1")
    index = factories.response_index(tracker.get_parent().specific)
    response = factories.response(index, entries=[factories.answer(page, lead_service="Parks")])
    assert shown(reader, tracker, "decision=accepted") == ["R1"]
    lock = PageViewRestriction.objects.create(
        page=response.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )
    assert shown(reader, tracker, "decision=accepted") == []
    assert "Parks" not in reader.get(tracker.get_url()).content.decode()
    lock.delete()
    response.unpublish()
    assert shown(reader, tracker, "decision=accepted") == ["R1"], "what was said stays said"


def test_awaiting_an_answer_is_explained_where_it_is_counted(tracker, reader):
    page = factories.recommendation(tracker)
    assert (
        "we found no yes or no to that one recommendation" in reader.get(tracker.get_url()).content.decode()
    )
    factories.decision(page)
    assert "we found no yes or no" not in reader.get(tracker.get_url()).content.decode()


def test_positions_and_the_database_agree_on_what_is_due(tracker):
    today, nation = dt.date(2020, 7, 1), Nation.ENGLAND
    pages = [factories.recommendation(tracker) for _number in range(6)]
    for page, due in zip(pages, ("2020-06", "2020-06-30", "2020-07-01", "2021"), strict=False):
        factories.promise(page, due)
    factories.promise(pages[3], "2020-05", Promised.REPORT)
    factories.decision(pages[4], Decision.MORE_WORK, due_on=date("2020-04"))
    factories.decision(pages[5], Decision.MORE_WORK, due_on=date("2020-04"), body="The council")
    factories.decision(pages[5], Decision.ACCEPTED, body="the Council", happened_on=date("2020-05"))
    for _round in range(2):
        everything = RecommendationPage.objects.live()
        listing = Listing(everything, {"overdue": "on"}, today=today, nation=nation)
        asked = everything.with_due(today, nation).in_report_order()
        for position, page in zip(listing.positions, asked, strict=True):
            found = (position.due_on, position.due_what, position.is_overdue)
            assert found == (page.due_on, page.due_what, page.is_overdue)
        assert {each.pk for each in listing.fitting} == {page.pk for page in asked.overdue(today, nation)}
        factories.promise(tracker.get_parent().specific, "2020-06-15")
    assert len(listing.fitting) == 6


def test_only_what_is_overdue_can_be_asked_for(tracker, reader):
    factories.promise(factories.recommendation(tracker, reference="late"), "2020-06")
    factories.recommendation(tracker, reference="quiet")
    assert shown(reader, tracker, "overdue=on") == ["late"]
    assert choices_of(reader, tracker, "overdue") == {"": "Any (2)", "on": "Overdue (1)"}


def test_what_an_editor_matched_is_overdue_unless_only_a_bodys_own_word_is_asked_for(tracker, reader):
    page = factories.recommendation(tracker, reference="late")
    factories.promise(page, "2020-06", basis=Basis.MATCHED)
    assert shown(reader, tracker, "overdue=on") == ["late"]
    assert shown(reader, tracker, "overdue=on&counted=on") == []
