from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page
from wagtail.search import index

from cms.core.blocks.story import StoryBlock
from cms.core.fields import PartialDateField, QuietStreamField
from cms.core.models.pages import page_tabs
from cms.core.querysets import unexpired
from cms.core.remembering import remembered_of_pages
from cms.core.texts import lines

from ..composing import Text, compose
from ..crediting import citation
from ..kinds import PublicationKind
from ..records import ChangeRecord
from .changes import ChangingPage


class CreditedPage(ChangingPage):
    """A text, or a collection of texts, that others may quote and reuse: who wrote it, on what terms."""

    authors = models.TextField(
        _("authors"), blank=True, help_text=_("People or organisations, one on each line, as they sign it.")
    )
    publisher = models.CharField(
        _("publisher"), max_length=255, blank=True, help_text=_("The body that brought it out.")
    )
    rights_holder = models.CharField(
        _("rights holder"),
        max_length=255,
        blank=True,
        help_text=_("Who holds the rights. Leave it empty if it is the publisher."),
    )
    licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_('For example "CC BY 4.0".')
    )
    licence_url = models.URLField(
        _("address of the licence"), max_length=500, blank=True, help_text=_("Where its terms can be read.")
    )
    version = models.CharField(
        _("version"), max_length=60, blank=True, help_text=_('For example "2" or "June 2020".')
    )
    published_on = PartialDateField(
        _("published"),
        null=True,
        blank=True,
        help_text=_('When it first came out: "25 June 2020", "June 2020" or "2020".'),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What a reader must know of it. Shown at the top of every part.")
    )

    credit_panels = [
        "authors",
        FieldRowPanel(["publisher", "rights_holder"]),
        FieldRowPanel(["licence", "licence_url"]),
        FieldRowPanel(["version", "published_on"]),
        "note",
    ]

    class Meta:
        abstract = True

    @property
    def credits(self) -> dict:
        """What its parts say of it too: title, address, authors, licence and the rest."""
        return {
            "title": self.title,
            "url": self.get_url(),
            "authors": lines(self.authors),
            "publisher": self.publisher,
            "rights_holder": self.rights_holder or self.publisher,
            "licence": self.licence,
            "licence_url": self.licence_url,
            "version": self.version,
            "published_on": self.published_on,
            "note": self.note,
        }


def cited_as(page: Page, request, credits: dict, *, within: str = "") -> str:
    """How to cite this page, with the credits of the whole it belongs to."""
    known = ("authors", "publisher", "published_on", "version")
    return citation(
        title=page.title,
        within=within,
        address=request.build_absolute_uri(page.get_url(request)),
        changed=page.last_published_at,
        **{name: credits[name] for name in known if name in credits},
    )


class PublicationPage(CreditedPage):
    """A long text in chapters: a handbook, a report, an evaluation."""

    label = _("Publication")
    parts = ("print",)
    parent_page_types = ["home.HomePage", "assemblies.ProgrammePage", "assemblies.AssemblyPage"]
    subpage_types = ["publications.ChapterPage"]

    short_title = models.CharField(
        _("short title"),
        max_length=60,
        blank=True,
        help_text=_("For the main menu, where the title is too long for it."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=PublicationKind.choices,
        default=PublicationKind.REPORT,
        help_text=_("What sort of text it is. Readers see this word."),
    )
    introduction = QuietStreamField(
        StoryBlock(),
        blank=True,
        verbose_name=_("introduction"),
        help_text=_("What comes before the first chapter. A short publication may be all in here."),
    )

    search_fields = [
        *ChangingPage.search_fields,
        index.SearchField("authors"),
        index.SearchField("introduction"),
        index.FilterField("kind"),
    ]

    edit_handler = page_tabs(
        (
            _("The publication"),
            ["short_title", FieldPanel("kind", required_on_save=True), "introduction", "topics"],
        ),
        (_("Authors and licence"), CreditedPage.credit_panels),
        (_("What changed"), ChangingPage.change_panels),
    )

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.CheckConstraint(
                name="publication_kind_is_known", condition=models.Q(kind__in=PublicationKind.values)
            ),
        ]

    def chapters(self):
        """The published chapters in their order."""
        chapters = apps.get_model("publications.ChapterPage").objects.child_of(self)
        return chapters.live().open_to_all().order_by("number", "path")

    @property
    def menu_title(self) -> str:
        """What the menu calls it: its short title, if it has one."""
        return self.short_title or self.title

    @property
    def entry(self) -> dict:
        """What a chapter needs to know of the whole: its credits, its kind, and where each chapter is."""
        chapters = [
            {
                "pk": chapter.pk,
                "number": chapter.number,
                "title": chapter.title,
                "summary": chapter.summary,
                "url": chapter.get_url(),
                "key": chapter.translation_key,
            }
            for chapter in self.chapters().defer_streamfields()
        ]
        return {**self.credits, "kind": str(self.get_kind_display()), "chapters": chapters}

    @classmethod
    def entry_of(cls, pk: int) -> dict:
        """The entry of the published publication with this key, or nothing. No query once it is known."""

        def look():
            found = cls.objects.live().filter(unexpired(), pk=pk).first()
            return found.entry if found else {}

        return remembered_of_pages(f"publication:{pk}", look)

    def get_template(self, request, part="", **kwargs):
        return f"publications/publication_{part}.html" if part else super().get_template(request, **kwargs)

    def get_context(self, request, part="", **kwargs):
        context = super().get_context(request, **kwargs)
        context["publication"] = (
            self.entry if getattr(request, "is_preview", False) else self.entry_of(self.pk)
        )
        context["citation"] = cited_as(self, request, self.credits)
        if part == "print":
            chapters = [chapter.found_open() for chapter in self.chapters()]
            texts = [Text(self, self.introduction)]
            texts += [Text(chapter, chapter.body, chapter.footnotes, deeper=1) for chapter in chapters]
            context["introduction"], *composed = compose(texts, context, together=True)
            context["chapters"] = list(zip(chapters, composed, strict=True))
            context["canonical_url"] = request.build_absolute_uri(self.get_url(request))
            return context
        [context["introduction"]] = compose([Text(self, self.introduction)], context)
        keys = [self.translation_key, *(row["key"] for row in context["publication"]["chapters"])]
        changes = ChangeRecord.objects.filter(subject__in=keys).public().select_related("page")
        context["changes"] = changes.newest_first()
        return context
