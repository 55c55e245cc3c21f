"""Everything that was put before members."""

from cms.core.fields import in_words
from cms.evidence.kinds import EvidenceKind
from cms.evidence.models import EvidencePage, EvidenceSpeaker

from ..validation import Data
from .citing import cited, of_row
from .making import Made, address, put

# The README of the data: only two rows have a page of their own. The other addresses are of a channel,
# a playlist or a page of documents.
OWN_ADDRESS = frozenset({"GCA-EV20", "GCA-EV24"})


def make_evidence(data: Data, made: Made) -> None:
    """One page for each item, tied to its session and its speakers."""
    taken: dict[str, set[str]] = {}
    for row in data.evidence:
        summary = row["summary"]
        if row["day"] is None and row["date"]:
            # An item between sessions has no session to give its date.
            summary = f"{summary} Date: {in_words(row['date'])}."
        page = EvidencePage(
            title=row["title"],
            slug=address(row["title"], taken.setdefault(row["assembly"], set())),
            reference=row["id"],
            kind=EvidenceKind(row["kind"]),
            session=made.sessions.get((row["assembly"], row["day"])),
            address=row["url"] or "",
            address_is_exact=row["id"] in OWN_ADDRESS,
            summary=summary,
            citations=cited([of_row(row)]),
        )
        page.speakers.set(
            [
                EvidenceSpeaker(person=made.people[name], sort_order=number)
                for number, name in enumerate(row["speaker"], start=1)
            ]
        )
        put(page, made.branches[row["assembly"]].evidence, [made.topics[made.themes[row["assembly"]]]])
