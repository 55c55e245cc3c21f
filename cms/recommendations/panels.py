"""The form of a recommendation, tab by tab."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel

SAID = [
    FieldRowPanel(["reference", "kind"]),
    "wording",
    "wording_translated",
    "wording_is_published",
    "other_wordings",
    "recommended_on",
    FieldRowPanel(["place", "theme"]),
    "topics",
    "was_presented",
]
VOTES = [
    MultiFieldPanel(["rank", "rank_scope", "rank_basis"], heading=_("Rank")),
    MultiFieldPanel(
        [
            "priority_ballot",
            FieldRowPanel(["priority_votes", "priority_base", "priority_max_choices"]),
            "priority_note",
        ],
        heading=_("Priority"),
        help_text=_(
            "Only if members also voted on what should come first. The vote on the recommendation itself "
            "stands in its ballot."
        ),
    ),
]
PROPOSAL = [
    "description",
    "key_messages",
    "actions",
    "who",
    "resources",
    "benefits",
    "concerns",
    "conditions",
    "minority_view",
    "good_effects",
    "bad_effects",
    "success",
    "constraints",
    "within_1_year",
    "within_3_years",
    "within_10_years",
]
