from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from .rows import CitedRow


class Organisation(TranslatableMixin, index.Indexed, CitedRow):
    """A council, a charity, a firm: a body that commissions, pays for, runs, checks or answers."""

    name = models.CharField(_("name"), max_length=255, help_text=_("The name people know."))
    short_name = models.CharField(
        _("short name"),
        max_length=60,
        blank=True,
        help_text=_("The letters it is known by, if there are any."),
    )
    legal_name = models.CharField(
        _("legal name"), max_length=255, blank=True, help_text=_("Only if it differs from the name.")
    )
    kind = models.CharField(
        _("kind"), max_length=100, blank=True, help_text=_('For example "borough council" or "charity".')
    )
    website = models.URLField(
        _("website"), max_length=500, blank=True, help_text=_("With https:// in front.")
    )
    logo = models.ForeignKey(
        "assets.CreditedImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.SET_NULL,
        help_text=_("Shown where the organisation is named."),  # the organisation stays, its logo goes
    )
    partner = models.CharField(_("partner"), max_length=255, blank=True)
    members = models.TextField(
        _("member bodies"), blank=True, help_text=_("For a partnership: one body on each line.")
    )
    non_voting_members = models.TextField(
        _("members without a vote"), blank=True, help_text=_("One on each line.")
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_note = models.CharField(
        _("note on the population"), max_length=100, blank=True, help_text=_('For example "approximately".')
    )
    councillors = models.PositiveIntegerField(_("councillors"), null=True, blank=True)
    wards = models.PositiveIntegerField(_("wards"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Anything a reader should know of the name."))

    panels = [
        MultiFieldPanel(["name", "short_name", "legal_name", "note"], heading=_("Names")),
        "kind",
        "website",
        "logo",
        MultiFieldPanel(
            [
                "partner",
                "members",
                "non_voting_members",
                FieldRowPanel(["population", "population_note"]),
                FieldRowPanel(["councillors", "wards"]),
            ],
            heading=_("About a council or partnership"),
            help_text=_("Fill in what helps a reader. The rest can stay empty."),
        ),
        "citations",
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("short_name"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "name"],
                name="organisation_name_is_used_once_per_language",
                violation_error_message=_("Another organisation has this name."),
            ),
        ]

    def __str__(self):
        return self.name


class OrganisationPart(models.TextChoices):
    """What a body does for a programme or an assembly."""

    COMMISSIONER = "commissioner", _("Commissioner")
    FUNDER = "funder", _("Funder")
    PARTNER = "partner", _("Partner")
    FACILITATOR = "facilitator", _("Facilitator")
    RECRUITER = "recruiter", _("Recruitment")
    EVALUATOR = "evaluator", _("Evaluator")
    PARTICIPANT = "participant", _("Participating council")


class OrganisationRole(TranslatableMixin, Orderable, CitedRow):
    """What one organisation does for one page. Subclasses add `page`."""

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        related_name="+",
        on_delete=models.PROTECT,
        help_text=_(
            "If it is not in the list, make it under Shared lists first."
        ),  # a body with a part in a process is not deleted from under it
    )
    part = models.CharField(
        _("part"),
        max_length=20,
        choices=OrganisationPart.choices,
        help_text=_("One body may stand here twice, with two parts."),
    )
    role = models.TextField(_("role"), blank=True, help_text=_("What it did, in plain words."))
    note = models.TextField(_("note"), blank=True, help_text=_("What a reader should know."))

    panels = ["organisation", FieldPanel("part", required_on_save=True), "role", "note", "citations"]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_part_is_known", condition=models.Q(part__in=OrganisationPart.values)
            ),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_part_display()})"
