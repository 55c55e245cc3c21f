"""A lead service proposes by a link: nothing leaks, nothing is doubled, and the team decides."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.outbox.models import Message
from cms.recommendations import proposing
from cms.recommendations.models import DeliveryRecord, Proposal, ProposalLink
from cms.recommendations.models.proposals import ProposalState
from cms.recommendations.proposing import accept, give_back, link_of, make_link, propose, revoke
from cms.updates.models import PageUpdate
from cms.updates.rights import grant
from cms.updates.statuses import Right
from tests import factories

TYPED = {
    "delivery": "under_way",
    "happened_on": "12 May 2021",
    "sentence": "The first trees are planted.",
    "reason": "",
    "evidence": "",
    "who": "Head of parks",
}
SAID = TYPED | {"happened_on": factories.date("2021-05-12")}


def in_days(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def page(site):
    return factories.recommendation(reference="R1", title="Trees")


@pytest.fixture
def officer(page):
    return factories.officer(Right.RECORD_DELIVERY, page=page.get_parent())


@pytest.fixture
def made(officer, page):
    """A link for one recommendation, and its token."""
    return make_link(
        [page], by=officer, lead_service="Parks", ends_on=timezone.localdate() + dt.timedelta(days=30)
    )


@pytest.fixture
def link(made):
    return made[0]


@pytest.fixture
def address(made):
    return f"/proposals/{made[1]}/"


@pytest.fixture
def desk(officer):
    officer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def stranger():
    """A browser that checks forms as a real one would be checked."""
    return Client(enforce_csrf_checks=True)


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


# The page behind a link


def test_an_officer_sees_what_was_asked_and_where_it_stands(address, page, reader):
    factories.delivery(page, happened_on=factories.date("2020"), sentence="A plan is drawn.")
    shown = words_of(reader.get(address))
    for words in (page.wording, "A plan is drawn.", "Parks", "How far has R1 got?"):
        assert words in shown


def test_a_proposal_is_sent_without_account_or_cookie(address, page, stranger):
    before = PageUpdate.objects.count()
    answer = stranger.post(address, TYPED)
    assert (answer.status_code, answer.url) == (302, address)
    shown = stranger.get(address)
    assert "It is waiting for us." in words_of(shown)
    assert "<form method" not in words_of(shown).partition("<main")[2]
    assert not stranger.cookies
    proposal = Proposal.objects.get()
    assert (proposal.page, proposal.delivery, proposal.who) == (page, "under_way", "Head of parks")
    assert PageUpdate.objects.count() == before, "it is in no record until somebody accepts it"


def test_nobody_keeps_finds_or_hands_on_the_page(address, stranger):
    for answer in (stranger.get(address), stranger.post(address, {}), stranger.get("/proposals/x/")):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "Set-Cookie" not in answer.headers
        shown = answer.content.decode()
        assert 'name="robots" content="noindex' in shown
        assert "canonical" not in shown
        assert "csrfmiddlewaretoken" not in shown


def test_the_address_of_the_link_is_not_kept(made):
    link, token = made
    stored = [str(getattr(link, field.attname)) for field in ProposalLink._meta.concrete_fields]
    assert not [value for value in stored if token in value]
    assert link_of(token) == link


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"delivery": "delivered"}, "Give the address of something that shows it was delivered."),
        ({"delivery": "stopped", "reason": "  "}, "Say why it was stopped."),
        ({"delivery": "finished"}, "Select a valid choice"),
        ({"happened_on": "soon"}, "Write a date as"),
        ({"happened_on": "1 May 2990"}, "This day is still to come."),
        ({"sentence": " "}, "This field is required."),
        ({"sentence": "x\x00y"}, "Null characters are not allowed."),
        ({"sentence": "x" * 2_001}, "at most 2000 characters"),
        ({"evidence": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cells, sentence, address, reader):
    answer = reader.post(address, TYPED | {"who": "Jo in parks"} | cells)
    assert sentence in words_of(answer)
    assert "Jo in parks" in words_of(answer)
    assert not Proposal.objects.exists()


def test_a_second_click_makes_no_second_proposal(address, link, page, reader):
    for _click in range(2):
        assert reader.post(address, TYPED).status_code == 302
    assert Proposal.objects.count() == 1
    again = propose(link, page, **SAID | {"sentence": "Something else."})
    assert again.sentence == "The first trees are planted."
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(
            link=link, page=page, delivery="delayed", happened_on=SAID["happened_on"], sentence="x"
        )


def test_a_link_for_several_recommendations_lists_them(officer, page, reader):
    other = factories.recommendation(page.get_parent(), reference="R2", title="Benches")
    elsewhere = factories.recommendation(reference="R3")
    _link, token = make_link([page, other], by=officer, lead_service="Parks", ends_on=timezone.localdate())
    shown = reader.get(f"/proposals/{token}/")
    assert f"/proposals/{token}/{other.pk}/" in words_of(shown)
    assert reader.post(f"/proposals/{token}/{other.pk}/", TYPED).status_code == 302
    assert "Waiting for us" in words_of(reader.get(f"/proposals/{token}/"))
    assert reader.get(f"/proposals/{token}/{elsewhere.pk}/").status_code == 404
    assert reader.post(f"/proposals/{token}/{elsewhere.pk}/", TYPED).status_code == 404
    assert Proposal.objects.get().page == other


def over(reader, address, status):
    for answer in (reader.get(address), reader.post(address, TYPED)):
        assert answer.status_code == status
        shown = words_of(answer)
        assert "This link does not work" in shown
        assert not [word for word in ("Parks", "R1", "Trees") if word in shown.partition("<main")[2]]
    assert not Proposal.objects.exists()


def test_a_link_that_is_over_or_revoked_says_nothing_else(address, link, officer, reader):
    with time_machine.travel(timezone.now() + dt.timedelta(days=32)):
        over(reader, address, 410)
    revoke(link, by=officer)
    over(reader, address, 410)


def test_a_forged_link_is_refused_without_asking_the_database(address, reader):
    reader.get(address)
    with CaptureQueriesContext(connection) as asked:
        over(reader, address[:-2] + "x/", 404)
    assert not [query for query in asked.captured_queries if "proposallink" in query["sql"]]
    for token in ("x", "é", "a" * 5_000, "%00", "a.b.c"):
        assert reader.get(f"/proposals/{token}/").status_code == 404


def test_a_link_for_what_is_not_public_any_more_says_nothing(address, page, reader):
    page.unpublish()
    over(reader, address, 410)


def test_sending_very_often_has_to_wait(address, reader, monkeypatch):
    monkeypatch.setattr(proposing, "MOST_TRIES", 2)
    answers = [reader.post(address, {"sentence": "Kept"}) for _try in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Wait a while" in words_of(answers[2])
    assert "Kept" in words_of(answers[2])
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        assert reader.post(address, TYPED).status_code == 302


def test_the_page_asks_the_same_few_queries_however_much_was_proposed(address, link, page, officer, reader):
    def asked():
        with CaptureQueriesContext(connection) as found:
            reader.get(address)
        return len(found)

    reader.get(address)
    first = asked()
    for number in range(5):
        give_back(propose(link, page, **SAID | {"sentence": f"{number}"}), by=officer, answer="No.")
    assert asked() == first
    assert first <= 8


# What becomes of it


def test_what_is_accepted_enters_the_record_in_the_words_of_the_service(link, page, officer, address, reader):
    proposal = accept(propose(link, page, **SAID), by=officer)
    fact = DeliveryRecord.objects.get()
    assert proposal.record == fact
    assert (fact.delivery, fact.update.sentence, fact.said_by) == ("under_way", SAID["sentence"], "council")
    assert "Accepted on" in words_of(reader.get(address))
    with pytest.raises(ValidationError, match="answered before"):
        accept(proposal, by=officer)
    assert DeliveryRecord.objects.count() == 1


def test_what_is_returned_can_be_corrected_behind_the_same_link(link, page, officer, address, reader):
    give_back(propose(link, page, **SAID), by=officer, answer="Which trees?")
    assert "Which trees?" in words_of(reader.get(address))
    assert reader.post(address, TYPED | {"sentence": "Twelve limes are planted."}).status_code == 302
    assert [each.state for each in Proposal.objects.order_by("pk")] == ["returned", "waiting"]


def test_a_proposal_that_the_record_cannot_take_any_more_is_refused_with_the_sentence(
    link, page, officer, desk
):
    proposal = propose(link, page, **SAID | {"delivery": "delayed"})
    factories.delivery(page, "delivered", happened_on=factories.date("2021-01-01"))
    answer = desk.post(f"/admin/proposals/{proposal.pk}/", {"do": "accept"}, follow=True)
    assert "This was delivered, so it cannot be late." in words_of(answer)
    assert Proposal.objects.get().state == ProposalState.WAITING
    assert DeliveryRecord.objects.count() == 1


def test_only_who_may_record_delivery_here_answers(link, page):
    proposal = propose(link, page, **SAID)
    nobody = factories.officer()
    nobody.groups.clear()
    decider = factories.officer()
    decider.groups.clear()
    grant(decider.groups.create(name="Who decides"), Right.RECORD_DECISION, page)
    for by in (nobody, decider):
        with pytest.raises(PermissionDenied):
            accept(proposal, by=by)
        with pytest.raises(PermissionDenied):
            give_back(proposal, by=by, answer="No.")
        with pytest.raises(PermissionDenied):
            revoke(link, by=by)
        with pytest.raises(PermissionDenied):
            make_link([page], by=by, lead_service="x", ends_on=timezone.localdate())
    assert not DeliveryRecord.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "accepted"},
        {"state": "returned", "answer": ""},
        {"state": "unknown"},
        {"delivery": "finished"},
        {"answered_at": timezone.now()},
    ],
)
def test_the_database_refuses_a_proposal_that_cannot_be(wrong, link, page):
    proposal = propose(link, page, **SAID)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**wrong)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_link_ends_between_today_and_a_year_from_now(days, officer, page):
    with pytest.raises(ValidationError, match="between today and a year"):
        make_link(
            [page], by=officer, lead_service="x", ends_on=timezone.localdate() + dt.timedelta(days=days)
        )


def test_the_officer_is_written_to_if_there_is_an_address(officer, page, saving):
    with saving():
        link, token = make_link(
            [page], by=officer, lead_service="Parks", ends_on=timezone.localdate(), email="parks@example.org"
        )
        give_back(propose(link, page, **SAID), by=officer, answer="Which trees?")
        accept(propose(link, page, **SAID), by=officer)
    told = list(Message.objects.order_by("pk"))
    assert [each.recipient for each in told] == ["parks@example.org"] * 3
    assert f"/proposals/{token}/" in told[0].body
    assert "Which trees?" in told[1].body
    assert "on record" in told[2].body
    assert mail.outbox == []


def test_links_that_are_long_over_are_deleted_with_what_was_proposed(link, page, officer, capsys):
    proposal = propose(link, page, **SAID)
    with time_machine.travel(timezone.now() + dt.timedelta(days=130)):
        call_command("clear_finished_work")
        assert ProposalLink.objects.exists(), "something waits for an answer"
        accept(proposal, by=officer)
        call_command("clear_finished_work")
    assert "1 link was cleared away." in capsys.readouterr().out
    assert not Proposal.objects.exists()
    assert DeliveryRecord.objects.count() == 1


# The desk


def test_the_team_sees_what_waits_beside_what_stands_and_accepts_it(link, page, desk):
    factories.delivery(page, happened_on=factories.date("2020"), sentence="A plan is drawn.")
    proposal = propose(link, page, **SAID)
    assert "R1: Trees" in words_of(desk.get("/admin/proposals/"))
    shown = words_of(desk.get(f"/admin/proposals/{proposal.pk}/"))
    for words in ("A plan is drawn.", "The first trees are planted.", "Head of parks", "Parks"):
        assert words in shown
    answer = desk.post(f"/admin/proposals/{proposal.pk}/", {"do": "accept"}, follow=True)
    assert "It is on record." in words_of(answer)
    assert DeliveryRecord.objects.count() == 2


def test_the_team_returns_it_with_a_reason(link, page, desk):
    proposal = propose(link, page, **SAID)
    answer = desk.post(f"/admin/proposals/{proposal.pk}/", {"answer": " "})
    assert "This field is required." in words_of(answer)
    desk.post(f"/admin/proposals/{proposal.pk}/", {"answer": "Which trees?"})
    assert Proposal.objects.get().answer == "Which trees?"


def test_the_team_makes_a_link_copies_it_once_and_revokes_it(page, desk, reader):
    form = f"/admin/proposals/link/{page.get_parent().pk}/"
    assert "R1: Trees" in words_of(desk.get(form))
    typed = {"lead_service": "Parks", "email": "", "ends_on": "2999-01-01", "recommendations": [page.pk]}
    assert "between today and a year" in words_of(desk.post(form, typed))
    answer = desk.post(form, typed | {"ends_on": str(timezone.localdate())})
    address = answer.context["address"]
    assert address in words_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    path = "/" + address.split("/", 3)[3]
    assert reader.get(path).status_code == 200
    assert address not in words_of(desk.get("/admin/proposals/"))
    link = ProposalLink.objects.get()
    assert desk.get(f"/admin/proposals/revoke/{link.pk}/").status_code == 302
    assert reader.get(path).status_code == 200, "looking revokes nothing"
    desk.post(f"/admin/proposals/revoke/{link.pk}/")
    assert reader.get(path).status_code == 410


def test_another_councils_team_sees_nothing_of_it(link, page):
    proposal = propose(link, page, **SAID)
    other = factories.officer()
    other.groups.clear()
    group = other.groups.create(name="Another council")
    proposing_page = factories.recommendation(reference="R9")

    grant(group, Right.RECORD_DELIVERY, proposing_page)
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    desk = Client()
    desk.force_login(other)
    shown = words_of(desk.get("/admin/proposals/"))
    assert "R1: Trees" not in shown
    assert "Parks" not in shown
    for path in (f"{proposal.pk}/", f"revoke/{link.pk}/", f"link/{page.get_parent().pk}/"):
        assert desk.post(f"/admin/proposals/{path}", {"do": "accept"}).status_code == 302
    assert ProposalLink.objects.get().is_open
    assert not DeliveryRecord.objects.exists()


def test_who_has_no_right_sees_no_desk(site):
    user = factories.officer()
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    desk = Client()
    desk.force_login(user)
    assert desk.get("/admin/proposals/").status_code == 302
    assert "/admin/proposals/" not in words_of(desk.get("/admin/"))
