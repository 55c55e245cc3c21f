"""The form of an assembly, tab by tab."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel

QUESTION = [
    "full_name",
    "questions",
    "commissioner",
    "funder",
    "problem",
    "scope",
    FieldRowPanel(["theme", "area", "country"]),
    "announced_on",
    "topics",
]
MEMBERS = [
    FieldRowPanel(["invitations_sent", "invitations_unit"]),
    FieldRowPanel(["invited_on", "replies_received"]),
    FieldRowPanel(["members_target", "members_selected", "members_completed"]),
    "selection_method",
    "selection_criteria",
    "eligibility",
    "other_targets",
    "selection_note",
    FieldRowPanel(["payment", "payment_unit"]),
    FieldRowPanel(["payment_form", "expenses"]),
]
RUNNING = [
    FieldRowPanel(["hours", "hours_qualifier"]),
    "venues",
    "venue_note",
    "observers",
    "livestream",
    "wider_engagement",
    "key_dates",
    "next_steps",
]
HELPERS = [
    InlinePanel(
        "organisations",
        heading=_("Organisations"),
        label=_("organisation"),
        help_text=_("Who did what. Readers see them part by part."),
    ),
    "lead_facilitators",
    "expert_leads",
    "table_facilitators",
    "table_facilitators_note",
    "table_size",
    "advisory_group",
    "advisory_support",
    "advisory_group_note",
]
RESULTS = [
    "key_messages",
    "feedback",
    MultiFieldPanel(
        [
            "costs",
            FieldRowPanel(["costs_direct_total", "costs_support_total", "costs_total"]),
            "costs_vat",
            "costs_note",
            "costs_sources",
        ],
        heading=_("Costs"),
        help_text=_("Whole pounds, as published. Leave empty what was not published: nothing is added up."),
    ),
    MultiFieldPanel(
        [
            "report_document",
            "report_title",
            "report_author",
            "report_published",
            "report_pages",
            "report_url",
            "report_web_edition",
            "report_licence",
            "report_licence_note",
        ],
        heading=_("Report"),
        help_text=_("The report of the assembly itself: the file, its address, or both. Give what is known."),
    ),
    "official_pages",
]
