"""Whatever stands in the address of a list, a reader gets a page: never an error of ours."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ODD = {
    "empty": "",
    "blank": "   ",
    "unknown": "no-such-value",
    "nul": "tree\0s",
    "only nul": "\0",
    "control": "\x01\x1b\r\n\t",
    "quotes": "'\"`",
    "sql": "' OR 1=1; DROP TABLE wagtailcore_page; --",
    "wildcards": "%_%\\",
    "brackets": "[](){}<>",
    "script": "<script>alert(1)</script>",
    "rtl": "مرحبا بالعالم \u202eabc",
    "emoji": "🌳🏳️‍🌈",
    "surrogate-like": "\ufffd\uffff",
    "combining": "e" + "\u0301" * 300,
    "long": "a" * 10_000,
    "many words": "a " * 5_000,
    "number": "99999999999999999999",
    "negative": "-1",
    "list": "[1,2]",
    "format": "%s {0} {{ a }} {% b %}",
}
PAGES = ["0", "-1", "abc", "99999", "", "1.5", "\0", "9" * 400, "last", "١", "1e3", "+1", " 2 ", "0x10"]
FIELDS = {
    "evidence": ("words", "kind", "assembly", "session", "speaker", "topic"),
    "recommendations": ("words", "decision", "delivery", "theme", "place", "lead", "overdue", "sort"),
    "people": (),
    "events": (),
    "updates": (),
}


@pytest.fixture
def lists(furnished):
    """The address of every list of the site."""
    found = {slug: f"/{slug}/" for slug in FIELDS}
    return found | {"topics": reverse("topics"), "topic": furnished.topic.get_absolute_url()}


def is_answered(answer) -> bool:
    """Whether the reader got a whole page, or a page that says it is not there."""
    return answer.status_code in {200, 404} and b"</html>" in answer.content


FIELD_AND_VALUE = [(slug, name, odd) for slug, names in FIELDS.items() for name in names for odd in ODD]


@pytest.mark.parametrize(("slug", "name", "odd"), FIELD_AND_VALUE)
def test_an_odd_value_in_a_filter_is_answered_with_the_list(slug, name, odd, lists, reader):
    answer = reader.get(lists[slug], {name: ODD[odd]})
    assert is_answered(answer)
    assert answer.status_code == 200


@pytest.mark.parametrize("number", PAGES)
@pytest.mark.parametrize("slug", [*FIELDS, "topics", "topic"])
def test_an_odd_page_number_is_answered_with_a_page(slug, number, lists, reader):
    assert is_answered(reader.get(lists[slug], {"page": number}))


@pytest.mark.parametrize("slug", ["evidence", "recommendations"])
def test_a_value_given_twice_counts_once(slug, lists, reader):
    answer = reader.get(f"{lists[slug]}?words=trees&words=squares&page=1&page=2&kind=video&kind=nothing")
    assert answer.status_code == 200


def test_a_value_the_list_does_not_know_is_named_and_passed_over(furnished, reader):
    everything = reader.get("/recommendations/").context["recommendations"].paginator.count
    answer = reader.get("/recommendations/", {"decision": "perhaps"})
    assert answer.context["recommendations"].paginator.count == everything
    assert list(answer.context["listing"].form.errors) == ["decision"]
    assert 'role="alert"' in answer.content.decode() or "error-summary" in answer.content.decode()


def test_a_parameter_nobody_asked_for_changes_nothing(furnished, reader):
    plain = reader.get("/evidence/").content
    assert reader.get("/evidence/", {"no_such": "thing"}).content == plain


def test_a_script_in_a_filter_is_shown_as_words(furnished, reader):
    answer = reader.get("/evidence/", {"words": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in answer
    assert "&lt;script&gt;" in answer


def test_words_are_words_and_no_pattern(furnished, reader):
    assert reader.get("/evidence/", {"words": "%"}).context["items"].paginator.count == 0
    assert reader.get("/evidence/", {"words": "_"}).context["items"].paginator.count == 0


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    slug=st.sampled_from(["evidence", "recommendations"]),
    query=st.dictionaries(
        st.sampled_from(sorted({name for names in FIELDS.values() for name in names} | {"page"})),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
        max_size=4,
    ),
)
def test_no_query_whatever_makes_a_list_fail(slug, query, furnished, reader):
    answer = reader.get(f"/{slug}/?{urlencode(query)}")
    assert answer.status_code in {200, 404}


@pytest.mark.parametrize(
    "query", ["%00", "%ff%fe", "words=%ff", "words=%", "&&&", "=", "page", "words[]=a", "?" * 50]
)
@pytest.mark.parametrize("slug", ["evidence", "recommendations", "updates", "people", "events"])
def test_a_query_that_is_broken_itself_is_answered(slug, query, furnished, reader):
    assert is_answered(reader.get(f"/{slug}/?{query}"))


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/evidence/%00/",
        "/topics/%00/",
        "/" + "a" * 5_000 + "/",
        "/" + "a/" * 300,
        "/..%2f..%2fetc/passwd",
        "/مرحبا/",
        "/topics/مرحبا/",
        "/topics/-/",
        "/%ff/",
        "/cy/%00/",
        "/evidence/'/",
        "/.well-known/security.txt/",
        "/index.php/",
        "/documents/999999/none.pdf",
        "/documents/1/",
    ],
)
def test_an_odd_address_is_not_found(path, furnished, reader):
    answer = reader.get(path)
    assert answer.status_code == 404
    assert b"We cannot find that page" in answer.content


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_another_method_than_reading_never_fails_here(method, furnished, reader):
    for url in ("/", "/evidence/", "/topics/", "/updates/feed.atom"):
        assert getattr(reader, method)(url).status_code < 500


@pytest.mark.parametrize("url", ["/", "/evidence/", "/recommendations/", "/topics/"])
def test_who_asks_for_the_head_only_gets_no_error(url, furnished, reader):
    answer = reader.head(url)
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize("host", ["evil.example", "a" * 300, "loc\talhost"])
def test_a_host_that_is_not_ours_is_refused(host, furnished, reader):
    assert reader.get("/", headers={"host": host}).status_code == 400
