from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager, TranslatableMixin
from wagtail.search import index

from cms.core.models import BasePage, Topic, TopicalPage
from cms.core.models.pages import page_tabs
from cms.core.querysets import open_to_all, readable
from cms.core.remembering import remembered_of_pages

from .filters import EvidenceFilter
from .kinds import EvidenceKind
from .querysets import EvidenceQuerySet


class EvidenceLibraryPage(BasePage):
    """Everything put before members: of one assembly, or of the whole site."""

    label = _("Evidence")
    parent_page_types = ["home.HomePage", "assemblies.AssemblyPage"]
    subpage_types = ["evidence.EvidencePage"]

    PER_PAGE = 25

    class Meta:
        verbose_name = _("evidence library")

    def evidence(self):
        """The items of the branch this list stands in."""
        return EvidencePage.objects.live().open_to_all().in_branch(self.branch_path)

    def choices(self) -> dict:
        """What the filter offers: only what some item has."""
        items = self.evidence()
        sessions = items.filter(readable("session")).values_list(
            "session__pk", "session__title", "session__url_path"
        )
        speakers = items.filter(readable("speakers__person")).values_list(
            "speakers__person__pk", "speakers__person__title", "speakers__person__sort_name"
        )
        topics = Topic.objects.filter(page_topics__content_object__in=items.order_by().values("pk"))
        return {
            "assemblies": [(path, title) for path, title in self.assemblies()],
            "sessions": [
                (str(pk), title) for pk, title, _path in sorted(set(sessions), key=lambda row: row[2])
            ],
            "speakers": [
                (str(pk), name) for pk, name, _sort in sorted(set(speakers), key=lambda row: row[2])
            ],
            "topics": [(topic.slug, topic.name) for topic in topics.order_by("name").distinct()],
        }

    def assemblies(self) -> list[tuple[str, str]]:
        """Address and title of what holds a library below this branch; none inside an assembly's own."""
        libraries = (
            EvidenceLibraryPage.objects.live().open_to_all().in_branch(self.branch_path).exclude(pk=self.pk)
        )
        paths = [path[: -self.steplen] for path in libraries.values_list("path", flat=True)]
        pages = Page.objects.live().filter(open_to_all(), path__in=paths)
        return list(pages.order_by("title").values_list("slug", "title"))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        form = EvidenceFilter(request.GET, **remembered_of_pages(f"evidence-choices:{self.pk}", self.choices))
        chosen = form.chosen()
        items = self.evidence()
        if "kind" in chosen:
            items = items.filter(kind=chosen["kind"])
        if "assembly" in chosen:
            items = items.below(chosen["assembly"], self.branch_path)
        if "session" in chosen:
            items = items.filter(session=chosen["session"])
        if "speaker" in chosen:
            items = items.filter(speakers__person=chosen["speaker"]).distinct()
        if "topic" in chosen:
            items = items.filter(page_topics__tag__slug=chosen["topic"]).distinct()
        if "words" in chosen:
            items = items.with_words(chosen["words"])
        speakers = EvidenceSpeaker.objects.filter(readable("person")).select_related("person")
        items = items.in_order().with_session().prefetch_related(models.Prefetch("speakers", speakers))
        context["filter"] = form
        context["items"] = Paginator(items, self.PER_PAGE).get_page(request.GET.get("page"))
        return context


class EvidencePage(TopicalPage):
    """One item put before members: slides, a film, a paper, a survey."""

    label = _("Evidence")
    followable = True
    parent_page_types = ["evidence.EvidenceLibraryPage"]
    fetched_with = ("session", "document")
    subpage_types: list[str] = []

    reference = models.CharField(
        _("reference"),
        max_length=60,
        blank=True,
        help_text=_('A short code, such as "EV12". Leave it empty if you use none.'),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=EvidenceKind.choices, help_text=_("How it was put before members.")
    )
    session = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("session"),
        null=True,
        blank=True,
        related_name="evidence",
        on_delete=models.PROTECT,  # when evidence was heard stays on record
        help_text=_("When it was put before members. Leave empty if it was between sessions."),
    )
    document = models.ForeignKey(
        "assets.CreditedDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.SET_NULL,
        help_text=_("The slides or the paper, as a file."),  # the item stays, its file goes
    )
    address = models.URLField(
        _("address"), max_length=1000, blank=True, help_text=_("Where it was published.")
    )
    address_is_exact = models.BooleanField(
        _("the address is this item's own"),
        default=True,
        help_text=_("Untick it if the address is of a channel or a list that holds the item."),
    )
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("What is said in it, for people who cannot hear it.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=100,
        blank=True,
        help_text=_('For example "CC BY 4.0". Leave it empty if it is not known.'),
    )
    rights_holder = models.CharField(
        _("rights holder"),
        max_length=255,
        blank=True,
        help_text=_("Who must be asked before it is used again."),
    )

    objects = PageManager.from_queryset(EvidenceQuerySet)()

    search_fields = [
        *TopicalPage.search_fields,
        index.SearchField("transcript"),
        index.FilterField("kind"),
    ]

    edit_handler = page_tabs(
        (
            _("The evidence"),
            [
                FieldPanel("kind", required_on_save=True),
                "session",
                InlinePanel(
                    "speakers",
                    heading=_("Speakers"),
                    label=_("speaker"),
                    help_text=_("Who gave it to members. Several people may have."),
                ),
                "document",
                "address",
                "address_is_exact",
                "transcript",
                MultiFieldPanel(["licence", "rights_holder"], heading=_("Rights")),
                "topics",
                "reference",
            ],
        )
    )

    class Meta:
        verbose_name = _("evidence item")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                name="evidence_kind_is_known", condition=models.Q(kind__in=EvidenceKind.values)
            ),
        ]

    @property
    def speaker_names(self) -> str:
        """Who gave it, in one line."""
        return ", ".join(row.person.title for row in self.speakers.all())

    @property
    def session_words(self) -> str:
        """The title of its session, if readers may see that page. Needs `with_session`."""
        return self.session.title if self.session and self.session.live and self.session_is_open else ""

    @property
    def session_date(self):
        """The date of its session, if readers may see that page. Needs `with_session`."""
        return self.session.date if self.session_words else None

    @property
    def is_video(self) -> bool:
        """Whether the address is one film, which a reader may load on this page."""
        return self.address_is_exact and self.kind == EvidenceKind.VIDEO and bool(self.address)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["speakers"] = self.speakers.filter(readable("person")).select_related("person")
        heard = EvidencePage.objects.filter(readable("session"), pk=self.pk)
        context["session"] = self.session if self.session_id and heard.exists() else None
        return context


class EvidenceSpeaker(TranslatableMixin, Orderable):
    """Who gave an item of evidence."""

    page = ParentalKey(EvidencePage, related_name="speakers", on_delete=models.CASCADE)
    person = models.ForeignKey(
        "people.PersonPage",
        verbose_name=_("speaker"),
        related_name="evidence_given",
        on_delete=models.PROTECT,
        help_text=_(
            "Make the speaker's own page first, below Speakers."
        ),  # who gave evidence stays on record
    )

    panels = ["person"]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("speaker of an item")
        verbose_name_plural = _("speakers of an item")

    def __str__(self):
        return str(self.person)
