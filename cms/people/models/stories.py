from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import HelpPanel, MultiFieldPanel
from wagtail.search import index

from cms.core.fields import AddressField, QuietStreamField
from cms.core.guarded import guarded
from cms.core.models import BasePage, TopicalPage
from cms.core.models.pages import page_tabs

from ..blocks import AccountBlock
from ..files import FILMS, SOUNDS, GuardedFileField, PortraitField, ending_of, named_afresh
from .consents import Consent


class PublicationRefused(ValidationError, PermissionDenied):
    """A story that may not be published, with the reasons by field. The admin treats it as a closed door."""


class StoryForm(WagtailAdminPageForm):
    """Refuses to publish a story that is not complete; a draft may be."""

    def clean(self):
        cleaned = super().clean()
        self.refuse_after_withdrawal()
        if self.is_deferred_validation:
            return cleaned
        for name, sentence in self.instance_as_filled_in(cleaned).objections().items():
            self.add_error(name if name in self.fields else None, sentence)
        return cleaned

    def refuse_after_withdrawal(self):
        """A form that was left open must not write the words back."""
        if self.instance.consent_id and self.instance.standing_consent.is_withdrawn:
            raise ValidationError(_("This story was withdrawn. Nothing can be written here any more."))

    def instance_as_filled_in(self, cleaned):
        """The page with what the form holds, as far as it is valid."""
        names = ("body", "film", "film_address", "transcript", "go_live_at")
        filled = StoryPage(consent_id=self.instance.consent_id)
        for name in names:
            setattr(filled, name, cleaned[name] if name in cleaned else getattr(self.instance, name))
        return filled


class StoryIndexPage(BasePage):
    """The stories of the members of one assembly."""

    label = _("Stories")
    max_count_per_parent = 1
    parent_page_types = ["assemblies.AssemblyPage"]
    subpage_types = ["people.StoryPage"]

    PER_PAGE = 24

    class Meta:
        verbose_name = _("list of stories")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        stories = StoryPage.objects.live().open_to_all().child_of(self).order_by("path")
        context["stories"] = Paginator(stories, self.PER_PAGE).get_page(request.GET.get("page"))
        return context


class StoryPage(TopicalPage):
    """A member's own account, public as long as the member agrees and not a second longer."""

    label = _("Story")
    base_form_class = StoryForm
    parent_page_types = ["people.StoryIndexPage"]
    subpage_types: list[str] = []

    consent = models.ForeignKey(
        Consent,
        verbose_name=_("consent"),
        related_name="stories",
        editable=False,
        on_delete=models.PROTECT,  # a story without a consent may not stand anywhere
    )
    shown_as = models.CharField(
        _("name to show"),
        max_length=100,
        blank=True,
        help_text=_('Only as agreed, for example a first name. Leave empty for "A member".'),
    )
    body = QuietStreamField(
        AccountBlock(),
        blank=True,
        verbose_name=_("story"),
        help_text=_("In the member's own words."),
    )
    portrait = PortraitField(
        _("portrait"),
        upload_to=named_afresh,
        storage=guarded,
        blank=True,
        max_length=200,
        help_text=_(
            "Only if the member agreed to it. It is made smaller, and its place and time are removed."
        ),
    )
    film = GuardedFileField(
        _("film or recording"),
        upload_to=named_afresh,
        storage=guarded,
        blank=True,
        max_length=200,
        validators=[FileExtensionValidator([*FILMS, *SOUNDS])],
        help_text=_("A film (mp4, webm) or a recording (m4a, mp3, ogg, wav). It is deleted with the story."),
    )
    film_address = AddressField(
        _("address of a film elsewhere"),
        max_length=1000,
        blank=True,
        help_text=_("Loaded only when a reader asks for it. We cannot delete what is on another site."),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_("What is said, for people who cannot hear it. A film is not published without it."),
    )

    search_fields = [
        *TopicalPage.search_fields,
        index.SearchField("shown_as"),
        index.SearchField("body"),
        index.SearchField("transcript"),
    ]

    edit_handler = page_tabs(
        (
            _("The story"),
            [
                HelpPanel(template="people/consent_panel.html", heading=_("Consent")),
                "shown_as",
                "body",
                "portrait",
                MultiFieldPanel(["film", "film_address", "transcript"], heading=_("Film or recording")),
                "topics",
            ],
        )
    )

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @classmethod
    def standings(cls, pages):
        consents = Consent.objects.in_bulk([page.consent_id for page in pages])
        return {page.pk: [consents[page.consent_id].in_short] for page in pages}

    @property
    def standing_consent(self) -> Consent:
        """The consent as it is now: another page of the same story may have changed it."""
        return Consent.objects.get(pk=self.consent_id) if self.consent_id else Consent()

    def objections(self) -> dict[str, str]:
        """Why the story cannot be published as it is: a sentence by field."""
        found = {}
        consent = self.standing_consent
        if consent.objection():
            found["consent"] = consent.objection()
        elif self.go_live_at and consent.ends_at and self.go_live_at >= consent.ends_at:
            found["go_live_at"] = str(_("The member's consent will have ended by then."))
        if (self.film or self.film_address) and not self.transcript.strip():
            found["transcript"] = str(_("A film or a recording needs a transcript: write down what is said."))
        if self.film and self.film_address:
            found["film_address"] = str(_("Give the film as a file or as an address, not both."))
        if not (self.body or self.film or self.film_address):
            found["body"] = str(_("A story needs words, a film or a recording."))
        return found

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save; publishing is refused without a consent that stands. The page ends when the consent does."""
        if self.consent_id is None:
            self.consent = Consent.objects.create()
        if self.live and kwargs.get("update_fields") is None and self.objections():
            raise PublicationRefused(list(self.objections().values()))
        self.expire_at = self.standing_consent.ends_at
        super().save(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        # Under its lock: a withdrawal that runs meanwhile waits, and then finds this version too.
        consent = Consent.objects.select_for_update().filter(pk=self.consent_id).first()
        if consent and consent.is_withdrawn:
            raise PublicationRefused([consent.objection()])
        return super().save_revision(*args, **kwargs)

    def get_admin_display_title(self):
        title = super().get_admin_display_title()
        consent = self.consent if self.consent_id else None
        if not consent or not consent.is_withdrawn:
            return title
        day = format_date(timezone.localtime(consent.withdrawn_at), "j F Y")
        return f"{title}: {day}. {consent.get_ending_display()}."

    def serve(self, request, *args, **kwargs):
        return kept_by_nobody(super().serve(request, *args, **kwargs))

    @property
    def teller(self) -> str:
        """Whose story it is, as agreed."""
        return self.shown_as or _("A member")

    @property
    def recording(self) -> dict:
        """Kind, title and address of the film or recording that is kept here; nothing if there is none."""
        if not self.film:
            return {}
        kind, title = (
            ("video", _("Film of this story"))
            if ending_of(self.film.name) in FILMS
            else ("audio", _("Recording of this story"))
        )
        return {"type": kind, "title": title, "url": self.film.url}


def kept_by_nobody(response):
    """The answer, marked so that no cache and no search engine keeps a copy past the end of a consent."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noarchive"
    return response
