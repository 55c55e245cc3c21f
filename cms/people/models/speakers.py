from django.core.paginator import Paginator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.models import BasePage, TopicalPage
from cms.core.models.pages import page_tabs

# Words that belong to the family name they stand before.
PARTICLES = frozenset({"da", "de", "del", "der", "di", "du", "la", "le", "van", "von"})


def sorted_by_family(name: str) -> str:
    """`Aidan Van de Weyer` as `Van de Weyer, Aidan`."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return ", ".join(filter(None, [" ".join(words[start:]), " ".join(words[:start])])) if words else ""


class PersonIndexPage(BasePage):
    """Everybody who spoke to an assembly, by name."""

    label = _("Speakers")
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["people.PersonPage"]

    PER_PAGE = 60

    class Meta:
        verbose_name = _("speakers page")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        people = PersonPage.objects.live().open_to_all().child_of(self).order_by(Lower("sort_name"), "pk")
        context["people"] = Paginator(people, self.PER_PAGE).get_page(request.GET.get("page"))
        return context


class PersonPage(TopicalPage):
    """A person who gave evidence. Never a member, unless they agreed to be named."""

    label = _("Speaker")
    parent_page_types = ["people.PersonIndexPage"]
    subpage_types: list[str] = []
    described_by = ("role", "organisation")
    override_translatable_fields = [SynchronizedField("sort_name")]

    sort_name = models.CharField(
        _("name to sort by"),
        max_length=255,
        blank=True,
        help_text=_("Leave empty: the last word of the name comes first."),
    )
    role = models.CharField(
        _("role"), max_length=255, blank=True, help_text=_('For example "Transport planner".')
    )
    organisation = models.CharField(
        _("organisation"), max_length=255, blank=True, help_text=_("Whom they work for or speak for.")
    )
    other_names = models.CharField(
        _("other spellings"), max_length=255, blank=True, help_text=_("How else sources spell the name.")
    )
    interests = models.TextField(
        _("declared interests"), blank=True, help_text=_("Write 'None declared' if there are none.")
    )
    photo = models.ForeignKey(
        "assets.CreditedImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.SET_NULL,
        help_text=_("A portrait they agreed to."),  # the person stays, the picture goes
    )
    website = models.URLField(
        _("website"),
        max_length=500,
        blank=True,
        help_text=_("Their own page, or theirs at the organisation."),
    )

    search_fields = [
        *TopicalPage.search_fields,
        index.SearchField("role"),
        index.SearchField("organisation"),
        index.SearchField("other_names"),
    ]

    edit_handler = page_tabs(
        (
            _("The person"),
            ["role", "organisation", "interests", "photo", "website", "topics", "other_names", "sort_name"],
        )
    )

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def save(self, *args, **kwargs):
        if not self.sort_name:
            self.sort_name = sorted_by_family(self.title)
        super().save(*args, **kwargs)

    def __str__(self):
        return self.title
