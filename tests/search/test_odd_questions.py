"""Whatever is typed or written into the address, the answer is a page."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.inputs.test_lists import ODD, PAGES
from tests.reading import seen

MORE = {
    "10,000 letters": "a" * 10_000,
    "10,000 words": "tree " * 10_000,
    "punctuation": "!\"£$%^&*()_+-=[]{};'#:@~,./<>?\\|`¬",
    "lone quote": '"',
    "lone apostrophe": "'",
    "odd quotes": '"a" "b',
    "operators": "AND OR NOT NEAR(a b, 5) * ^ : - + title:a {body} : (b)",
    "only operators": "AND OR NOT",
    "nul": "tre\0es",
    "arabic": "مرحبا بالعالم",
    "hebrew": "שלום \u202e abc",
    "emoji": "🌳🌳",
    "a script newer than the index": "\U0001e900\U0001e901",
    "adlam and a word": "\U0001e900 trees",
    "superscript": "x² ½ Ⅷ",
    "chinese": "公民大会",
    "newline": "a\r\nb",
    "backslash": "\\ \\' \\0 \\x",
    "tsquery": "!a & (b | c) <-> d:*A",
    "prefixes": "abc abd abe abf abg abh abi abj abk abl",
}
EVERYTHING = ODD | MORE


@pytest.mark.parametrize("odd", EVERYTHING)
def test_an_odd_question_is_answered_with_a_page(odd, furnished, reader):
    answer = reader.get("/search/", {"words": EVERYTHING[odd]})
    assert answer.status_code == 200
    assert "</html>" in answer.content.decode()
    assert answer.context["found"].titles_only is False


@pytest.mark.parametrize("odd", ["unknown", "nul", "quotes", "rtl", "long", "list"])
@pytest.mark.parametrize("name", ["kind", "assembly", "page", "no_such"])
def test_an_odd_value_of_a_filter_is_answered_with_a_page(name, odd, furnished, reader):
    answer = reader.get("/search/", {"words": "square", name: ODD[odd]})
    assert answer.status_code == 200
    assert answer.context["results"]


@pytest.mark.parametrize("number", PAGES)
def test_a_page_past_the_end_is_the_last_one(number, furnished, reader):
    answer = reader.get("/search/", {"words": "square", "page": number})
    assert answer.status_code == 200
    assert answer.context["results"]


@pytest.mark.parametrize(
    "query",
    [
        *("words=%ff", "words=%00", "words=%", "%ff%fe", "words=%ed%a0%80", "&&&", "=", "words", "words[]=a"),
        *("words=a;words=b", "?" * 50, "words=%u0041", "words=trees&kind=%ff"),
    ],
)
def test_a_broken_query_is_answered_with_a_page(query, furnished, reader):
    assert reader.get(f"/search/?{query}").status_code == 200


def test_of_a_value_given_twice_the_last_counts(furnished, reader):
    answer = reader.get("/search/?words=zebra&words=square&page=1&page=7&kind=ballot&kind=")
    assert answer.context["words"] == "square"
    assert answer.context["results"]


def test_a_value_a_filter_does_not_know_is_named_and_passed_over(furnished, reader):
    everything = reader.get("/search/", {"words": "square"}).context["page_of_hits"].paginator.count
    answer = reader.get("/search/", {"words": "square", "kind": "perhaps", "assembly": "nowhere"})
    assert answer.context["page_of_hits"].paginator.count == everything
    assert list(answer.context["filter"].errors) == ["kind", "assembly"]
    assert "There is a problem" in answer.content.decode()


def test_a_script_in_a_title_a_text_and_a_question_is_shown_as_words(site, reader):
    bad = "<script>alert('hedgehog')</script>"
    factories.information(title=f"Hedgehog {bad}", summary=f"Before {bad} after")
    for words in ("hedgehog", bad, "script alert", "&lt;script"):
        html = reader.get("/search/", {"words": words}).content.decode()
        assert "<script>" not in html
        assert [attrs.get("src", "") for attrs in seen(html).all("script")] == ["/static/js/site.js"]
    html = reader.get("/search/", {"words": "hedgehog"}).content.decode()
    assert "&lt;script&gt;alert(&#x27;<mark>hedgehog</mark>&#x27;)&lt;/script&gt;" in html


def test_a_long_question_is_cut_and_that_is_said(furnished, reader):
    html = reader.get("/search/", {"words": "tree of one two six ten a b c d e f g"}).content.decode()
    assert "We looked for the first ten." in html
    assert "We looked for the first ten." not in reader.get("/search/", {"words": "tree"}).content.decode()


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(words=st.text(st.characters(), max_size=250))
def test_no_text_whatever_gives_anything_but_a_page(words, furnished, reader):
    query = urlencode({"words": words}, errors="surrogatepass")
    answer = reader.get(f"/search/?{query}")
    assert answer.status_code == 200
    assert answer.context["found"].titles_only is False


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    words=st.lists(
        st.sampled_from([*"\"'*^:-()+&|!<>{}\\", "AND", "NEAR", "tree", "square", "a"]), max_size=12
    ),
    glue=st.sampled_from(["", " "]),
)
def test_no_mixture_of_signs_and_words_breaks_the_index(words, glue, furnished, reader):
    answer = reader.get(f"/search/?words={quote(glue.join(words))}")
    assert answer.status_code == 200
    assert answer.context["found"].titles_only is False
