"""The displays of progress: right in numbers, apart by axis, framed where they may be, of public pages."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.recommendations.models import RecommendationPage
from cms.recommendations.statuses import Decision, Delivery
from cms.updates.statuses import Basis
from participation.badges import COLOURS, parts_of, width_of
from tests import factories
from tests.budgets.counting import asked_by, copies_of, repeated, statements_of
from tests.factories import date
from tests.reading import seen, words

MOST = 8
# Keys, fingerprints, references and dates are no totals.
NO_TOTAL = re.compile(r"[0-9a-f-]{36}|[0-9a-f]{64}|R\d+|\(\d+\)|\d+ [A-Z][a-z]+ \d{4}|/\S+")
SVG = "{http://www.w3.org/2000/svg}"
EVERY = ["progress", "progress_scorecard", "progress_widget", "progress_badge", "progress_embed"]


@pytest.fixture
def tracker(site):
    return factories.tracker(factories.assembly(title="The Square Assembly"))


@pytest.fixture
def assembly(tracker):
    return tracker.get_parent().specific


def recommended(tracker, number=1, **fields) -> list[RecommendationPage]:
    return [
        factories.recommendation(tracker, recommended_on=date("2020-01-10"), **fields)
        for _each in range(number)
    ]


def address(name, page=None, **options) -> str:
    return reverse(name, args=[page.translation_key] if page else [], **options)


def displays_of(page) -> list[str]:
    """The address of every display that tells of an assembly."""
    own = [address(name, page) for name in EVERY if name != "progress"]
    return [address(name) for name in EVERY if name != "progress_scorecard"] + own


def text(reader, url) -> str:
    answer = reader.get(url)
    assert answer.status_code == 200, url
    return words(answer.content)


def numbers_in(told: str) -> set[str]:
    return set(re.findall(r"\b\d+\b", told))


def test_no_display_adds_what_is_under_way_to_what_is_delivered(tracker, assembly, reader):
    """11 and 27: neither 38 nor any other sum of states stands anywhere."""
    for page in recommended(tracker, 11):
        factories.delivery(page, Delivery.DELIVERED, happened_on=date("2021-01-04"))
    for page in recommended(tracker, 27):
        factories.delivery(page, Delivery.UNDER_WAY, happened_on=date("2021-01-04"))
    for page in recommended(tracker, 3):
        factories.delivery(page, Delivery.DELAYED, happened_on=date("2021-01-04"))
    statement = factories.statement(tracker, stood_on=dt.date(2021, 6, 29))
    whole = [statement.get_url(), f"{statement.get_url()}print/"]
    for url in [*displays_of(assembly), *whole, tracker.get_url(), assembly.get_url(), "/"]:
        told = numbers_in(NO_TOTAL.sub("", text(reader, url)))
        assert not told & {"38", "14", "30"}, url


def test_no_code_of_a_display_puts_the_two_states_into_one_set():
    both = re.compile(r"[{(\[][^{}()\[\]]*UNDER_WAY[^{}()\[\]]*DELIVERED|DELIVERED[^{}()\[\]]*UNDER_WAY")
    for file in (settings.BASE_DIR / "participation").rglob("*.py"):
        assert not both.search(file.read_text()), file
    assert both.search("DONE = {Delivery.UNDER_WAY, Delivery.DELIVERED}")


def test_the_page_of_progress_has_every_assembly_with_both_axes(tracker, assembly, reader):
    one, two = recommended(tracker, 2)
    factories.decision(one, Decision.ACCEPTED)
    factories.delivery(two, Delivery.DELIVERED, happened_on=date("2021-03-04"))
    factories.assembly(title="The Empty Assembly")
    told = text(reader, reverse("progress"))
    for part in (
        "The Square Assembly",
        "1 Accepted",
        "1 Awaiting an answer",
        "1 Delivered",
        "1 Not reported",
        "4 March 2021",
        "The Empty Assembly",
        "It has published no recommendations yet.",
        "2 recommendations in all",
    ):
        assert part in told, part


def test_it_links_to_tracker_statement_and_scorecard(tracker, assembly, reader):
    recommended(tracker)
    statement = factories.statement(tracker)
    links = {each["href"] for each in seen(reader.get("/progress/").content).all("a") if "href" in each}
    assert {tracker.get_url(), statement.get_url(), address("progress_scorecard", assembly)} <= links


def test_it_counts_what_is_overdue(tracker, assembly, reader):
    [one] = recommended(tracker)
    sources = [factories.citation()]
    factories.promise(one, "2020-12", body="The council", happened_on=date("2020-06-01"), citations=sources)
    for name in ("progress", "progress_widget"):
        assert "Something is overdue for 1 recommendation" in text(reader, reverse(name))


def test_a_promise_that_an_editor_matched_counts_in_no_number(tracker, assembly, reader):
    [one] = recommended(tracker)
    factories.promise(one, "2020-12", happened_on=date("2020-06-01"), basis=Basis.MATCHED)
    for url in (
        reverse("progress"),
        reverse("progress_widget"),
        address("progress_widget", one),
        address("progress_scorecard", assembly),
    ):
        assert "Something is overdue" not in text(reader, url)


def test_matched_news_counts_in_no_number(tracker, assembly, reader):
    [one] = recommended(tracker)
    factories.delivery(one, Delivery.DELIVERED, basis="matched")
    assert "Delivered: 0 of 1" in text(reader, address("progress_badge", assembly))


def test_home_tracker_assembly_and_recommendation_lead_there(tracker, assembly, reader):
    [one] = recommended(tracker)

    def links(page):
        return {each.get("href") for each in seen(reader.get(page.get_url()).content).all("a")}

    assert "/progress/" in links(factories.home())
    for page in (tracker, assembly):
        assert {"/progress/", address("progress_embed", assembly)} <= links(page)
    assert address("progress_embed", one) in links(one)


def test_the_sitemap_names_it(site, reader):
    assert ":8000/progress/</loc>" in reader.get("/sitemap.xml").content.decode()


def test_the_widget_alone_may_be_framed_by_others(tracker, assembly, reader):
    [one] = recommended(tracker)
    for url in ("/progress/widget/", address("progress_widget", assembly), address("progress_widget", one)):
        answer = reader.get(url)
        assert "X-Frame-Options" not in answer
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    others = ["/", "/progress/", "/progress/badge.svg", "/progress/embed/", "/nowhere/", tracker.get_url()]
    for url in [*others, address("progress_scorecard", assembly)]:
        assert reader.get(url)["X-Frame-Options"] == "SAMEORIGIN", url


def test_the_widget_sets_no_cookie_has_no_script_and_its_links_leave_the_frame(tracker, assembly, reader):
    [one] = recommended(tracker)
    for page in (None, assembly, one):
        answer = reader.get(address("progress_widget", page))
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        found = seen(answer.content)
        assert found.all("script", "iframe", "form", "img") == []
        links = found.all("a")
        assert links
        assert {each["target"] for each in links} == {"_top"}
        assert all(each["href"].startswith("http://testserver/") for each in links)


def test_a_badge_can_be_read_whatever_was_pasted(tracker, reader):
    page = factories.recommendation(
        tracker, reference="R\x0b1", wording="Trees \x0c & <script>alert(1)</script>"
    )
    answer = reader.get(address("progress_badge", page))
    assert "Trees   & <script>" in ElementTree.fromstring(answer.content)[0].text


def test_the_badge_is_a_picture_with_its_words_as_text(tracker, assembly, reader):
    [one] = recommended(tracker, reference="R<1>&")
    factories.decision(one, Decision.NOT_ACCEPTED, reason="Too dear.")
    for page, told in ((None, "Answered: 1 of 1"), (assembly, "Delivered: 0 of 1"), (one, "Not accepted")):
        answer = reader.get(address("progress_badge", page))
        assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
        assert "public" in answer["Cache-Control"]
        tree = ElementTree.fromstring(answer.content)
        assert told in [each.text for each in tree.iter(f"{SVG}text")]
        assert tree.find(f"{SVG}title").text
        assert tree.get("role") == "img"


def test_what_has_not_changed_is_not_sent_again(tracker, assembly, reader):
    [one] = recommended(tracker)
    for url in displays_of(assembly):
        tag = reader.get(url)["ETag"]
        assert reader.get(url, headers={"If-None-Match": tag}).status_code == 304, url
    tag = reader.get(address("progress_badge", one))["ETag"]
    factories.decision(one)
    assert reader.get(address("progress_badge", one), headers={"If-None-Match": tag}).status_code == 200


def test_what_is_to_be_copied_is_escaped(tracker, assembly, reader):
    assembly.title = "\"><script>alert('x')</script>"
    assembly.save()
    html = reader.get(address("progress_embed", assembly)).content.decode()
    assert "<script>alert" not in html
    told = words(html)
    assert f'<iframe src="http://testserver{address("progress_widget", assembly)}"' in told
    assert 'title="What became of it: &quot;&gt;&lt;script&gt;' in told
    assert f'<img src="http://testserver{address("progress_badge", assembly)}"' in told


def test_the_scorecard_has_the_date_the_head_and_the_states_as_words(tracker, assembly, reader):
    [one] = recommended(tracker, reference="R1", wording="Plant trees.")
    entry = factories.decision(one, Decision.IN_PART, reason="Half.").update
    told = text(reader, address("progress_scorecard", assembly))
    day = timezone.localdate()
    for part in (
        f"{day.day} {day:%B %Y}",
        entry.hash,
        f"entry {entry.number}",
        "Plant trees.",
        "Accepted in part",
    ):
        assert part in told, part


@pytest.mark.parametrize("number", [12, 44])
def test_the_scorecard_says_how_many_have_no_room(tracker, assembly, reader, number):
    recommended(tracker, number)
    told = text(reader, address("progress_scorecard", assembly))
    assert ("And 30 more, which have no room on this side." in told) == (number == 44)


HIDING = {
    "private": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "unpublished": lambda page: Page.objects.get(pk=page.pk).specific.unpublish(),
    "expired": lambda page: Page.objects.filter(pk=page.pk).update(
        expire_at=timezone.now() - dt.timedelta(minutes=1)
    ),
}


@pytest.mark.parametrize("way", HIDING)
def test_what_is_not_public_appears_nowhere(tracker, assembly, reader, way):
    shown, hidden = recommended(tracker, 2)
    hidden.wording = hidden.title = "A secret"
    factories.decision(hidden, Decision.ACCEPTED)
    HIDING[way](hidden)
    for url in displays_of(assembly):
        told = text(reader, url)
        assert "secret" not in told
        assert "1 Accepted" not in told
        assert "Answered: 1" not in told
    for name in ("progress_widget", "progress_badge", "progress_embed"):
        assert reader.get(address(name, hidden)).status_code == 404
        assert reader.get(address(name, shown)).status_code == 200


@pytest.mark.parametrize("way", HIDING)
def test_an_assembly_that_is_not_public_has_no_display(tracker, assembly, reader, way):
    recommended(tracker)
    HIDING[way](assembly)
    assert "The Square Assembly" not in text(reader, "/progress/")
    for name in EVERY[1:]:
        assert reader.get(address(name, assembly)).status_code == 404


BAD = [
    "/progress/widget/1/",
    "/progress/widget/%00/",
    f"/progress/widget/{'9' * 5000}/",
    "/progress/widget/00000000-0000-0000-0000-000000000000/",
    "/progress/badge/00000000-0000-0000-0000-000000000000.svg",
    "/progress/badge/..%2f..%2fetc%2fpasswd.svg",
    "/progress/scorecard/00000000-0000-0000-0000-000000000000/",
    "/progress/embed/x/",
    "/progress/nothing/",
    "/cy/progress/",
    "/cy/progress/badge.svg",
]


@pytest.mark.parametrize("url", BAD, ids=lambda url: url[:40])
def test_an_odd_address_is_not_found(site, reader, url):
    assert reader.get(url).status_code == 404


def test_a_page_of_another_kind_has_no_display(tracker, reader):
    for name in EVERY[1:]:
        assert reader.get(address(name, tracker)).status_code == 404
    [one] = recommended(tracker)
    assert reader.get(address("progress_scorecard", one)).status_code == 404


@pytest.mark.parametrize("name", EVERY)
def test_nothing_can_be_sent_to_a_display(tracker, assembly, reader, name):
    url = address(name, None if name == "progress" else assembly)
    assert reader.post(url).status_code == 405
    assert reader.head(url).status_code == 200


def test_it_says_the_same_in_welsh_whatever_was_translated(tracker, assembly, reader):
    one, two = recommended(tracker, 2)
    factories.decision(one, Decision.ACCEPTED)
    welsh = factories.locale("cy")
    home = factories.home()
    for page in (home, assembly, tracker, one):
        copy = page.specific.copy_for_translation(welsh, copy_parents=True)
        copy.live = True
        copy.save()
    told = text(reader, "/cy/progress/")
    assert "1 Accepted" in told
    assert "1 Awaiting an answer" in told
    assert "2 recommendations in all" in told
    for page in (assembly, one, two):
        assert reader.get(f"/cy{address('progress_widget', page)}").status_code == 200
    assert "Answered: 1 of 2" in text(reader, f"/cy{address('progress_badge', assembly)}")


def test_recommendations_outside_an_assembly_are_counted_too(site, reader):
    whole = site.get_children().get(slug="recommendations")
    recommended(whole)
    told = text(reader, "/progress/")
    assert "Other recommendations" in told
    assert "1 recommendation in all" in told


def many(furnished, number):
    pks = copies_of(furnished.recommendation, number)
    for pk in pks[:20]:
        factories.decision(RecommendationPage.objects.get(pk=pk))
    copies_of(furnished.assembly, number // 20)


@pytest.mark.parametrize("name", [*EVERY, "of one"])
def test_a_display_keeps_to_its_budget_however_much_there_is(furnished, reader, name):
    page = {"progress": None, "of one": furnished.recommendation}.get(name, furnished.assembly)
    url = address("progress_widget" if name == "of one" else name, page)
    many(furnished, 44)
    few = statements_of(reader, url)
    assert len(few) <= MOST, "\n".join(each[:300] for each in few)
    assert repeated(few) == []
    many(furnished, 956)
    assert len(asked_by(reader, url)) == len(few)


def test_white_on_every_colour_of_a_badge_can_be_read():
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert min(1.05 / (light(colour) + 0.05) for colour in COLOURS.values()) > 5


def test_the_parts_of_a_badge_stand_side_by_side_and_long_words_are_cut():
    parts = parts_of([("R1", "name"), ("x" * 500, "good"), ("Done", "no such tone")])
    assert [part.x for part in parts] == [0, parts[0].width, parts[0].width + parts[1].width]
    assert len(parts[1].words) == 60
    assert parts[2].colour == COLOURS["still"]
    assert width_of("iii") < width_of("mmm")


def test_no_two_links_of_the_progress_page_sound_alike_and_lead_apart(tracker, reader):
    recommended(tracker)
    recommended(factories.tracker(factories.assembly(title="The River Assembly")))
    html = reader.get(address("progress")).content.decode()
    links = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', html.split("<main")[1], re.DOTALL)
    heard = {(re.sub(r"<[^>]+>", "", inside), url) for url, inside in links}
    assert any("On one printed side: The River Assembly" in name for name, _url in heard)
    named = [name for name, _url in heard if name.startswith(("On one", "Recommendation by"))]
    assert len(named) == len(set(named)) == 4
