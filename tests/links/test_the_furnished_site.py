"""The furnished site has every part there is: none of them leads nowhere. The real programme is not on it."""

from tests.furnishing import pages
from tests.links.crawling import addresses_of, asking, crawl


def test_no_link_of_the_furnished_site_is_broken_and_no_page_is_out_of_reach(furnished, reader):
    found = crawl(asking(reader), "/")
    assert found.wrong == []
    assert addresses_of(pages(furnished).values()) - found.paths == set()
