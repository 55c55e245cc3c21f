from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
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
from cms.core.models import BasePage, OrganisationRole, TopicalPage
from cms.core.querysets import open_to_all
from cms.updates.models import PageUpdate
from cms.updates.recording import record_once
from cms.updates.statuses import Kind

from ..facts import AssemblyFacts
from ..querysets import by_part
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
        "home.InformationPage",
    ]

    full_name = models.CharField(_("full name"), max_length=500, blank=True)
    commissioner = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("commissioner"),
        null=True,
        related_name="assemblies",
        on_delete=models.PROTECT,  # the body that must answer is not deleted from under its assembly
        help_text=_("The public body that asked the question and must answer."),
    )
    funder = models.CharField(_("funder"), max_length=255, blank=True)
    questions = models.TextField(
        _("question"), help_text=_("Word for word. If there were several, one on each line.")
    )
    problem = models.TextField(_("problem"), blank=True, help_text=_("Why the question was asked."))
    scope = models.TextField(_("scope"), blank=True, help_text=_("What was and was not up for discussion."))
    theme = models.CharField(_("theme"), max_length=100, blank=True)
    area = models.CharField(_("area"), max_length=255, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    announced_on = PartialDateField(_("announced"), null=True, blank=True)
    register_id = models.CharField(
        _("number in the mySociety register"),
        max_length=120,
        blank=True,
        help_text=_("Of citizens' assemblies."),
    )

    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=1, null=True, blank=True)
    hours_qualifier = models.CharField(
        _("note on the hours"), max_length=60, blank=True, help_text=_('For example "over".')
    )
    venues = models.TextField(_("venues"), blank=True, help_text=ONE_A_LINE)
    venue_note = models.TextField(_("note on the venues"), blank=True)
    observers = models.TextField(_("observers"), blank=True)
    livestream = models.TextField(_("live stream"), blank=True)
    wider_engagement = models.TextField(_("wider engagement"), blank=True, help_text=ONE_A_LINE)
    key_dates = QuietStreamField([("date", KeyDateBlock())], blank=True, verbose_name=_("key dates"))
    next_steps = models.TextField(_("next steps the report announced"), blank=True, help_text=ONE_A_LINE)

    invitations_sent = models.PositiveIntegerField(_("invitations sent"), null=True, blank=True)
    invitations_unit = models.CharField(
        _("sent to"), max_length=60, blank=True, help_text=_('For example "households".')
    )
    invited_on = PartialDateField(_("invitations sent on"), null=True, blank=True)
    replies_received = models.PositiveIntegerField(_("replies received"), null=True, blank=True)
    members_target = models.PositiveIntegerField(_("members wanted"), null=True, blank=True)
    members_selected = models.PositiveIntegerField(_("members chosen"), null=True, blank=True)
    members_completed = models.PositiveIntegerField(_("members who stayed to the end"), null=True, blank=True)
    selection_method = models.TextField(_("how members were chosen"), blank=True)
    selection_criteria = models.TextField(_("criteria"), blank=True, help_text=ONE_A_LINE)
    eligibility = models.CharField(_("who could take part"), max_length=255, blank=True)
    other_targets = QuietStreamField([("target", TargetBlock())], blank=True, verbose_name=_("other targets"))
    selection_note = models.TextField(_("note on the members"), blank=True)
    payment = models.PositiveIntegerField(_("payment to each member, in pounds"), null=True, blank=True)
    payment_unit = models.CharField(_("paid for"), max_length=60, blank=True)
    payment_form = models.CharField(_("how it was paid"), max_length=255, blank=True)
    expenses = models.CharField(_("expenses"), max_length=255, blank=True)

    lead_facilitators = QuietStreamField(
        [("person", NamedPersonBlock())], blank=True, verbose_name=_("lead facilitators")
    )
    expert_leads = QuietStreamField(
        [("person", NamedPersonBlock())], blank=True, verbose_name=_("expert leads")
    )
    table_facilitators = models.CharField(_("table facilitators"), max_length=255, blank=True)
    table_facilitators_note = models.TextField(_("note on the table facilitators"), blank=True)
    table_size = models.CharField(_("members at a table"), max_length=60, blank=True)
    advisory_group = QuietStreamField(
        [("person", NamedPersonBlock())], blank=True, verbose_name=_("advisory group")
    )
    advisory_support = QuietStreamField(
        [("person", NamedPersonBlock())], blank=True, verbose_name=_("advisers to the advisory group")
    )
    advisory_group_note = models.TextField(_("note on the advisory group"), blank=True)

    feedback = QuietStreamField(
        [("question", SurveyQuestionBlock())], blank=True, verbose_name=_("what members said of it")
    )
    key_messages = QuietStreamField([("message", MessageBlock())], blank=True, verbose_name=_("key messages"))
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
    official_pages = QuietStreamField([("link", LinkBlock())], blank=True, verbose_name=_("official pages"))
    discrepancies = QuietStreamField(
        [("point", PointBlock())],
        blank=True,
        verbose_name=_("where sources differ"),
        help_text=_("What the sources say differently, and what this site shows."),
    )

    search_fields = [
        *TopicalPage.search_fields,
        index.SearchField("full_name"),
        index.SearchField("questions"),
        index.SearchField("area"),
        index.SearchField("theme"),
        index.SearchField("selection_method"),
        index.SearchField("key_messages"),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *BasePage.content_panels,
                    FieldPanel("full_name"),
                    FieldPanel("questions"),
                    FieldPanel("commissioner"),
                    FieldPanel("funder"),
                    FieldPanel("problem"),
                    FieldPanel("scope"),
                    FieldRowPanel([FieldPanel("theme"), FieldPanel("area"), FieldPanel("country")]),
                    FieldPanel("announced_on"),
                    FieldPanel("topics"),
                ],
                heading=_("The question"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("invitations_sent"), FieldPanel("invitations_unit")]),
                    FieldRowPanel([FieldPanel("invited_on"), FieldPanel("replies_received")]),
                    FieldRowPanel(
                        [
                            FieldPanel("members_target"),
                            FieldPanel("members_selected"),
                            FieldPanel("members_completed"),
                        ]
                    ),
                    FieldPanel("selection_method"),
                    FieldPanel("selection_criteria"),
                    FieldPanel("eligibility"),
                    FieldPanel("other_targets"),
                    FieldPanel("selection_note"),
                    FieldRowPanel([FieldPanel("payment"), FieldPanel("payment_unit")]),
                    FieldRowPanel([FieldPanel("payment_form"), FieldPanel("expenses")]),
                ],
                heading=_("Members"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("hours"), FieldPanel("hours_qualifier")]),
                    FieldPanel("venues"),
                    FieldPanel("venue_note"),
                    FieldPanel("observers"),
                    FieldPanel("livestream"),
                    FieldPanel("wider_engagement"),
                    FieldPanel("key_dates"),
                    FieldPanel("next_steps"),
                ],
                heading=_("How it ran"),
            ),
            ObjectList(
                [
                    InlinePanel("organisations", heading=_("Organisations"), label=_("organisation")),
                    FieldPanel("lead_facilitators"),
                    FieldPanel("expert_leads"),
                    FieldPanel("table_facilitators"),
                    FieldPanel("table_facilitators_note"),
                    FieldPanel("table_size"),
                    FieldPanel("advisory_group"),
                    FieldPanel("advisory_support"),
                    FieldPanel("advisory_group_note"),
                ],
                heading=_("Who helped"),
            ),
            ObjectList(
                [
                    FieldPanel("key_messages"),
                    FieldPanel("feedback"),
                    MultiFieldPanel(
                        [
                            FieldPanel("costs"),
                            FieldPanel("costs_direct_total"),
                            FieldPanel("costs_support_total"),
                            FieldPanel("costs_total"),
                            FieldPanel("costs_vat"),
                            FieldPanel("costs_note"),
                            FieldPanel("costs_sources"),
                        ],
                        heading=_("Costs"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("report_document"),
                            FieldPanel("report_title"),
                            FieldPanel("report_author"),
                            FieldPanel("report_published"),
                            FieldPanel("report_pages"),
                            FieldPanel("report_url"),
                            FieldPanel("report_web_edition"),
                            FieldPanel("report_licence"),
                            FieldPanel("report_licence_note"),
                        ],
                        heading=_("Report"),
                    ),
                    FieldPanel("official_pages"),
                ],
                heading=_("What came of it"),
            ),
            ObjectList(
                [*BasePage.source_panels, FieldPanel("discrepancies"), FieldPanel("register_id")],
                heading=_("Sources"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Address and menu")),
        ]
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

    @property
    def question_list(self) -> list[str]:
        """Each question, word for word."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]

    @property
    def members(self) -> int | None:
        """How many members there were: those who stayed, else those chosen."""
        return self.members_completed or self.members_selected

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

    @property
    def message_sources(self) -> list:
        """The sources of all key messages."""
        return [source for message in self.key_messages for source in message.value["sources"]]

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
