from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from cms.core.fields import PartialDateField
from cms.core.models import BasePage
from cms.core.models.pages import page_tabs
from cms.core.querysets import open_to_all

from ..statuses import BallotKind

SCALE = (
    ("strongly_support", _("Strongly support"), "for"),
    ("support", _("Support"), "for"),
    ("neither", _("Neither"), "neither"),
    ("oppose", _("Oppose"), "against"),
    ("strongly_oppose", _("Strongly oppose"), "against"),
    ("no_response", _("No response"), "none"),
)


class BallotPage(BasePage):
    """One vote of an assembly: what was asked, how, and every option with its result."""

    label = _("Ballot")
    parent_page_types = ["recommendations.TrackerPage"]
    subpage_types: list[str] = []
    described_by = ("question",)

    reference = models.CharField(
        _("reference"),
        max_length=60,
        help_text=_('A short code, such as "B1". Keep it: other files point at it.'),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=BallotKind.choices,
        help_text=_("It decides how the result is drawn."),
    )
    method = models.CharField(
        _("method"), max_length=255, blank=True, help_text=_('For example "on paper" or "with handsets".')
    )
    question = models.TextField(_("question"), blank=True, help_text=_("Word for word, if it was published."))
    question_note = models.TextField(
        _("note on the question"), blank=True, help_text=_("If these are not the exact words, say why.")
    )
    aim = models.CharField(
        _("about"), max_length=100, blank=True, help_text=_('In a few words: "Clean air".')
    )
    place = models.CharField(
        _("place"), max_length=100, blank=True, help_text=_("If it was about one place only.")
    )
    held_on = PartialDateField(
        _("date"), null=True, blank=True, help_text=_('"25 June 2020", "June 2020" or "2020".')
    )
    day_number = models.PositiveIntegerField(
        _("day"), null=True, blank=True, help_text=_("Which day of the assembly.")
    )
    is_secret = models.BooleanField(
        _("secret ballot"), null=True, blank=True, help_text=_("Choose 'Unknown' if no source says so.")
    )
    base = models.PositiveIntegerField(
        _("base"), null=True, blank=True, help_text=_("People or papers that the results are out of.")
    )
    base_note = models.TextField(
        _("note on the base"), blank=True, help_text=_('For example "Two papers were spoilt".')
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What a reader should know of the source."))

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("question"),
        index.SearchField("reference"),
        index.AutocompleteField("reference"),
        index.FilterField("kind"),
        index.RelatedFields("options", [index.SearchField("text")]),
    ]

    edit_handler = page_tabs(
        (
            _("The ballot"),
            [
                "reference",
                FieldPanel("kind", required_on_save=True),
                "method",
                "question",
                "question_note",
                FieldRowPanel(["aim", "place"]),
                FieldRowPanel(["held_on", "day_number"]),
                "is_secret",
                "base",
                "base_note",
                "note",
            ],
        ),
        (
            _("Options and results"),
            [
                InlinePanel(
                    "options",
                    heading=_("Options"),
                    label=_("option"),
                    help_text=_("Everything members could vote for, in the order of the paper."),
                )
            ],
        ),
    )

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.CheckConstraint(
                name="ballot_kind_is_known", condition=models.Q(kind__in=BallotKind.values)
            ),
        ]

    def get_admin_display_title(self):
        return ": ".join(filter(None, [self.reference, super().get_admin_display_title()]))

    @property
    def facts(self) -> list[dict]:
        """How the vote was held, as far as it is known."""
        secret = {True: _("Yes"), False: _("No")}.get(self.is_secret)
        facts = (
            (_("How members voted"), self.method, ""),
            (_("About"), self.aim, ""),
            (_("Place"), self.place, ""),
            (_("Day of the assembly"), self.day_number, ""),
            (_("Secret ballot"), secret, ""),
            (_("Out of"), self.base, self.base_note),
            (_("Note on the question"), self.question_note, ""),
            (_("Note"), self.note, ""),
        )
        return [{"label": label, "value": value, "note": note} for label, value, note in facts if value]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        is_open = models.ExpressionWrapper(
            Exists(Page.objects.live().filter(open_to_all(), pk=OuterRef("recommendation"))),
            output_field=models.BooleanField(),
        )
        options = self.options.select_related("recommendation").annotate(recommendation_is_open=is_open)
        context["options"] = sorted(options, key=BallotOption.standing)
        return context


def _share(name):
    return models.DecimalField(name, max_digits=5, decimal_places=2, null=True, blank=True)


def _number(name):
    return models.PositiveIntegerField(name, null=True, blank=True)


@dataclass(frozen=True)
class Answer:
    """One answer of the scale: how many papers, and what share of the base, where known."""

    slug: str
    label: str
    side: str
    count: int | None
    percent: Decimal | None


class BallotOption(TranslatableMixin, Orderable):
    """One option of a ballot and its result. What nobody could read stays empty."""

    page = ParentalKey(BallotPage, related_name="options", on_delete=models.CASCADE)
    recommendation = models.ForeignKey(
        "recommendations.RecommendationPage",
        verbose_name=_("recommendation"),
        null=True,
        blank=True,
        related_name="ballot_options",
        on_delete=models.SET_NULL,  # the vote happened, whatever became of the page
        help_text=_("Leave empty if the option became no recommendation."),
    )
    text = models.TextField(_("option"), help_text=_("Word for word."))
    letter = models.CharField(_("letter"), max_length=5, blank=True, help_text=_('As on the paper: "A".'))
    place = models.CharField(
        _("place"), max_length=100, blank=True, help_text=_("If it is about one place only.")
    )
    rank = _number(_("rank"))
    votes = _number(_("votes"))
    points = _number(_("points"))
    first = _number(_("first choices"))
    second = _number(_("second choices"))
    third = _number(_("third choices"))
    top_three = _number(_("among the first three"))
    strongly_support_count = _number(_("strongly support, papers"))
    support_count = _number(_("support, papers"))
    neither_count = _number(_("neither, papers"))
    oppose_count = _number(_("oppose, papers"))
    strongly_oppose_count = _number(_("strongly oppose, papers"))
    no_response_count = _number(_("no response, papers"))
    strongly_support_percent = _share(_("strongly support, per cent"))
    support_percent = _share(_("support, per cent"))
    neither_percent = _share(_("neither, per cent"))
    oppose_percent = _share(_("oppose, per cent"))
    strongly_oppose_percent = _share(_("strongly oppose, per cent"))
    no_response_percent = _share(_("no response, per cent"))
    recorded = _number(_("papers recorded"))
    total_support_percent = _share(_("total support, per cent"))
    is_complete = models.BooleanField(
        _("the numbers add up to the base"), null=True, blank=True, help_text=_("As the source prints them.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What a reader should know of these numbers."))

    panels = [
        "text",
        "recommendation",
        FieldRowPanel(["letter", "place"]),
        MultiFieldPanel(
            [
                *[FieldRowPanel([f"{name}_count", f"{name}_percent"]) for name, _l, _s in SCALE],
                FieldRowPanel(["recorded", "total_support_percent", "is_complete"]),
            ],
            heading=_("How strongly for or against"),
            help_text=_(
                "For a ballot of that kind. Papers, per cent or both, as the report prints them. Leave empty "
                "what it does not say."
            ),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["rank", "points", "top_three"]), FieldRowPanel(["first", "second", "third"])],
            heading=_("Ranked choices"),
            help_text=_("For a ballot in which members put options in order. Rank 1 had the most points."),
        ),
        MultiFieldPanel(
            ["votes"],
            heading=_("Several choices"),
            help_text=_("For a ballot in which members had several votes: how many this option got."),
        ),
        "note",
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("option of a ballot")
        verbose_name_plural = _("options of ballots")
        constraints = [
            models.CheckConstraint(
                name=f"ballot_{name}_is_a_share",
                condition=models.Q(**{f"{name}__isnull": True})
                | models.Q(**{f"{name}__gte": 0, f"{name}__lte": 100}),
                violation_error_message=_("A share is between 0 and 100 per cent."),
            )
            for name in (*[f"{slug}_percent" for slug, _l, _s in SCALE], "total_support_percent")
        ]

    def __str__(self):
        return self.text

    @cached_property
    def answers(self) -> list[Answer]:
        """Every answer of the scale with its count and share; none for other kinds of ballot."""
        answers = [
            Answer(
                slug,
                label,
                side,
                getattr(self, f"{slug}_count"),
                getattr(self, f"{slug}_percent"),
            )
            for slug, label, side in SCALE
        ]
        known = [answer for answer in answers if answer.count is not None or answer.percent is not None]
        return answers if known else []

    def standing(self) -> tuple:
        """Sorts options by result, best first, and as printed where results are equal or unknown."""
        strong = self.strongly_support_count or self.strongly_support_percent or 0
        result = self.points or self.votes or self.total_support_percent or 0
        return (self.place, self.rank or 0, -result, -strong, self.sort_order or 0)
