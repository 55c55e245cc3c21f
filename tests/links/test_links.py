"""Nobody comes to a dead end: every link leads to something, and every page can be come to by links."""

from urllib.parse import urlsplit

import pytest

from cms.assemblies.models import AssemblyPage
from cms.core.models import Topic
from tests.demo.loaded_programme import programme  # noqa: F401  a fixture
from tests.links.crawling import HERE, Answer, addresses_of, asking, crawl, in_feed

ICON = Answer(200, "image/png")


def test_no_link_of_the_real_programme_is_broken_and_no_page_is_out_of_reach(programme, db, reader):  # noqa: F811
    found = crawl(asking(reader), "/")
    assert found.wrong == []
    site = programme.get_parent()
    everything = addresses_of(site.get_descendants(inclusive=True).live())
    assert len(everything) > 200
    assert everything - found.paths == set()
    # What is no page of the tree is linked all the same.
    report = AssemblyPage.objects.get(slug="dudley-peoples-panel-2019").report_document
    others = {"/topics/", "/updates/feed.atom", "/static/css/site.css", report.url}
    others |= {topic.get_absolute_url() for topic in Topic.objects.all()}
    assert others - found.paths == set()
    sitemap = asking(reader)("/sitemap.xml")
    assert {urlsplit(address).path for address in in_feed(sitemap.content)} == everything | {"/progress/"}


def site_of(**parts: str):
    """A tiny site: `/` with the given parts of a page, and a page and a picture beside it."""
    answers = {
        "/": Answer(200, content=parts.get("home", "").encode()),
        "/page/": Answer(200, content=b'<h2 id="caf\xc3\xa9">Words</h2>'),
        "/old/": Answer(301, elsewhere="/page/"),
        "/round/": Answer(302, elsewhere="/round/"),
        "/away/": Answer(302, elsewhere="https://example.org/"),
        "/picture.png": ICON,
        "/good.css": Answer(200, "text/css", b"a { background: url('picture.png') }"),
        "/bad.css": Answer(200, "text/css", b"a { background: url(lost.png) }"),
        "/feed": Answer(
            200,
            "application/atom+xml",
            b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="/lost/"/></feed>',
        ),
    }
    return crawl(lambda address: answers.get(address, Answer(404)), "/")


@pytest.mark.parametrize(
    "home",
    [
        '<a href="/page/#caf%C3%A9">Part</a>',
        '<a href="/old/">Moved</a>',
        '<a href="/old/#caf%C3%A9">Part of what moved</a>',
        '<a href="/away/">Leads away</a>',
        '<a href="https://example.org/lost/">Elsewhere</a> <a href="mailto:write@example.org">Write</a>',
        '<img src="/picture.png" srcset="/picture.png 1x, /picture.png 2x" alt="">',
        '<link rel="stylesheet" href="/good.css">',
        '<form method="post" action="/only-for-posts/"></form>',
        '<a href="#top">Top</a> <a href="/">Again</a>',
    ],
)
def test_what_is_whole_is_left_in_peace(home):
    assert site_of(home=home).wrong == []


@pytest.mark.parametrize(
    ("home", "sentence"),
    [
        ('<a href="lost/">Lost</a>', "/lost/ answers 404, linked from /"),
        ('<a href="?page=2">Next</a>', "/?page=2 answers 404, linked from /"),
        (f'<a href="{HERE}/lost/">Lost</a>', "/lost/ answers 404, linked from /"),
        ('<a href="/round/">Round</a>', "/round/ answers 302, linked from /"),
        ('<a href="/page/#coffee">Part</a>', "/ links to #coffee, which is not on /page/"),
        ('<a href="#nothing">Part</a>', "/ links to #nothing, which is not on /"),
        ('<img src="/lost.png" alt="">', "/lost.png answers 404, linked from /"),
        ('<img src="/picture.png" srcset="/picture.png 1x, /lost.png 2x" alt="">', "/lost.png answers 404"),
        ('<script src="/lost.js"></script>', "/lost.js answers 404, linked from /"),
        ('<link rel="stylesheet" href="/bad.css">', "/lost.png answers 404, linked from /bad.css"),
        ('<link rel="alternate" href="/feed">', "/lost/ answers 404, linked from /feed"),
        ('<video src="/lost.mp4" poster="/lost.png"></video>', "/lost.mp4 answers 404, linked from /"),
        ('<form action="/lost/"></form>', "/lost/ answers 404, linked from /"),
        (
            '<a href="/admin/pages/3/edit/">Edit</a>',
            "/ links to /admin/pages/3/edit/, which is not for readers",
        ),
    ],
)
def test_what_is_broken_is_noticed(home, sentence):
    wrong = site_of(home=home).wrong
    assert wrong
    assert any(each.startswith(sentence) for each in wrong), wrong


def test_a_narrowed_list_is_read_and_turned_over_but_not_narrowed_further():
    links = {
        "/": "/list/?kind=a",
        "/list/?kind=a": "/list/?kind=a&speaker=b",
        "/list/": "/list/?page=2",
        "/list/?page=2": "/list/?page=3",
        "/list/?page=3": "/list/?page=4",
    }
    pages = {path: Answer(200, content=f'<a href="{link}"></a>'.encode()) for path, link in links.items()}
    pages["/"] = Answer(200, content=b'<a href="/list/?kind=a"></a><a href="/list/"></a>')
    found = crawl(lambda address: pages.get(address, Answer(404)), "/")
    assert set(found.asked) == {*links, "/list/?page=4"}
    assert found.wrong == ["/list/?page=4 answers 404, linked from /list/?page=3"]


def test_a_page_without_a_link_to_it_is_out_of_reach():
    assert site_of(home='<a href="/page/">Page</a>').paths == {"/", "/page/"}
    assert site_of(home="").paths == {"/"}
