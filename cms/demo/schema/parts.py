"""The pieces that the shapes of several files share, and the words allowed in them."""

from ..shapes import Address, Choice, ListOf, Number, Record, Text

NAME = Text(longest=255)
WORDS = Text()
IDENTIFIER = Text(longest=100)
COUNT = Number()
PERCENT = Number(most=100, whole=False)

STANCES = ("accepted", "accepted_in_part", "under_consideration", "rejected", "not_yet_answered")
STANCE_BASES = ("stated", "curator_reading")
STATUSES = ("planned", "under_way", "partly_done", "done", "changed", "stopped")
ATTRIBUTIONS = ("stated_in_source", "matched_by_curator")
SCALE = ("strongly_support", "support", "neither", "oppose", "strongly_oppose")
SCALE_WITH_GAP = (*SCALE, "no_response")
KINDS = ("success_proposal", "core_measure", "supporting_measure", "statement_proposal")
BALLOT_KINDS = ("support_scale", "ranked", "multi_choice")
AIMS = ("road space", "air quality", "raising money", "overall", "vision", "shortlist")
PRECISIONS = Choice(("day", "month", "year", "approximate"))
FORMATS = (
    *("welcome", "presentation", "q_and_a", "panel", "table_discussion", "carousel", "exercise"),
    *("video", "voting", "plenary", "not_known"),
)
CAPACITIES = ("welcome", "speaker", "expert_lead", "received_presentations")
EVIDENCE_KINDS = (
    *("presentation", "panel", "carousel", "video", "booklet", "survey", "workshop"),
    "lived_experience",
)
PROPOSAL_LISTS = (
    *("key_messages", "actions", "who", "resources", "benefits", "concerns", "conditions"),
    *("impact_positive", "impact_negative", "success", "constraints"),
)

PAGES = ListOf(COUNT, filled=True)
CITATION = Record(
    {"title": WORDS, "url": Address()},
    {"pdf_pages": PAGES, "printed_pages": PAGES, "part": WORDS, "note": WORDS},
)
SOURCE = ListOf(CITATION, filled=True)
TEXTS = ListOf(WORDS)
