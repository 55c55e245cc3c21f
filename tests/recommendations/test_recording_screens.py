"""An officer records and corrects in a form, sees the sentence first, and it is written once."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from cms.recommendations.models import DecisionRecord, DeliveryRecord, RecommendationPage
from cms.recommendations.statuses import Delivery
from cms.updates.models import PageUpdate
from cms.updates.rights import Right
from tests import factories
from tests.filling import Form, send

SHOW, RECORD, CHANGE = "Show what will be recorded", "Record it for good", "Change it"
SOURCE = {"Title": "Committee minutes", "Address": "https://example.org/minutes"}
STEP = {
    "Delivery": "Under way",
    "Date": "25/6/2020",
    "Sentence": "Diggers <b>came</b> to the square.",
    **SOURCE,
}

UNFOLDED = {"foreword-count": "0", "citations-count": "0"}  # what Wagtail's script adds to the form


@pytest.fixture
def page(site):
    return factories.recommendation(title="More trees", recommended_on=factories.date("2020-01-10"))


def signed_in(*rights, page):
    """An officer who may edit the branch of the page and has these rights to its record."""
    officer = factories.officer(*rights, page=page.get_parent())
    officer.groups.add(*type(officer.groups.get()).objects.filter(name="Editors"))
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def officer(page):
    return signed_in(Right.RECORD_DELIVERY, Right.RECORD_DECISION, Right.CORRECT, page=page)


def screen(name, of):
    return reverse(name, args=[of.pk])


def entries_of(page):
    return PageUpdate.objects.about(page).order_by("pk")


def words_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_step_is_shown_as_it_will_stand_and_then_recorded(page, officer, reader):
    before = entries_of(page).count()
    asked = officer.get(screen("record_delivery", page))
    shown = send(officer, asked, SHOW, STEP)
    words = words_of(shown)
    assert "Diggers &lt;b&gt;came&lt;/b&gt; to the square." in words
    assert "25 June 2020" in words
    assert "A public body" in words
    assert "Committee minutes, https://example.org/minutes" in words
    assert "Delivery: Under way" in words
    assert "This is permanent." in words
    assert entries_of(page).count() == before, "nothing is written before it is confirmed"

    done = send(officer, shown, RECORD)
    entry = entries_of(page).last()
    assert f"Recorded: entry {entry.number}." in words_of(done)
    assert entry.sentence == "Diggers <b>came</b> to the square."
    assert entry.citations[0].value["title"] == "Committee minutes"
    assert "Diggers &lt;b&gt;came&lt;/b&gt;" in reader.get(page.get_url()).content.decode()


def test_all_that_becomes_permanent_is_shown_before_it_does(page, officer):
    answer = {"Decision": "Needs more work", "Who answered": "The board", "Date": "4 May 2020", **SOURCE}
    answer |= {"Lead service": "Highways", "Decision reference": "Item 7", "Due": "3 October 2020"}
    shown = words_of(send(officer, officer.get(screen("record_decision", page)), SHOW, answer))
    for said in (
        "Lead service</dt><dd>Highways",
        "Decision reference</dt><dd>Item 7",
        "Due</dt><dd>3 October 2020",
    ):
        assert said in shown
    step = STEP | {"Delivery": "Stopped", "Reason": "No money was left."}
    shown = words_of(send(officer, officer.get(screen("record_delivery", page)), SHOW, step))
    assert "Reason</dt><dd>No money was left." in shown


def test_an_officer_who_may_record_but_not_edit_ends_at_the_record(page):
    client = Client()
    person = factories.officer(Right.RECORD_DELIVERY, page=page.get_parent())
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    asked = client.get(screen("record_delivery", page))
    done = send(client, send(client, asked, SHOW, STEP), RECORD)
    assert done.request["PATH_INFO"] == reverse("record_of_page", args=[page.pk])
    assert "Diggers &lt;b&gt;came&lt;/b&gt;" in words_of(done)
    assert "do not have permission" not in words_of(done)


def test_a_screen_says_once_what_it_is_and_asks_for_a_source_in_plain_words(page, officer):
    asked = officer.get(screen("record_delivery", page))
    assert words_of(asked).count("Record delivery: Record delivery") == 0
    refused = words_of(send(officer, asked, SHOW, {}))
    assert "a record without a source is none" in refused
    assert "at least 1 form" not in refused


def test_changing_it_keeps_everything_that_was_typed(page, officer):
    shown = send(officer, officer.get(screen("record_delivery", page)), SHOW, STEP)
    again = send(officer, shown, CHANGE)
    typed = Form(again, SHOW).filled()
    assert typed["sentence"] == [STEP["Sentence"]]
    assert typed["happened_on"] == ["25/6/2020"]
    assert typed["delivery"] == ["under_way"]
    assert typed["sources-0-title"] == ["Committee minutes"]
    assert "Nothing was recorded" not in words_of(again)


def test_pressing_twice_records_once(page, officer):
    shown = send(officer, officer.get(screen("record_delivery", page)), SHOW, STEP)
    send(officer, shown, RECORD)
    again = send(officer, shown, RECORD)
    assert "It is in the record already" in words_of(again)
    assert DeliveryRecord.objects.about(page).count() == 1


def test_what_another_officer_recorded_meanwhile_is_not_passed_over(page, officer):
    shown = send(officer, officer.get(screen("record_delivery", page)), SHOW, STEP)
    factories.delivery(page, Delivery.NOT_STARTED, happened_on=factories.date("2020-02"))
    again = send(officer, shown, RECORD)
    assert DeliveryRecord.objects.about(page).count() == 1
    assert "Something was recorded while you were looking." in words_of(again)
    assert "Not started to Under way" in words_of(again)
    send(officer, again, RECORD)
    assert DeliveryRecord.objects.about(page).count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"Delivery": "Stopped"}, "Say why it was stopped."),
        (
            {"Delivery": "Delivered", "Date": "June 2019"},
            "Nothing can be delivered before it was recommended.",
        ),
        ({"Date": "3 May 2999"}, "The record holds what has happened, not what is to come."),
        ({"Date": "soon"}, "Write a date as"),
        ({"Address": "not an address"}, "Enter a valid URL."),
        ({"Sentence": " "}, "This field is required."),
        ({"Title": ""}, "This field is required."),
        ({"Sentence": "A\0B"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_stands_beside_its_box_and_nothing_is_written(typed, sentence, page, officer):
    before = entries_of(page).count()
    answer = send(officer, officer.get(screen("record_delivery", page)), SHOW, STEP | typed)
    assert answer.status_code == 200
    assert sentence in words_of(answer)
    assert RECORD not in words_of(answer)
    assert entries_of(page).count() == before


def test_a_decision_is_recorded_with_all_that_belongs_to_it(page, officer):
    asked = officer.get(screen("record_decision", page))
    typed = {
        "Decision": "Not accepted",
        "Who answered": "The Cabinet",
        "Date": "March 2020",
        "Lead service": "Parks",
        "Decision reference": "Item 7",
        **SOURCE,
    }
    refused = send(officer, asked, SHOW, typed)
    assert "Say why it was not accepted." in words_of(refused)
    shown = send(officer, refused, SHOW, {"Reason": "No room."})
    assert "The Cabinet: not accepted. No room." in words_of(shown)
    send(officer, shown, RECORD)
    fact = DecisionRecord.objects.about(page).get()
    assert (fact.body, fact.lead_service, fact.decision_reference) == ("The Cabinet", "Parks", "Item 7")


def test_a_wrong_step_is_put_right_and_both_stay_readable(page, officer, reader):
    fact = factories.delivery(page, sentence="Work began in May.", citations=[factories.citation()])
    asked = officer.get(screen("correct_delivery", fact.update))
    assert "Work began in May." in words_of(asked)
    shown = send(
        officer,
        asked,
        SHOW,
        {"Date": "June 2021", "Sentence": "Work began in June.", "What was wrong": "Month."},
    )
    assert f"Takes the place of entry {fact.update.number}" in words_of(shown)
    send(officer, shown, RECORD)
    entry = entries_of(page).last()
    assert entry.corrects == fact.update
    words = words_of(reader.get(page.get_url()))
    assert "Work began in May." in words
    assert "Work began in June." in words
    late = officer.get(screen("correct_delivery", fact.update), follow=True)
    assert f"Correct entry {entry.number} instead." in words_of(late)


def test_a_wrong_decision_is_put_right(page, officer):
    fact = factories.decision(page, citations=[factories.citation()])
    asked = officer.get(screen("correct_decision", fact.update))
    shown = send(
        officer,
        asked,
        SHOW,
        {"Decision": "Accepted in part", "What was wrong": "In part only.", "Reason": "Half of it."},
    )
    assert "Accepted in part" in words_of(shown)
    done = send(officer, shown, RECORD)
    assert done.status_code == 200
    assert DecisionRecord.objects.about(page).last().update.corrects == fact.update


def test_a_verdict_is_recorded_and_put_right(page, officer):
    asked = officer.get(screen("record_verdict", page))
    typed = {"Who speaks": "Members", "Who judges": "28 members", "Verdict": "Too slow.", "Date": "May 2021"}
    half = send(officer, asked, SHOW, typed | SOURCE | {"Score": "3.8"})
    assert "A score needs its scale" in words_of(half)
    shown = send(officer, half, SHOW, {"Lowest score there was": "0", "Highest score there was": "10"})
    assert "28 members: “Too slow.”" in words_of(shown)
    send(officer, shown, RECORD)
    wrong = entries_of(page).last()
    assert wrong.said_by == "members"
    asked = officer.get(screen("correct_verdict", wrong))
    shown = send(officer, asked, SHOW, {"Score": "3.9", "What was wrong": "The score."})
    send(officer, shown, RECORD)
    right = entries_of(page).last()
    assert right.corrects == wrong
    assert str(right.assessmentrecord.score) == "3.90"


def test_the_words_of_an_entry_are_put_right(page, officer):
    entry = factories.update(page, sentence="It wos announced.")
    shown = send(
        officer,
        officer.get(screen("correct_words", entry)),
        SHOW,
        {"Sentence": "It was announced.", "What was wrong": "A slip."},
    )
    assert "It was announced." in words_of(shown)
    send(officer, shown, RECORD)
    assert entries_of(page).last().corrects == entry


def test_a_slip_in_the_frozen_words_is_put_right(page, officer):
    frozen = page.frozen_wording().update
    asked = officer.get(screen("correct_wording", frozen))
    same = send(officer, asked, SHOW, {"What was wrong": "A slip."})
    assert "These are the words that stand already." in words_of(same)
    shown = send(officer, same, SHOW, {"Wording": "Many more trees, please."})
    assert "They should read: “Many more trees, please.”" in words_of(shown)
    assert RecommendationPage.objects.get(pk=page.pk).wording != "Many more trees, please."
    send(officer, shown, RECORD)
    assert RecommendationPage.objects.get(pk=page.pk).wording == "Many more trees, please."


def test_a_fact_is_not_corrected_by_other_words_alone(page, officer):
    fact = factories.delivery(page)
    answer = officer.get(screen("correct_words", fact.update), follow=True)
    assert "A fact stands behind this entry." in words_of(answer)
    assert officer.get(screen("correct_decision", fact.update)).status_code == 404


def test_the_delivery_of_an_assembly_as_a_whole_is_recorded(page, site):
    assembly = page.get_parent().get_parent().specific
    client = signed_in(Right.RECORD_DELIVERY, page=page.get_parent())
    client.force_login(factories.administrator())
    shown = send(client, client.get(screen("record_delivery", assembly)), SHOW, STEP)
    send(client, shown, RECORD)
    assert DeliveryRecord.objects.about(assembly).get().delivery == "under_way"
    assert client.get(screen("record_decision", assembly)).status_code == 404


@pytest.mark.parametrize("name", ["record_decision", "record_delivery"])
def test_without_the_right_the_screen_and_a_forged_form_are_refused_with_a_sentence(name, page):
    client = signed_in(page=page)
    url = screen(name, page)
    before = PageUpdate.objects.count()
    for answer in (client.get(url), client.post(url, {"record": "1", "delivery": "under_way"})):
        assert answer.status_code == 403
        assert "You may not do this here." in words_of(answer)
    assert PageUpdate.objects.count() == before


def test_a_right_to_record_is_none_to_correct(page):
    fact = factories.delivery(page)
    client = signed_in(Right.RECORD_DELIVERY, page=page)
    assert client.get(screen("correct_delivery", fact.update)).status_code == 403


def test_only_what_an_officer_may_do_is_offered(page):
    fact = factories.delivery(page)
    client = signed_in(Right.RECORD_DELIVERY, page=page)
    words = words_of(client.get(reverse("record_of_page", args=[page.pk])))
    assert screen("record_delivery", page) in words
    assert screen("record_decision", page) not in words
    assert screen("correct_delivery", fact.update) not in words
    may_correct = signed_in(Right.CORRECT, page=page)
    words = words_of(may_correct.get(reverse("record_of_page", args=[page.pk])))
    assert screen("correct_delivery", fact.update) in words
    assert screen("correct_wording", page.frozen_wording().update) in words


def test_nothing_is_recorded_about_a_page_that_readers_cannot_see(page, officer):
    page.unpublish()
    answer = officer.get(screen("record_delivery", page), follow=True)
    assert "Readers cannot see this page." in words_of(answer)


def test_the_log_of_the_page_says_who_wrote_which_entry(page, officer):
    shown = send(officer, officer.get(screen("record_delivery", page)), SHOW, STEP)
    send(officer, shown, RECORD)
    history = officer.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "Written into the record" in words_of(history)


def test_the_record_stands_beside_the_form_of_the_recommendation(page, editor):
    factories.delivery(page, sentence="Work has begun.")
    factories.delivery(page, Delivery.STOPPED, reason="No money.", happened_on=factories.date("2021-06"))
    words = words_of(editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert words.index("Delivery: Under way to Stopped") < words.index("Work has begun.")
    assert screen("record_decision", page) in words


def test_a_mark_that_is_none_writes_once_all_the_same(page, officer):
    shown = send(officer, officer.get(screen("record_delivery", page)), SHOW, STEP)
    form = Form(shown, RECORD)
    answer = officer.post(form.action, form.filled() | {"mark": ["%%%"]}, follow=True)
    assert answer.status_code == 200
    assert DeliveryRecord.objects.about(page).count() == 1


def test_the_answers_of_a_response_are_read_and_corrected_once_they_are_on_record(page, editor):
    index = factories.response_index(page.get_parent().get_parent().specific)
    response = factories.response(index, live=False, entries=[factories.answer(page, reason="Gladly.")])
    url = reverse("wagtailadmin_pages:edit", args=[response.pk])
    assert 'name="entries-0-decision"' in words_of(editor.get(url))
    response.live = True
    response.save()
    fact = DecisionRecord.objects.about(page).get()
    asked = editor.get(url)
    words = words_of(asked)
    assert 'name="entries-0-decision"' not in words
    assert "its answers are in the public record" in words
    assert screen("correct_decision", fact.update) in words

    form = Form(asked, "Publish")
    saved = editor.post(url, form.filled() | UNFOLDED | {"title": "Another title"}, follow=True)
    assert "has been published" in words_of(saved)
    response.refresh_from_db()
    assert response.title == "Another title"
    assert response.entries.count() == 1
    assert DecisionRecord.objects.about(page).count() == 1


def test_whoever_takes_a_page_off_the_site_is_told_what_stays(page, editor):
    factories.delivery(page)
    asked = editor.get(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert "What is in the public record stays there." in words_of(asked)
    plain = factories.information()
    asked = editor.get(reverse("wagtailadmin_pages:unpublish", args=[plain.pk]))
    assert "What is in the public record stays there." not in words_of(asked)
