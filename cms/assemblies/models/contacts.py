from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class ServiceContact(models.Model):
    """Where reminders to a lead service go. Never public."""

    service = models.CharField(
        _("lead service"),
        max_length=255,
        help_text=_("As promises and decisions name it. Capital letters do not matter."),
    )
    email = models.EmailField(
        _("e-mail"), help_text=_("A shared mailbox outlives a person. Readers never see it.")
    )
    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("site"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.CASCADE,
        help_text=_("Leave it empty if the service is the same on every site."),
    )

    panels = ["service", "email", "site"]

    class Meta:
        verbose_name = _("contact of a service")
        verbose_name_plural = _("contacts of services")
        ordering = ["service"]
        constraints = [
            models.UniqueConstraint(
                Lower("service"),
                "site",
                name="service_has_one_contact_on_a_site",
                violation_error_message=_("This service has a contact on this site."),
            ),
            models.UniqueConstraint(
                Lower("service"),
                condition=models.Q(site__isnull=True),
                name="service_has_one_contact_for_every_site",
                violation_error_message=_("This service has a contact for every site."),
            ),
        ]

    def __str__(self):
        return self.service

    @classmethod
    def address_for(cls, service: str, site) -> str:
        """The address for this service on this site, else the one for every site, or nothing."""
        rows = cls.objects.filter(service__iexact=service.strip())
        found = {row.site_id: row.email for row in rows.filter(models.Q(site=site) | models.Q(site=None))}
        return found.get(site.pk if site else None) or found.get(None, "")
