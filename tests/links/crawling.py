"""Follows every link of a site from one page on, and says what is broken, forbidden or never reached."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

from tests.reading import seen

HERE = "http://localhost"
STEPS = 5
CLOSED = ("/admin/",)
STYLE_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
# Where a tag names something that a browser can ask for. A page's own address for others is a link too.
NAMES_ONE = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("img", "script", "iframe", "source", "track", "video", "audio", "embed"), "src"),
    "object": "data",
    "form": "action",
}


class Answer(NamedTuple):
    """What a site says when asked: the status, the kind of content, the content, and where else to look."""

    status: int
    kind: str = "text/html"
    content: bytes = b""
    elsewhere: str = ""


@dataclass
class Crawl:
    """What was found: who links to each address, its answer, and every sentence about what is wrong."""

    asked: dict[str, Answer] = field(default_factory=dict)
    linked_from: dict[str, str] = field(default_factory=dict)
    landed: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def paths(self) -> set[str]:
        """The path of every address that was answered with a page."""
        return {urlsplit(address).path for address, answer in self.asked.items() if answer.status == 200}


def crawl(fetch: Callable[[str], Answer], *starts: str) -> Crawl:
    """Reads everything that can be reached by links. `fetch` is given a path with its query.

    A list that a link has narrowed is read too, but how it could be narrowed further is not: that has no end.
    """
    found = Crawl()
    waiting = list(starts)
    fragments: dict[tuple[str, str], str] = {}
    while waiting:
        address = waiting.pop()
        if address in found.landed:
            continue
        end, answer = _follow(fetch, address, found)
        found.landed[address] = end
        for link in links_of(answer, end):
            target, fragment = urldefrag(link)
            path = target.removeprefix(HERE)
            if path.startswith(CLOSED):
                found.wrong.append(f"{end} links to {path}, which is not for readers")
                continue
            if fragment:
                fragments.setdefault((path, unquote(fragment)), end)
            if path not in found.landed and not (_narrowed(end) and _narrowed(path)):
                found.linked_from.setdefault(path, end)
                waiting.append(path)
    parts: dict[str, set[str]] = {}
    for (path, fragment), source in sorted(fragments.items()):
        if path not in found.landed:
            continue
        answer = found.asked[found.landed[path]]
        if path not in parts:
            parts[path] = {*seen(answer.content).ids(), "top"} if answer.kind == "text/html" else set()
        if answer.kind == "text/html" and fragment not in parts[path]:
            found.wrong.append(f"{source} links to #{fragment}, which is not on {path}")
    return found


def _narrowed(address: str) -> bool:
    """Whether the address asks for some of a list. The next page of a list is not meant."""
    return any(not part.startswith("page=") for part in urlsplit(address).query.split("&") if part)


def _follow(fetch: Callable[[str], Answer], address: str, found: Crawl) -> tuple[str, Answer]:
    """Asks, and asks again where a redirect leads; notes what does not end in a page."""
    here = address
    source = found.linked_from.get(address, "nowhere")
    for _step in range(STEPS):
        answer = found.asked[here] if here in found.asked else fetch(here)
        found.asked[here] = answer
        if answer.status not in {301, 302, 303, 307, 308}:
            break
        there = urljoin(HERE + here, answer.elsewhere)
        if not there.startswith(f"{HERE}/"):
            return here, Answer(200, "elsewhere")
        here = urldefrag(there).url.removeprefix(HERE)
    if answer.status != 200:
        found.wrong.append(f"{address} answers {answer.status}, linked from {source}")
    return here, answer


def links_of(answer: Answer, address: str) -> list[str]:
    """Every address of this site that the content names, whole."""
    if answer.status != 200:
        return []
    if answer.kind == "text/html":
        named = _in_page(answer.content)
    elif answer.kind == "text/css":
        named = STYLE_ADDRESS.findall(answer.content.decode())
    elif answer.kind.endswith("xml"):
        named = in_feed(answer.content)
    else:
        named = []
    whole = [urljoin(HERE + address, each.strip()) for each in named]
    return [each for each in whole if each.startswith(f"{HERE}/")]


def _in_page(content: bytes) -> list[str]:
    page = seen(content)
    named = []
    for tag, attrs in page.tags:
        if tag in NAMES_ONE and attrs.get("method", "get").lower() == "get":
            named.append(attrs.get(NAMES_ONE[tag], ""))
        named.append(attrs.get("poster", ""))
        named += [part.split()[0] for part in attrs.get("srcset", "").split(",") if part.strip()]
    return [each for each in named if each]


def in_feed(content: bytes) -> list[str]:
    """The links of an Atom feed, the addresses of a sitemap."""
    tree = ElementTree.fromstring(content)
    links = [each.get("href") or each.text or "" for each in tree.iter() if each.tag.endswith("}link")]
    return links + [each.text or "" for each in tree.iter() if each.tag.endswith("}loc")]


def asking(client):
    """A function that asks the site as somebody who is not signed in."""

    def fetch(address: str) -> Answer:
        response = client.get(address, headers={"host": "localhost"})
        # Reading it to its end closes the file, and leaves the test its connection.
        content = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response.get("Content-Type", "").split(";")[0]
        return Answer(response.status_code, kind, content, response.get("Location", ""))

    return fetch


def addresses_of(pages) -> set[str]:
    """The paths of these pages."""
    return {urlsplit(page.get_url()).path for page in pages}
