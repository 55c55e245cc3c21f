from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Locale

from ..remembering import forget, remembered
from ..working_days import Nation

TRANSLATED = ("site_name", "council_name", "notice")


class SiteText(models.Model):
    """The words of a site's settings, once for each language."""

    site_name = models.CharField(
        _("name of the site"), max_length=100, blank=True, help_text=_("Shown at the top of every page.")
    )
    council_name = models.CharField(
        _("name of the council or programme"), max_length=255, blank=True, help_text=_("Who runs this site.")
    )
    notice = models.TextField(
        _("notice"),
        blank=True,
        help_text=_("A short notice at the top of every page. Leave it empty for none."),
    )

    class Meta:
        abstract = True


@register_setting(icon="site")
class SiteSettings(ClusterableModel, SiteText, BaseSiteSetting):
    """What every page of a site shares: who runs it, how to reach them, under which licence."""

    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_phone = models.CharField(_("contact telephone"), max_length=60, blank=True)
    contact_address = models.TextField(_("contact address"), blank=True)
    licence_holder = models.CharField(
        _("licence holder"),
        max_length=255,
        blank=True,
        help_text=_("Who holds the rights in the words of this site. Usually the council."),
    )
    licence_name = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_('For example "CC BY 4.0".')
    )
    licence_url = models.URLField(
        _("address of the licence"), blank=True, help_text=_("Where the licence can be read.")
    )
    alternative_format_email = models.EmailField(
        _("e-mail for other formats"),
        blank=True,
        help_text=_("Where readers ask for large print, braille or another format."),
    )
    nation = models.CharField(
        _("nation"),
        max_length=3,
        choices=Nation.choices,
        default=Nation.ENGLAND,
        help_text=_("Its bank holidays count when a promise is due."),
    )

    panels = [
        MultiFieldPanel(["site_name", "council_name", "notice"], heading=_("Words")),
        InlinePanel(
            "translations",
            heading=_("The same in another language"),
            label=_("language"),
            help_text=_("Only for a site in several languages."),
        ),
        MultiFieldPanel(
            ["contact_email", "contact_phone", "contact_address", "alternative_format_email"],
            heading=_("How to reach you"),
            help_text=_("Shown at the foot of every page. What you leave empty is left out."),
        ),
        MultiFieldPanel(
            ["licence_holder", "licence_name", "licence_url"],
            heading=_("Licence"),
            help_text=_("Says at the foot of every page what others may do with its words."),
        ),
        "nation",
    ]

    class Meta:
        verbose_name = _("council details")
        verbose_name_plural = _("council details")
        constraints = [
            models.CheckConstraint(name="site_nation_is_known", condition=models.Q(nation__in=Nation.values)),
        ]

    def __str__(self):
        return self.council_name or str(self._meta.verbose_name)

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        forget()

    @classmethod
    def nation_of(cls, site=None) -> Nation:
        """The nation of a site, or of the first one, without a query once it is known."""
        named = {"site": site} if site else {"site__is_default_site": True}
        rows = cls.objects.filter(**named).values_list("nation", flat=True)
        return Nation(
            remembered(f"nation:{site.pk if site else ''}", lambda: rows.first() or Nation.ENGLAND.value)
        )

    def words(self, language_code: str) -> dict[str, str]:
        """The words in this language; where one is missing, the first language's."""
        own = next(
            (row for row in self.translations.all() if row.locale.language_code == language_code), None
        )
        return {name: getattr(own, name, "") or getattr(self, name) for name in TRANSLATED}


class SiteSettingsTranslation(SiteText):
    """The words of a site's settings in one other language."""

    settings = ParentalKey(SiteSettings, related_name="translations", on_delete=models.CASCADE)
    locale = models.ForeignKey(
        Locale,
        verbose_name=_("language"),
        related_name="+",
        on_delete=models.CASCADE,
        help_text=_("The language these words are in."),
    )

    panels = ["locale", "site_name", "council_name", "notice"]

    class Meta:
        verbose_name = _("council details in another language")
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "locale"],
                name="site_settings_are_translated_once_per_language",
                violation_error_message=_("This language is there already."),
            ),
        ]

    def __str__(self):
        return str(self.locale)
