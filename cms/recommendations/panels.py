"""The form of a recommendation, tab by tab, and what of the record stands in a form."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from .offering import decided_by, offers_for, record_of


class RecordPanel(Panel):
    """The record of the page, newest first, with what the editor may do to it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/record/panel.html"

        @property
        def offers(self):
            """The screens the editor may open, with their addresses."""
            found = offers_for(self.request.user, self.instance)
            return [(offer, offer.url(self.instance)) for offer in found]

        @property
        def entries(self):
            """The entries about the page."""
            return record_of(self.instance, self.request.user)


class AnswersPanel(InlinePanel):
    """The answers of a response: a draft to edit, until they are in the record; then what stands there."""

    class Decided(Panel.BoundPanel):
        """What the response put into the record, to read and to correct."""

        template_name = "admin/record/decided.html"

        @cached_property
        def decided(self):
            """The entries of its decisions."""
            return decided_by(self.instance, self.request.user)

    def get_bound_panel(self, instance=None, request=None, form=None, prefix="panel"):
        # Without a form two versions are compared: there the drafts are what is asked for.
        if form is not None and instance.pk and instance.recorded_decisions().exists():
            return self.Decided(panel=self, instance=instance, request=request, form=form, prefix=prefix)
        return super().get_bound_panel(instance=instance, request=request, form=form, prefix=prefix)


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
