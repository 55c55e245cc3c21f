from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from cms.core.blocks.lists import (
    KeyDateBlock,
    LinkBlock,
    MessageBlock,
    NamedPersonBlock,
    PointBlock,
    SumBlock,
    SurveyQuestionBlock,
    TargetBlock,
)
from cms.core.citations import CitationsField
from cms.core.fields import PartialDateField, QuietStreamField
from cms.core.models import OrganisationRole, TopicalPage
from cms.core.models.pages import page_tabs
from cms.core.querysets import open_to_all
from cms.updates.models import PageUpdate
from cms.updates.recording import record_once
from cms.updates.statuses import Kind

from ..facts import AssemblyFacts
from ..panels import HELPERS, MEMBERS, QUESTION, RESULTS, RUNNING
from ..querysets import by_part, with_stage
from ..stages import ORDER, Stage, first_reached, stage_on

ONE_A_LINE = _("One on each line.")


class AssemblyPage(AssemblyFacts, TopicalPage):
    """One deliberative process: a question, members chosen by lot, sessions, recommendations."""

    label = _("Assembly")
    followable = True
    ledger_root = True
    fetched_with = ("commissioner", "report_document")
    parent_page_types = ["home.HomePage", "assemblies.ProgrammePage"]
    subpage_types = [
        "events.EventIndexPage",
        "evidence.EvidenceLibraryPage",
        "recommendations.TrackerPage",
        "recommendations.ResponseIndexPage",
        "selection.SelectionPage",
        "people.StoryIndexPage",
        "publications.PublicationPage",
        "home.InformationPage",
    ]

    full_name = models.CharField(
        _("full name"), max_length=500, blank=True, help_text=_("Only if the title is a short form of it.")
    )
    commissioner = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("commissioner"),
        null=True,
        related_name="assemblies",
        on_delete=models.PROTECT,  # the body that must answer is not deleted from under its assembly
        help_text=_("The public body that asked the question and must answer."),
    )
    funder = models.CharField(
        _("funder"),
        max_length=255,
        blank=True,
        help_text=_("Who paid, if it was not the commissioner alone."),
    )
    questions = models.TextField(
        _("question"), help_text=_("Word for word. If there were several, one on each line.")
    )
    problem = models.TextField(_("problem"), blank=True, help_text=_("Why the question was asked."))
    scope = models.TextField(_("scope"), blank=True, help_text=_("What was and was not up for discussion."))
    theme = models.CharField(
        _("theme"), max_length=100, blank=True, help_text=_('One or two words: "Town centres".')
    )
    area = models.CharField(
        _("area"), max_length=255, blank=True, help_text=_("The place it was about, as people there call it.")
    )
    country = models.CharField(
        _("country"), max_length=100, blank=True, help_text=_('For example "England".')
    )
    announced_on = PartialDateField(
        _("announced"),
        null=True,
        blank=True,
        help_text=_('"25 June 2020", "June 2020" or "2020". It begins the public record.'),
    )
    register_id = models.CharField(
        _("number in the mySociety register"),
        max_length=120,
        blank=True,
        help_text=_("Of citizens' assemblies."),
    )

    hours = models.DecimalField(
        _("hours"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_('How long members spent together: "30" or "27.5".'),
    )
    hours_qualifier = models.CharField(
        _("note on the hours"), max_length=60, blank=True, help_text=_('For example "over".')
    )
    venues = models.TextField(_("venues"), blank=True, help_text=ONE_A_LINE)
    venue_note = models.TextField(
        _("note on the venues"), blank=True, help_text=_('For example "Step-free, with a quiet room".')
    )
    observers = models.TextField(_("observers"), blank=True, help_text=_("Who could watch, and how."))
    livestream = models.TextField(
        _("live stream"),
        blank=True,
        help_text=_("Whether people could watch online, and where the recording is."),
    )
    wider_engagement = models.TextField(_("wider engagement"), blank=True, help_text=ONE_A_LINE)
    key_dates = QuietStreamField(
        [("date", KeyDateBlock())],
        blank=True,
        verbose_name=_("key dates"),
        help_text=_("Dates that are no session: the announcement, the report, the council's meeting."),
    )
    next_steps = models.TextField(_("next steps the report announced"), blank=True, help_text=ONE_A_LINE)

    invitations_sent = models.PositiveIntegerField(
        _("invitations sent"),
        null=True,
        blank=True,
        help_text=_("How many went out. Leave it empty if it is not known."),
    )
    invitations_unit = models.CharField(
        _("sent to"), max_length=60, blank=True, help_text=_('For example "households".')
    )
    invited_on = PartialDateField(
        _("invitations sent on"),
        null=True,
        blank=True,
        help_text=_('"August 2019" or "about August 2019" will do.'),
    )
    replies_received = models.PositiveIntegerField(
        _("replies received"), null=True, blank=True, help_text=_("People who said they would take part.")
    )
    members_target = models.PositiveIntegerField(
        _("members wanted"), null=True, blank=True, help_text=_("How many the plan asked for.")
    )
    members_selected = models.PositiveIntegerField(
        _("members chosen"),
        null=True,
        blank=True,
        help_text=_("How many were drawn, before anybody dropped out."),
    )
    members_completed = models.PositiveIntegerField(
        _("members who stayed to the end"),
        null=True,
        blank=True,
        help_text=_("How many were still there on the last day."),
    )
    selection_method = models.TextField(
        _("how members were chosen"),
        blank=True,
        help_text=_("How they were drawn by lot, and by whom, in plain words."),
    )
    selection_criteria = models.TextField(_("criteria"), blank=True, help_text=ONE_A_LINE)
    eligibility = models.CharField(
        _("who could take part"),
        max_length=255,
        blank=True,
        help_text=_('For example "Anybody over 16 who lives in the borough".'),
    )
    other_targets = QuietStreamField(
        [("target", TargetBlock())],
        blank=True,
        verbose_name=_("other targets"),
        help_text=_("Groups that had to be there, beside the main criteria."),
    )
    selection_note = models.TextField(
        _("note on the members"), blank=True, help_text=_("What a reader should know of these numbers.")
    )
    payment = models.PositiveIntegerField(
        _("payment to each member, in pounds"),
        null=True,
        blank=True,
        help_text=_("Whole pounds. Leave it empty if it is not known."),
    )
    payment_unit = models.CharField(
        _("paid for"), max_length=60, blank=True, help_text=_('For example "whole assembly" or "day".')
    )
    payment_form = models.CharField(
        _("how it was paid"), max_length=255, blank=True, help_text=_('For example "vouchers".')
    )
    expenses = models.CharField(
        _("expenses"),
        max_length=255,
        blank=True,
        help_text=_('For example "travel and child care were paid".'),
    )

    lead_facilitators = QuietStreamField(
        [("person", NamedPersonBlock())],
        blank=True,
        verbose_name=_("lead facilitators"),
        help_text=_("Who led the days. Never members."),
    )
    expert_leads = QuietStreamField(
        [("person", NamedPersonBlock())],
        blank=True,
        verbose_name=_("expert leads"),
        help_text=_("Experts who went with members all the way."),
    )
    table_facilitators = models.CharField(
        _("table facilitators"),
        max_length=255,
        blank=True,
        help_text=_("Who helped at the tables, and how many they were."),
    )
    table_facilitators_note = models.TextField(
        _("note on the table facilitators"), blank=True, help_text=_("What a reader should know of them.")
    )
    table_size = models.CharField(
        _("members at a table"), max_length=60, blank=True, help_text=_('For example "6 to 8".')
    )
    advisory_group = QuietStreamField(
        [("person", NamedPersonBlock())],
        blank=True,
        verbose_name=_("advisory group"),
        help_text=_("Who watched over balance and fairness."),
    )
    advisory_support = QuietStreamField(
        [("person", NamedPersonBlock())],
        blank=True,
        verbose_name=_("advisers to the advisory group"),
        help_text=_("Who advised that group without belonging to it."),
    )
    advisory_group_note = models.TextField(
        _("note on the advisory group"), blank=True, help_text=_('For example "It met three times".')
    )

    feedback = QuietStreamField(
        [("question", SurveyQuestionBlock())],
        blank=True,
        verbose_name=_("what members said of it"),
        help_text=_("Questions from the evaluation forms, and how many gave each answer."),
    )
    key_messages = QuietStreamField(
        [("message", MessageBlock())],
        blank=True,
        verbose_name=_("key messages"),
        help_text=_("What members wanted heard beside their recommendations."),
    )
    costs = QuietStreamField(
        [("direct", SumBlock(label=_("Direct cost"))), ("support", SumBlock(label=_("Support in kind")))],
        blank=True,
        verbose_name=_("costs"),
    )
    costs_direct_total = models.PositiveIntegerField(
        _("direct costs in all, as published"), null=True, blank=True
    )
    costs_support_total = models.PositiveIntegerField(
        _("support in all, as published"), null=True, blank=True
    )
    costs_total = models.PositiveIntegerField(_("total, as published"), null=True, blank=True)
    costs_vat = models.CharField(_("VAT"), max_length=60, blank=True)
    costs_note = models.TextField(_("note on the costs"), blank=True)
    costs_sources = CitationsField(verbose_name=_("sources for the costs"))

    report_title = models.CharField(_("title of the report"), max_length=500, blank=True)
    report_author = models.CharField(_("author of the report"), max_length=255, blank=True)
    report_published = PartialDateField(_("report published"), null=True, blank=True)
    report_pages = models.PositiveIntegerField(_("pages of the report"), null=True, blank=True)
    report_url = models.URLField(_("address of the report"), max_length=1000, blank=True)
    report_web_edition = models.URLField(_("web edition of the report"), max_length=1000, blank=True)
    report_licence = models.CharField(_("licence of the report"), max_length=100, blank=True)
    report_licence_note = models.TextField(_("note on the licence"), blank=True)
    report_document = models.ForeignKey(
        "assets.CreditedDocument",
        verbose_name=_("the report itself"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.SET_NULL,  # the facts stay, the file goes
    )
    official_pages = QuietStreamField(
        [("link", LinkBlock())],
        blank=True,
        verbose_name=_("official pages"),
        help_text=_("Pages of the council or the organisers about this assembly."),
    )
    discrepancies = QuietStreamField(
        [("point", PointBlock())],
        blank=True,
        verbose_name=_("where sources differ"),
        help_text=_("What the sources say differently, and what this site shows."),
    )

    search_fields = [
        *TopicalPage.search_fields,
        *map(
            index.SearchField,
            (
                *("full_name", "questions", "area", "theme", "problem", "scope", "venues"),
                *("selection_method", "key_messages", "key_dates", "next_steps", "feedback", "costs"),
                *("lead_facilitators", "expert_leads", "advisory_group", "discrepancies"),
            ),
        ),
    ]

    edit_handler = page_tabs(
        (_("The question"), QUESTION),
        (_("Members"), MEMBERS),
        (_("How it ran"), RUNNING),
        (_("Who helped"), HELPERS),
        (_("What came of it"), RESULTS),
        sources=["discrepancies", "register_id"],
    )

    class Meta:
        verbose_name = _("assembly")
        verbose_name_plural = _("assemblies")
        constraints = [
            models.CheckConstraint(
                name="assembly_completes_with_no_more_than_it_chose",
                condition=models.Q(members_completed__isnull=True)
                | models.Q(members_selected__isnull=True)
                | models.Q(members_completed__lte=models.F("members_selected")),
                violation_error_message=_("More members stayed to the end than were chosen."),
            ),
        ]

    @classmethod
    def standings(cls, pages):
        return {page.pk: [page.stage.label] for page in with_stage(pages)}

    @cached_property
    def happenings(self) -> list[tuple]:
        """Kind and day of everything that says how far the assembly has got. One query."""
        entries = (
            PageUpdate.objects.in_chain_of(self)
            .public()
            .telling_stage()
            .values_list("kind", "happened_on")
            .distinct()
        )
        return list(entries)

    @cached_property
    def stage(self) -> Stage:
        """How far the assembly has got today."""
        return stage_on(timezone.localdate(), self.happenings)

    @property
    def steps(self) -> list[dict]:
        """Every stage with its state and, where something is on record, its first day."""
        reached = first_reached(self.happenings)
        here = ORDER.index(self.stage)
        states = [
            "done" if place < here else "current" if place == here else "todo" for place in range(len(ORDER))
        ]
        return [
            {"stage": stage, "label": stage.label, "state": state, "date": reached.get(stage)}
            for stage, state in zip(ORDER, states, strict=True)
            if stage is not Stage.PLANNED or stage is self.stage
        ]

    def enter_record(self):
        citations = self.citations.get_prep_value()
        record_once(
            self,
            Kind.ANNOUNCED,
            happened_on=self.announced_on,
            sentence=gettext("%(title)s was announced.") % {"title": self.title},
            citations=citations,
        )
        record_once(
            self,
            Kind.INVITED,
            happened_on=self.invited_on,
            sentence=gettext("Invitations to take part were sent."),
            citations=citations,
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["organisations"] = by_part(self.organisations)
        context["sections"] = self.get_children().live().filter(open_to_all()).order_by("path")
        return context


class AssemblyOrganisation(OrganisationRole):
    """What one organisation does for an assembly."""

    page = ParentalKey(AssemblyPage, related_name="organisations", on_delete=models.CASCADE)

    class Meta(OrganisationRole.Meta):
        verbose_name = _("organisation of an assembly")
        verbose_name_plural = _("organisations of assemblies")
