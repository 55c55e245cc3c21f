"""The officer's desk: where everything stands, and one change for many rows, all of them or none."""

import re

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cms.recommendations.models import DeliveryRecord
from cms.recommendations.statuses import Decision, Delivery
from cms.updates.models import PageUpdate
from cms.updates.rights import Right
from tests import factories
from tests.budgets.counting import copies_of, statements_of
from tests.filling import Form, send

SHOW, RECORD = "Show what will be recorded", "Record it for good"
TICKED, ALL = "Record delivery for those ticked", "Record delivery for all that are shown"
STEP = {
    "Delivery": "Under way",
    "Date": "25 June 2020",
    "Sentence": "Work has begun on all of them.",
    "Title": "Minutes",
    "Address": "https://example.org/minutes",
}
DESK = "/admin/tracker/"


@pytest.fixture
def tracker(site):
    return factories.tracker(factories.assembly(title="Town square"))


@pytest.fixture
def officer(tracker):
    return signed_in(Right.RECORD_DELIVERY, Right.RECORD_DECISION, page=tracker)


def signed_in(*rights, page, group="Officers"):
    user = factories.officer(*rights, page=page)
    user.groups.set([Group.objects.get_or_create(name=group)[0]])
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client


def trees(tracker, *references, **fields):
    fields = {"recommended_on": factories.date("2020-01-10")} | fields
    return [factories.recommendation(tracker, reference=reference, **fields) for reference in references]


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def listed(answer):
    """The references in the order of the rows."""
    return re.findall(r'aria-label="Choose (\w+)"', answer.content.decode())


def press(client, answer, button, ticks=()):
    """Ticks rows and presses a button of the desk, as a browser without a script does."""
    html = answer.content.decode()
    found = next(each for each in re.findall(r"<button[^>]*>[^<]*", html) if f">{button}" in each)
    action, chosen = (
        re.search(r'formaction="([^"]+)"', found),
        re.search(r'name="(\w+)" value="(\w+)"', found),
    )
    rows = re.findall(r'name="page" value="(\d+)" aria-label="Choose (\w+)"', html)
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    data = kept | {"page": [number for number, reference in rows if reference in ticks]}
    data |= {chosen[1]: chosen[2]} if chosen else {}
    return client.get(action[1] if action else DESK, data, follow=True)


def test_the_desk_shows_where_each_one_stands(tracker, officer):
    one, two = trees(tracker, "R1", "R2", theme="Trees")
    factories.decision(one, Decision.MORE_WORK, lead_service="Parks", due_on=factories.date("2020-06-30"))
    factories.delivery(one, happened_on=factories.date("2020-05-04"))
    with time_machine.travel("2020-07-10"):
        answer = officer.get(DESK)
    words = words_of(answer)
    assert listed(answer) == ["R1", "R2"]
    for word in ("Town square", "Needs more work", "Under way", "Parks", "4 May 2020", "30 June 2020"):
        assert word in words
    assert "More work overdue by 10 days" in words
    assert "Not reported" in words
    assert reverse("record_of_page", args=[two.pk]) in answer.content.decode()


def test_only_branches_in_which_an_officer_has_a_right_are_on_the_desk(tracker, officer):
    trees(tracker, "R1")
    trees(factories.tracker(), "X1")
    trees(tracker, "D1", live=False)
    assert listed(officer.get(DESK)) == ["R1"]
    stranger = signed_in(page=tracker, group="Nobody's")
    assert listed(stranger.get(DESK)) == []
    assert ">Tracker<" not in stranger.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("decision=accepted", ["R2"]),
        ("delivery=not_reported", ["R1", "R3"]),
        ("theme=Buses", ["R3"]),
        ("owner=Parks", ["R2"]),
        ("assembly=Town+square", ["R1", "R2", "R3"]),
        ("overdue=yes", ["R1"]),
        ("q=zebra", ["R3"]),
        ("q=%00", ["R1", "R2", "R3"]),
        ("decision=perhaps", ["R1", "R2", "R3"]),
        ("ordering=-updated", ["R2", "R1", "R3"]),
        ("ordering=updated", ["R1", "R2", "R3"]),
        ("ordering=due", ["R1", "R2", "R3"]),
        ("ordering=nonsense", ["R1", "R2", "R3"]),
        ("p=99", ["R1", "R2", "R3"]),
    ],
)
def test_the_desk_is_narrowed_and_put_in_order(query, found, tracker, officer):
    one, two = trees(tracker, "R1", "R2", theme="Trees")
    trees(tracker, "R3", theme="Buses", wording="Zebra crossings.")
    factories.decision(one, Decision.MORE_WORK, due_on=factories.date("2020-06-30"))
    factories.decision(two, Decision.ACCEPTED, lead_service="Parks")
    factories.delivery(two)
    assert listed(officer.get(f"{DESK}?{query}")) == found
    assert listed(officer.get(f"{DESK}results/?{query}")) == found


def test_the_desk_is_taken_away_as_it_is_shown(tracker, officer):
    trees(tracker, "R1", theme="Trees")
    trees(tracker, "R2", theme="Buses")
    answer = officer.get(f"{DESK}?export=csv&theme=Trees")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0].startswith(
        "Reference,Wording,Decision,Delivery,Lead service,Last update,Next due,Assembly"
    )
    assert [line.split(",")[0] for line in lines[1:]] == ["R1"]
    assert officer.get(f"{DESK}?export=xlsx").status_code == 200


def test_what_is_taken_away_holds_no_formula(tracker, officer):
    factories.decision(factories.recommendation(tracker, reference="=1+1"), lead_service="@SUM(A1)")
    told = b"".join(officer.get(f"{DESK}?export=csv").streaming_content).decode()
    assert "'=1+1," in told
    assert ",'@SUM(A1)," in told


def test_the_desk_asks_the_same_with_44_and_with_1000(tracker, officer):
    [page] = trees(tracker, "R1")
    factories.decision(page, lead_service="Parks")
    copies_of(page, 43)
    few = statements_of(officer, DESK)
    copies_of(page, 956)
    many = statements_of(officer, DESK)
    assert len(many) == len(few)
    assert len(many) <= 26, many


def test_the_ticked_ones_are_changed_together_after_a_look(tracker, officer):
    one, two, _three = trees(tracker, "R1", "R2", "R3")
    factories.delivery(one, Delivery.NOT_STARTED, happened_on=factories.date("2020-02"))
    asked = press(officer, officer.get(DESK), TICKED, ["R1", "R2"])
    assert "about all of them or about none" in words_of(asked)
    shown = send(officer, asked, SHOW, STEP)
    words = words_of(shown)
    assert "Delivery: Not started to Under way" in words
    assert words.count("Work has begun on all of them.") == 2
    assert DeliveryRecord.objects.count() == 1
    done = send(officer, shown, RECORD)
    assert "Recorded: entries" in words_of(done)
    states = DeliveryRecord.objects.filter(delivery="under_way").values_list("page", flat=True)
    assert sorted(states) == sorted([one.pk, two.pk])
    again = send(officer, shown, RECORD)
    assert "It is in the record already" in words_of(again)
    assert DeliveryRecord.objects.count() == 3


def test_if_one_may_not_move_none_does_until_it_is_left_out(tracker, officer):
    one, two = trees(tracker, "R1", "R2")
    step = factories.delivery(
        one, Delivery.STOPPED, reason="No money.", happened_on=factories.date("2020-02")
    )
    asked = press(officer, officer.get(DESK), TICKED, ["R1", "R2"])
    typed = STEP | {"Delivery": "Delivered"}
    shown = send(officer, asked, SHOW, typed)
    words = words_of(shown)
    assert "This was stopped. Say first that it is under way again, and why." in words
    assert RECORD not in words
    form = Form(shown, "Leave out the one that may not")
    forged = officer.post(form.action, form.filled() | {"record": ["1"], "seen": ["0"], "without": []})
    assert RECORD not in words_of(forged)
    assert list(DeliveryRecord.objects.all()) == [step], "all of them or none"
    left = send(officer, shown, "Leave out the one that may not")
    send(officer, left, RECORD)
    assert DeliveryRecord.objects.about(two).get().delivery == "delivered"
    assert DeliveryRecord.objects.about(one).get() == step


def test_everything_the_filter_shows_can_be_chosen(tracker, officer):
    trees(tracker, "R1", "R2", theme="Trees")
    trees(tracker, "R3", theme="Buses")
    asked = press(officer, officer.get(f"{DESK}?theme=Trees"), ALL)
    words = words_of(asked)
    assert "R1: More trees" in words
    assert "R2: More trees" in words
    assert "R3" not in words


def test_too_many_or_none_are_a_sentence(tracker, officer):
    [page] = trees(tracker, "R1")
    assert "Tick the recommendations" in words_of(officer.get(f"{DESK}change/delivery/", follow=True))
    odd = f"{DESK}change/delivery/?page=x&page={'9' * 18}&page={'9' * 40}"
    assert "Tick the recommendations" in words_of(officer.get(odd, follow=True))
    copies_of(page, 100)
    answer = press(officer, officer.get(DESK), ALL)
    assert "At most 100 recommendations are changed at once. You chose 101." in words_of(answer)


def test_a_forged_choice_outside_the_branch_is_refused(tracker, officer):
    [mine] = trees(tracker, "R1")
    [other] = trees(factories.tracker(), "X1")
    before = PageUpdate.objects.count()
    url = f"{DESK}change/delivery/?page={mine.pk}&page={other.pk}"
    for answer in (officer.get(url), officer.post(url, {"record": "1"})):
        assert answer.status_code == 403
        assert "You may not do this here." in words_of(answer)
    assert PageUpdate.objects.count() == before


def test_a_decision_is_given_to_several(tracker, officer):
    pages = trees(tracker, "R1", "R2")
    url = f"{DESK}change/decision/?" + "&".join(f"page={page.pk}" for page in pages)
    typed = {name: value for name, value in STEP.items() if name in ("Date", "Title", "Address")}
    shown = send(officer, officer.get(url), SHOW, typed | {"Decision": "Accepted", "Who answered": "Cabinet"})
    assert words_of(shown).count("Cabinet: accepted.") == 2
    send(officer, shown, RECORD)
    assert PageUpdate.objects.filter(kind="decision").count() == 2


def test_what_all_of_them_owe_stands_beside_its_box(tracker, officer):
    trees(tracker, "R1", "R2")
    asked = press(officer, officer.get(DESK), TICKED, ["R1", "R2"])
    answer = send(officer, asked, SHOW, STEP | {"Delivery": "Stopped"})
    assert words_of(answer).count("Say why it was stopped.") == 1
    assert RECORD not in words_of(answer)


def test_a_right_to_one_axis_offers_that_one(tracker):
    trees(tracker, "R1")
    client = signed_in(Right.RECORD_DECISION, page=tracker)
    words = words_of(client.get(DESK))
    assert "Record a decision for those ticked" in words
    assert TICKED not in words
