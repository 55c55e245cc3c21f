from django.core.paginator import Paginator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Page
from wagtail.search import index

from cms.core.blocks.lists import sources
from cms.core.blocks.story import StoryBlock
from cms.core.fields import PartialDateField, QuietStreamField, in_words
from cms.core.headings import contents_of
from cms.core.models.pages import page_tabs
from cms.core.querysets import open_to_all, unexpired
from cms.core.remembering import remembered_of_pages

from ..composing import Text, compose
from ..records import ChangeRecord
from .changes import ChangeNote, ChangingPage
from .publications import CreditedPage, cited_as


class NumberBlock(blocks.StructBlock):
    """A number to remember and what it counts, with the whole it is a part of, if there is one."""

    label = blocks.CharBlock(label=_("What it is"), max_length=120, help_text=_('"Members who finished".'))
    value = blocks.DecimalBlock(
        label=_("Number"), min_value=0, max_digits=15, decimal_places=2, help_text=_("Without commas.")
    )
    of = blocks.IntegerBlock(
        label=_("Of how many"),
        required=False,
        min_value=1,
        help_text=_('For "48 of 53", write 53. Leave it empty if the number stands alone.'),
    )
    sources = sources()

    class Meta:
        icon = "order"
        label = _("Number")
        label_format = "{label}: {value}"


class CaseStudyIndexPage(CreditedPage):
    """Every case study of the site: what was tried elsewhere, and what it taught."""

    label = _("Case studies")
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage", "assemblies.ProgrammePage"]
    subpage_types = ["publications.CaseStudyPage"]

    PER_PAGE = 24

    search_fields = [*ChangingPage.search_fields, index.SearchField("note")]

    edit_handler = page_tabs(
        (_("The list"), ["topics"]),
        (_("Authors and licence"), CreditedPage.credit_panels),
        (_("What changed"), ChangingPage.change_panels),
    )

    class Meta:
        verbose_name = _("list of case studies")
        verbose_name_plural = _("lists of case studies")

    @classmethod
    def entry_of(cls, pk: int) -> dict:
        """The credits of the published list with this key, or nothing. No query once they are known."""

        def look():
            found = cls.objects.live().filter(unexpired(), pk=pk).first()
            return found.credits if found else {}

        return remembered_of_pages(f"case-studies:{pk}", look)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        studies = CaseStudyPage.objects.live().open_to_all().child_of(self).order_by("path")
        page = Paginator(studies, self.PER_PAGE).get_page(request.GET.get("page"))
        context["publication"] = self.credits
        context["studies"] = page
        context["changes"] = ChangeRecord.objects.about(self).newest_first()
        return context


class CaseStudyPage(ChangingPage):
    """One assembly told from its beginning to what came of it, for those who think of holding one."""

    label = _("Case study")
    parent_page_types = ["publications.CaseStudyIndexPage"]
    subpage_types: list[str] = []

    assembly = models.ForeignKey(
        "assemblies.AssemblyPage",
        verbose_name=_("assembly"),
        null=True,
        blank=True,
        related_name="case_studies",
        on_delete=models.SET_NULL,  # the account stays, the link goes
        help_text=_("If its pages are on this site. Each page then links to the other."),
    )
    place = models.CharField(
        _("place"), max_length=255, blank=True, help_text=_("The town, the area or the body it was for.")
    )
    began_on = PartialDateField(
        _("first day"),
        null=True,
        blank=True,
        help_text=_("When members first met. A month or a year will do."),
    )
    ended_on = PartialDateField(
        _("last day"), null=True, blank=True, help_text=_("When they last met. Leave it empty for one day.")
    )
    members = models.PositiveIntegerField(
        _("members"), null=True, blank=True, help_text=_("How many stayed to the end.")
    )
    recruitment = models.TextField(
        _("how members were found"), blank=True, help_text=_("By lot, by invitation, by whom.")
    )
    cost = models.PositiveIntegerField(
        _("cost in pounds"), null=True, blank=True, help_text=_("All of it, as published. Without commas.")
    )
    cost_note = models.CharField(
        _("note on the cost"),
        max_length=255,
        blank=True,
        help_text=_("What it includes, and what it leaves out."),
    )
    method = models.TextField(
        _("method"), blank=True, help_text=_("How members worked: what they heard, did and voted on.")
    )
    decision = models.TextField(
        _("decision"), blank=True, help_text=_("What the body that asked decided, and when.")
    )
    outcome = models.TextField(
        _("outcome"), blank=True, help_text=_("What has been done since, as far as it is known.")
    )
    body = QuietStreamField(
        StoryBlock(), blank=True, verbose_name=_("text"), help_text=_("The whole story, in plain words.")
    )
    numbers = QuietStreamField(
        [("number", NumberBlock())],
        blank=True,
        verbose_name=_("numbers"),
        help_text=_("A few numbers to remember. Up to six look best."),
    )
    lessons = models.TextField(
        _("lessons"), blank=True, help_text=_("What others can learn from it. One on each line.")
    )

    search_fields = [
        *ChangingPage.search_fields,
        index.SearchField("place"),
        index.SearchField("recruitment"),
        index.SearchField("method"),
        index.SearchField("decision"),
        index.SearchField("outcome"),
        index.SearchField("body"),
        index.SearchField("lessons"),
    ]

    edit_handler = page_tabs(
        (_("The case study"), ["body", "lessons", "topics"]),
        (
            _("Facts and numbers"),
            [
                "assembly",
                "place",
                FieldRowPanel(["began_on", "ended_on"]),
                "members",
                "recruitment",
                FieldRowPanel(["cost", "cost_note"]),
                "method",
                "decision",
                "outcome",
                "numbers",
            ],
        ),
        (_("What changed"), ChangingPage.change_panels),
    )

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    @property
    def dates(self) -> str:
        """When it was held, in words."""
        days = [in_words(day) for day in (self.began_on, self.ended_on) if day]
        return gettext(" to ").join(dict.fromkeys(days))

    @property
    def facts(self) -> list[dict]:
        """Where, when, who and how: the first five always, the others where they are told."""
        always = (
            (_("Place"), self.place, ""),
            (_("Dates"), self.dates, ""),
            (
                _("Members"),
                "" if self.members is None else number_format(self.members, force_grouping=True),
                "",
            ),
            (_("How members were found"), self.recruitment, ""),
            (_("Cost"), "" if self.cost is None else f"£{self.cost:,}", self.cost_note),
        )
        told = ((_("Method"), self.method), (_("Decision"), self.decision), (_("Outcome"), self.outcome))
        facts = [{"label": label, "value": value, "note": note} for label, value, note in always]
        return facts + [{"label": label, "value": value} for label, value in told if value]

    @property
    def figures(self) -> list[dict]:
        """The numbers to remember, in words: "48 of 53"."""
        return [_figure(block.value) for block in self.numbers]

    @property
    def number_sources(self) -> list:
        """The sources of all numbers."""
        return [source for block in self.numbers for source in block.value["sources"]]

    def held(self) -> dict:
        """Title and address of the assembly it tells of, if readers may see its page."""
        page = Page.objects.live().filter(open_to_all(), pk=self.assembly_id).first()
        return {"title": page.title, "url": page.get_url()} if page else {}

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        publication = CaseStudyIndexPage.entry_of(self.above[-1].pk) if self.above else {}
        [composed] = compose([Text(self, self.body)], context)
        context |= {
            "publication": publication,
            "text": composed,
            "contents": contents_of(composed.headings),
            "held": remembered_of_pages(f"page:{self.assembly_id}", self.held) if self.assembly_id else {},
            "citation": cited_as(self, request, publication, within=publication.get("title", "")),
            "changes": ChangeRecord.objects.about(self).newest_first(),
        }
        return context


def _figure(number) -> dict:
    value = number["value"]
    places = 0 if value == value.to_integral_value() else 2
    words = number_format(value, decimal_pos=places, force_grouping=True)
    if number["of"]:
        whole = number_format(number["of"], force_grouping=True)
        words = gettext("%(part)s of %(whole)s") % {"part": words, "whole": whole}
    return {"label": number["label"], "value": words}


class CaseStudyListChange(ChangeNote):
    """What has changed in a list of case studies."""

    page = ParentalKey(CaseStudyIndexPage, related_name="change_notes", on_delete=models.CASCADE)

    class Meta(ChangeNote.Meta):
        verbose_name = _("change of a list of case studies")
        verbose_name_plural = _("changes of lists of case studies")


class CaseStudyChange(ChangeNote):
    """What has changed in a case study."""

    page = ParentalKey(CaseStudyPage, related_name="change_notes", on_delete=models.CASCADE)

    class Meta(ChangeNote.Meta):
        verbose_name = _("change of a case study")
        verbose_name_plural = _("changes of case studies")
