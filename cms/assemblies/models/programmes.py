from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel, MultiFieldPanel
from wagtail.search import index

from cms.core.blocks.lists import KeyDateBlock, LinkBlock, OutputBlock, PointBlock, SumBlock
from cms.core.citations import CitationsField
from cms.core.fields import PartialDateField, QuietStreamField
from cms.core.models import BasePage, OrganisationRole
from cms.core.models.pages import page_tabs

from ..querysets import by_part, with_stage


class ProgrammePage(BasePage):
    """Several assemblies run together: who paid, who helped, what was learned and what came of it."""

    label = _("Programme")
    followable = True
    parent_page_types = ["home.HomePage"]
    fetched_with = ("network_host",)
    subpage_types = [
        "assemblies.AssemblyPage",
        "events.EventIndexPage",
        "publications.PublicationPage",
        "publications.CaseStudyIndexPage",
        "home.InformationPage",
    ]

    short_name = models.CharField(
        _("short name"),
        max_length=60,
        blank=True,
        help_text=_("The letters it is known by, if there are any."),
    )
    country = models.CharField(
        _("country"), max_length=100, blank=True, help_text=_('For example "England".')
    )
    dates = QuietStreamField(
        [("date", KeyDateBlock())],
        blank=True,
        verbose_name=_("dates"),
        help_text=_("When it began and ended, and what happened between."),
    )
    aims = QuietStreamField(
        [("point", PointBlock())],
        blank=True,
        verbose_name=_("aims"),
        help_text=_("What it was meant to bring about. One sentence each."),
    )
    support = QuietStreamField(
        [("point", PointBlock())],
        blank=True,
        verbose_name=_("support given"),
        help_text=_("What it gave to the areas: money, advice, people."),
    )
    funding = QuietStreamField(
        [("sum", SumBlock())],
        blank=True,
        verbose_name=_("funding"),
        help_text=_("Sums of money and what they were for."),
    )
    selection_method = models.TextField(_("how areas were chosen"), blank=True)
    places_planned = models.CharField(_("places planned"), max_length=60, blank=True)
    places_filled = models.PositiveIntegerField(_("places filled"), null=True, blank=True)
    selection_sources = CitationsField(verbose_name=_("sources for how areas were chosen"))
    network_summary = models.TextField(_("peer learning"), blank=True)
    network_host = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("host of the peer learning"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.SET_NULL,  # the text stays, the link goes
    )
    network_sources = CitationsField(verbose_name=_("sources for peer learning"))
    evaluation_title = models.CharField(_("title of the evaluation"), max_length=255, blank=True)
    evaluation_published = PartialDateField(_("evaluation published"), null=True, blank=True)
    evaluation_summary = models.TextField(_("what the evaluation looked at"), blank=True)
    evaluation_methods = models.TextField(
        _("methods of the evaluation"), blank=True, help_text=_("One on each line.")
    )
    evaluation_url = models.URLField(_("address of the evaluation"), max_length=1000, blank=True)
    evaluation_sources = CitationsField(verbose_name=_("sources for the evaluation"))
    film_summary = models.TextField(_("film"), blank=True)
    film_sources = CitationsField(verbose_name=_("sources for the film"))
    advisory_group = models.TextField(_("advisory group"), blank=True)
    advisory_group_sources = CitationsField(verbose_name=_("sources for the advisory group"))
    commitment_reference = models.CharField(
        _("open government commitment"),
        max_length=60,
        blank=True,
        help_text=_("Its number in the action plan."),
    )
    commitment_plan = models.CharField(_("action plan"), max_length=255, blank=True)
    commitment_early_results = models.CharField(_("early results, as judged"), max_length=60, blank=True)
    commitment_ambition = models.CharField(_("ambition, as judged"), max_length=60, blank=True)
    commitment_completion = models.CharField(_("completion, as judged"), max_length=60, blank=True)
    commitment_sources = CitationsField(verbose_name=_("sources for the commitment"))
    outputs = QuietStreamField(
        [("output", OutputBlock())],
        blank=True,
        verbose_name=_("outputs"),
        help_text=_("Reports, guides and films that came out of it."),
    )
    links = QuietStreamField(
        [("link", LinkBlock())],
        blank=True,
        verbose_name=_("links"),
        help_text=_("Other sites that tell more."),
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("short_name"),
        index.SearchField("aims"),
        index.SearchField("support"),
        index.SearchField("network_summary"),
        index.SearchField("evaluation_summary"),
        index.SearchField("outputs"),
        index.SearchField("dates"),
        index.SearchField("funding"),
        index.SearchField("film_summary"),
        index.SearchField("advisory_group"),
    ]

    edit_handler = page_tabs(
        (_("The programme"), ["short_name", "country", "dates", "aims", "support"]),
        (
            _("Who and how much"),
            [
                InlinePanel(
                    "organisations",
                    heading=_("Organisations"),
                    label=_("organisation"),
                    help_text=_("Who did what. Readers see them part by part."),
                ),
                "funding",
                MultiFieldPanel(
                    ["selection_method", "places_planned", "places_filled", "selection_sources"],
                    heading=_("How areas were chosen"),
                    help_text=_("How the places that took part were found, and how many there were."),
                ),
                MultiFieldPanel(
                    ["advisory_group", "advisory_group_sources"],
                    heading=_("Advisory group"),
                    help_text=_("Who advised the programme, and how often they met."),
                ),
            ],
        ),
        (
            _("What came of it"),
            [
                MultiFieldPanel(
                    ["network_summary", "network_host", "network_sources"],
                    heading=_("Peer learning"),
                    help_text=_("Meetings in which the areas learned from each other, and who held them."),
                ),
                MultiFieldPanel(
                    [
                        "evaluation_title",
                        "evaluation_published",
                        "evaluation_summary",
                        "evaluation_methods",
                        "evaluation_url",
                        "evaluation_sources",
                    ],
                    heading=_("Evaluation"),
                    help_text=_("The independent look at what worked. Give what was published."),
                ),
                MultiFieldPanel(
                    ["film_summary", "film_sources"],
                    heading=_("Film"),
                    help_text=_("What it shows and who made it. Its address goes under outputs."),
                ),
                MultiFieldPanel(
                    [
                        "commitment_reference",
                        "commitment_plan",
                        "commitment_early_results",
                        "commitment_ambition",
                        "commitment_completion",
                        "commitment_sources",
                    ],
                    heading=_("Open government commitment"),
                    help_text=_(
                        "Only if the programme was a promise in an open government action plan. Use the "
                        "words of those who judged it."
                    ),
                ),
                "outputs",
                "links",
            ],
        ),
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    @property
    def aims_sources(self) -> list:
        """The sources of all aims."""
        return [source for aim in self.aims for source in aim.value["sources"]]

    @property
    def support_sources(self) -> list:
        """The sources of all support."""
        return [source for point in self.support for source in point.value["sources"]]

    def get_context(self, request, *args, **kwargs):
        from .assemblies import AssemblyPage

        context = super().get_context(request, *args, **kwargs)
        children = AssemblyPage.objects.live().open_to_all().child_of(self).order_by("path")
        context["assemblies"] = with_stage(children.select_related("commissioner"))
        context["organisations"] = by_part(self.organisations)
        return context


class ProgrammeOrganisation(OrganisationRole):
    """What one organisation does for a programme."""

    page = ParentalKey(ProgrammePage, related_name="organisations", on_delete=models.CASCADE)

    class Meta(OrganisationRole.Meta):
        verbose_name = _("organisation of a programme")
        verbose_name_plural = _("organisations of programmes")
