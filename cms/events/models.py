from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.search import index

from cms.core.blocks.lists import LinkBlock
from cms.core.fields import PartialDateField, QuietStreamField, in_words
from cms.core.models import BasePage, CitedRow, TopicalPage
from cms.core.models.pages import page_tabs
from cms.core.partial_dates import PartialDate
from cms.core.querysets import readable
from cms.updates.recording import record_once
from cms.updates.statuses import Kind

from .formats import AgendaFormat, Capacity, EventKind
from .querysets import EventQuerySet


class EventIndexPage(BasePage):
    """A list of events: the sessions of an assembly, the events of a programme, or all of the site's."""

    label = _("Events")
    parent_page_types = ["home.HomePage", "assemblies.ProgrammePage", "assemblies.AssemblyPage"]
    subpage_types = ["events.EventPage"]

    PER_PAGE = 30

    class Meta:
        verbose_name = _("list of events")

    def events(self):
        """The events of the branch this list stands in."""
        return EventPage.objects.live().open_to_all().in_branch(self.branch_path)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        context["upcoming"] = self.events().upcoming(today).soonest_first()[: self.PER_PAGE]
        past = self.events().past(today).latest_first()
        context["past"] = Paginator(past, self.PER_PAGE).get_page(request.GET.get("page"))
        return context


class EventPage(TopicalPage):
    """A session of an assembly, a workshop, a conference or a public meeting."""

    label = _("Event")
    followable = True
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []
    described_by = ("other_name", "place")

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=EventKind.choices,
        default=EventKind.SESSION,
        help_text=_("A session is a day of the assembly, with its members."),
    )
    date = PartialDateField(_("date"), null=True, blank=True, help_text=_("Leave empty if it is not known."))
    starts_at = models.DateTimeField(
        _("starts"), null=True, blank=True, help_text=_("Day and time, by the clock there.")
    )
    ends_at = models.DateTimeField(
        _("ends"), null=True, blank=True, help_text=_("Leave it empty if it is not known.")
    )
    ends_by = models.DateField(_("last day it could mean"), null=True, editable=False, db_index=True)
    day_number = models.PositiveIntegerField(_("day"), null=True, blank=True, help_text=_("Of the assembly."))
    weekend = models.PositiveIntegerField(
        _("weekend"),
        null=True,
        blank=True,
        help_text=_("If the days were held in weekends: 1 for the first."),
    )
    place = models.CharField(
        _("place"), max_length=255, blank=True, help_text=_("The building and the town.")
    )
    other_name = models.CharField(
        _("other name"), max_length=255, blank=True, help_text=_("Another name people know it by.")
    )
    taking_part = models.CharField(
        _("who took part"),
        max_length=255,
        blank=True,
        help_text=_('For example "members, speakers and facilitators".'),
    )
    attendance = models.PositiveIntegerField(
        _("people who came"), null=True, blank=True, help_text=_("How many came, if somebody counted.")
    )
    recording_url = models.URLField(
        _("address of the recording"),
        max_length=1000,
        blank=True,
        help_text=_("Where the recording can be watched or heard."),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_("What is said in the recording, for people who cannot hear it."),
    )
    materials = QuietStreamField(
        [
            ("document", DocumentChooserBlock(help_text=_("A file of what was shown or handed out."))),
            ("link", LinkBlock()),
        ],
        blank=True,
        verbose_name=_("materials"),
        help_text=_("What was handed out or shown: files and links."),
    )
    materials_note = models.TextField(
        _("note on the materials"), blank=True, help_text=_('For example "Two handouts are lost".')
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    search_fields = [
        *TopicalPage.search_fields,
        index.SearchField("place"),
        index.SearchField("transcript"),
        index.FilterField("kind"),
        index.RelatedFields("agenda", [index.SearchField("title"), index.SearchField("summary")]),
    ]

    edit_handler = page_tabs(
        (
            _("The event"),
            [
                FieldPanel("kind", required_on_save=True),
                "date",
                FieldRowPanel(["starts_at", "ends_at"]),
                FieldRowPanel(["day_number", "weekend"]),
                "place",
                "other_name",
                FieldRowPanel(["taking_part", "attendance"]),
                "topics",
            ],
        ),
        (
            _("Agenda and speakers"),
            [
                InlinePanel(
                    "agenda",
                    heading=_("Agenda"),
                    label=_("part"),
                    help_text=_("The parts of the day, in their order."),
                ),
                InlinePanel(
                    "appearances",
                    heading=_("Speakers"),
                    label=_("speaker"),
                    help_text=_("Who spoke that day, in the order in which they spoke."),
                ),
            ],
        ),
        (_("Afterwards"), ["recording_url", "transcript", "materials", "materials_note"]),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_starts",
                condition=models.Q(ends_at__isnull=True)
                | models.Q(starts_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("An event must end after it starts."),
            ),
            models.CheckConstraint(name="event_kind_is_known", condition=models.Q(kind__in=EventKind.values)),
        ]

    @classmethod
    def standings(cls, pages):
        return {page.pk: [in_words(page.date)] for page in pages if page.date}

    def save(self, *args, **kwargs):
        if self.starts_at and not self.date:
            self.date = PartialDate(timezone.localdate(self.starts_at))
        last = self.ends_at or self.starts_at
        self.ends_by = timezone.localdate(last) if last else self.date.end if self.date else None
        super().save(*args, **kwargs)

    def enter_record(self):
        """A session enters the record once it has been held; `enter_held_sessions` sees to it daily."""
        if self.kind != EventKind.SESSION or not self.date:
            return
        record_once(
            self,
            Kind.SESSION,
            happened_on=self.date,
            sentence=gettext("%(title)s: %(date)s.") % {"title": self.title, "date": in_words(self.date)},
            citations=self.citations.get_prep_value(),
        )

    @property
    def kind_label(self) -> str:
        """What sort of event it is, in words."""
        return self.get_kind_display()

    @property
    def facts(self) -> list[dict]:
        """Where and for whom it was, as far as it is known."""
        times = ""
        if self.starts_at:
            start = timezone.localtime(self.starts_at)
            times = start.strftime("%H:%M")
            times += f" {_('to')} {timezone.localtime(self.ends_at):%H:%M}" if self.ends_at else ""
            times += f" ({start.tzname()})"
        facts = (
            (_("Date"), "" if self.date else _("Not published")),
            (_("Time"), times),
            (_("Place"), self.place),
            (_("Also called"), self.other_name),
            (_("Who took part"), self.taking_part),
            (_("People who came"), self.attendance),
        )
        return [{"label": label, "value": value} for label, value in facts if value]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["agenda"] = self.agenda.all()
        context["appearances"] = self.appearances.filter(readable("person")).select_related("person")
        return context


class AgendaItem(TranslatableMixin, Orderable, CitedRow):
    """One part of an event's day."""

    page = ParentalKey(EventPage, related_name="agenda", on_delete=models.CASCADE)
    reference = models.CharField(
        _("reference"),
        max_length=60,
        blank=True,
        help_text=_('A short code, such as "EV12". Leave it empty if you use none.'),
    )
    title = models.CharField(_("title"), max_length=255, help_text=_('For example "What other towns did".'))
    format = models.CharField(
        _("format"),
        max_length=20,
        choices=AgendaFormat.choices,
        default=AgendaFormat.NOT_KNOWN,
        help_text=_("How this part was run."),
    )
    starts_at = models.TimeField(
        _("starts"), null=True, blank=True, help_text=_('By the clock there: "10:30".')
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What happened, in one or two sentences.")
    )

    panels = [
        "title",
        FieldPanel("format", required_on_save=True),
        "starts_at",
        "summary",
        "reference",
        "citations",
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("part of an agenda")
        verbose_name_plural = _("agenda")
        constraints = [
            models.CheckConstraint(
                name="agenda_format_is_known", condition=models.Q(format__in=AgendaFormat.values)
            ),
        ]

    def __str__(self):
        return self.title


class Appearance(TranslatableMixin, Orderable, CitedRow):
    """A speaker at an event, with the role they had that day."""

    page = ParentalKey(EventPage, related_name="appearances", on_delete=models.CASCADE)
    person = models.ForeignKey(
        "people.PersonPage",
        verbose_name=_("speaker"),
        related_name="appearances",
        on_delete=models.PROTECT,
        help_text=_("Make the speaker's own page first, below Speakers."),  # who spoke stays on record
    )
    reference = models.CharField(
        _("reference"),
        max_length=60,
        blank=True,
        help_text=_('A short code, such as "EV12". Leave it empty if you use none.'),
    )
    role = models.CharField(
        _("role that day"),
        max_length=255,
        blank=True,
        help_text=_("As it was then. It may differ from today's."),
    )
    organisation = models.CharField(
        _("organisation that day"), max_length=255, blank=True, help_text=_("As it was then.")
    )
    topic = models.CharField(_("topic"), max_length=255, blank=True, help_text=_("What they spoke about."))
    perspective = models.CharField(
        _("perspective"), max_length=255, blank=True, help_text=_("For whom or from which side they spoke.")
    )
    capacity = models.CharField(
        _("part"),
        max_length=30,
        choices=Capacity.choices,
        default=Capacity.SPEAKER,
        help_text=_("What they were there for."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What a reader should know."))

    panels = [
        "person",
        "role",
        "organisation",
        "topic",
        "perspective",
        FieldPanel("capacity", required_on_save=True),
        "note",
        "reference",
        "citations",
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints = [
            models.CheckConstraint(
                name="appearance_capacity_is_known", condition=models.Q(capacity__in=Capacity.values)
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.topic}"

    @property
    def as_announced(self) -> str:
        """Role and organisation as they were that day."""
        return ", ".join(filter(None, [self.role, self.organisation]))

    @property
    def remark(self) -> str:
        """Perspective and note in one line."""
        return ". ".join(filter(None, [self.perspective, self.note]))
