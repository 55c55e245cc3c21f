from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.fields import PartialDateField
from cms.core.models import TopicalPage
from cms.core.models.pages import page_tabs
from cms.core.partial_dates import PartialDate
from cms.core.querysets import in_language_of, readable
from cms.core.texts import lines
from cms.updates.append_only import REMOVED
from cms.updates.models import PageUpdate
from cms.updates.recording import hold_record_of, record_once, record_update
from cms.updates.statuses import Kind, Speaker

from ..changes import frozen_on, last_of_each_body, standing, with_changes
from ..forms import RecommendationForm
from ..judges import three_judges
from ..panels import PROPOSAL, SAID, VOTES, RecordPanel
from ..records import WordingRecord
from ..referring import REFERENCE_IS_TAKEN, is_taken
from ..statuses import DELIVERY_LABELS, BallotKind, Decision, RecommendationKind
from ..threads import evidence_behind, gaps_in, thread_of
from ..withdrawing import record_leaving, record_return
from ..wording import canonical, fingerprint
from .ballots import BallotOption, BallotPage
from .querysets import RecommendationQuerySet

TAKEN_OFF = _("Recommendation %(reference)s was taken off this site. What is on record of it stays.")
PUT_BACK = _("Recommendation %(reference)s is on this site again.")
ONE_A_LINE = _("One on each line.")


class RecommendationPage(TopicalPage):
    """What members decided, word for word, with its ballot."""

    label = _("Recommendation")
    base_form_class = RecommendationForm
    followable = True
    parent_page_types = ["recommendations.TrackerPage"]
    subpage_types: list[str] = []
    described_by = ("wording",)
    fetched_with = ("priority_ballot",)
    # The members' own words are not translated in place: the translation is a field beside them.
    override_translatable_fields = [
        SynchronizedField("reference"),
        SynchronizedField("wording", overridable=False),
        SynchronizedField("other_wordings", overridable=False),
    ]

    reference = models.CharField(
        _("reference"), max_length=60, help_text=_('The number in the report: "R1". People quote it.')
    )
    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=RecommendationKind.choices,
        default=RecommendationKind.RECOMMENDATION,
        help_text=_("What the report calls it."),
    )
    wording = models.TextField(
        _("wording"),
        help_text=_("The members' own words, exactly. They are frozen when the page is first published."),
    )
    wording_translated = models.TextField(
        _("wording in this language"),
        blank=True,
        help_text=_("Only on a translated page: shown below the members' own words."),
    )
    wording_is_published = models.BooleanField(
        _("the wording is as published"), default=True, help_text=_("Untick it if it was put together here.")
    )
    other_wordings = models.TextField(
        _("other published wordings"), blank=True, help_text=_("One on each line, each with where it stands.")
    )
    recommended_on = PartialDateField(
        _("recommended on"),
        null=True,
        blank=True,
        help_text=_("The day members decided. It goes into the public record."),
    )
    place = models.CharField(
        _("place"), max_length=100, blank=True, help_text=_("If it is about one place only.")
    )
    theme = models.CharField(
        _("theme"),
        max_length=100,
        blank=True,
        help_text=_('One or two words that several share: "Green spaces".'),
    )
    rank = models.PositiveIntegerField(
        _("rank"), null=True, blank=True, help_text=_("1 had the most support.")
    )
    rank_scope = models.CharField(
        _("ranked among"), max_length=100, blank=True, help_text=_('For example "all 12 proposals".')
    )
    rank_basis = models.CharField(
        _("ranked by"), max_length=255, blank=True, help_text=_('For example "total support".')
    )
    was_presented = models.BooleanField(
        _("presented to the council"),
        null=True,
        blank=True,
        help_text=_("Choose 'Unknown' if no source says so."),
    )

    priority_ballot = models.ForeignKey(
        BallotPage,
        verbose_name=_("ballot that set priorities"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.SET_NULL,  # the votes stay, the link goes
    )
    priority_votes = models.PositiveIntegerField(_("votes or points in it"), null=True, blank=True)
    priority_base = models.PositiveIntegerField(_("out of"), null=True, blank=True)
    priority_max_choices = models.PositiveIntegerField(_("choices each member had"), null=True, blank=True)
    priority_note = models.TextField(_("note on the votes"), blank=True)

    description = models.TextField(_("description"), blank=True, help_text=_("In your own plain words."))
    key_messages = models.TextField(_("key messages"), blank=True, help_text=ONE_A_LINE)
    actions = models.TextField(_("proposed actions"), blank=True, help_text=ONE_A_LINE)
    who = models.TextField(_("who should be involved"), blank=True, help_text=ONE_A_LINE)
    resources = models.TextField(_("resources"), blank=True, help_text=ONE_A_LINE)
    benefits = models.TextField(_("points for it"), blank=True, help_text=ONE_A_LINE)
    concerns = models.TextField(_("points against it"), blank=True, help_text=ONE_A_LINE)
    conditions = models.TextField(_("members' conditions"), blank=True, help_text=ONE_A_LINE)
    minority_view = models.TextField(
        _("minority view"), blank=True, help_text=_("What those who disagreed said, if the report gives it.")
    )
    good_effects = models.TextField(_("good effects expected"), blank=True, help_text=ONE_A_LINE)
    bad_effects = models.TextField(_("bad effects possible"), blank=True, help_text=ONE_A_LINE)
    success = models.TextField(_("what success looks like"), blank=True, help_text=ONE_A_LINE)
    constraints = models.TextField(_("what could stand in the way"), blank=True, help_text=ONE_A_LINE)
    within_1_year = models.TextField(_("within 1 year"), blank=True, help_text=ONE_A_LINE)
    within_3_years = models.TextField(_("within 3 years"), blank=True, help_text=ONE_A_LINE)
    within_10_years = models.TextField(_("within 10 years"), blank=True, help_text=ONE_A_LINE)
    note = models.TextField(_("note"), blank=True, help_text=_("What a reader should know of the sources."))

    objects = PageManager.from_queryset(RecommendationQuerySet)()

    search_fields = [
        *TopicalPage.search_fields,
        index.SearchField("wording", boost=2),
        index.SearchField("reference"),
        index.AutocompleteField("reference"),
        index.SearchField("place"),
        index.SearchField("theme"),
        index.SearchField("description"),
        index.SearchField("actions"),
        index.SearchField("key_messages"),
        index.FilterField("kind"),
    ]

    edit_handler = page_tabs(
        (_("What members said"), SAID),
        (_("Votes"), VOTES),
        (_("The proposal"), PROPOSAL),
        (_("The record"), [RecordPanel()]),
        sources=[
            "note",
            InlinePanel(
                "evidence_links",
                heading=_("Evidence behind it"),
                label=_("evidence"),
                help_text=_("What members, or a source, named as the reason for it."),
            ),
        ],
    )

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.CheckConstraint(
                name="recommendation_kind_is_known", condition=models.Q(kind__in=RecommendationKind.values)
            ),
        ]

    @classmethod
    def standings(cls, pages):
        found = cls.objects.filter(pk__in=[page.pk for page in pages]).with_states()
        rows = found.order_by().values_list("pk", "decision", "delivery")
        return {
            pk: [
                _("Decision: %(state)s") % {"state": Decision(decision).label},
                _("Delivery: %(state)s") % {"state": DELIVERY_LABELS[delivery]},
            ]
            for pk, decision, delivery in rows
        }

    def get_admin_display_title(self):
        return ": ".join(filter(None, [self.reference, super().get_admin_display_title()]))

    def clean(self):
        super().clean()
        frozen = self.frozen_wording()
        if frozen is None or canonical(self.wording) == canonical(frozen.wording):
            return
        if frozen.update.removed_because:
            self.wording = frozen.wording
            return
        if WordingRecord.objects.about(self).filter(fingerprint=fingerprint(self.wording)).exists():
            # A draft from before a correction: nobody has changed anything.
            self.wording = frozen.wording
            return
        sentence = _(
            "The members' words were frozen when this page was first published, so they cannot be changed "
            "here. If they hold a slip, record a correction: it shows both."
        )
        raise ValidationError({"wording": sentence})

    def save(self, *args, **kwargs):
        """Save; the members' words stay as they were frozen, whatever an old draft says."""
        frozen = self.frozen_wording() if self.pk else None
        if frozen is not None:
            self.wording = frozen.wording
        super().save(*args, **kwargs)

    def frozen_wording(self) -> WordingRecord | None:
        """The members' words as they stand in the record, or nothing before the first publication."""
        return WordingRecord.objects.about(self).standing_words().select_related("update").last()

    def leave_record(self):
        record_leaving(self, gettext(TAKEN_OFF) % {"reference": self.reference})

    def enter_record(self):
        facts = {
            "sentence": gettext("Members recommended: “%(wording)s”") % {"wording": self.wording},
            "said_by": Speaker.MEMBERS,
            "citations": self.citations.get_prep_value(),
        }
        hold_record_of(self)
        record_return(self, gettext(PUT_BACK) % {"reference": self.reference})
        frozen = self.frozen_wording()
        if frozen is None and is_taken(self.reference, self.branch_path, self):
            raise ValidationError({"reference": REFERENCE_IS_TAKEN})
        if frozen is not None:
            record_once(self, Kind.RECOMMENDED, happened_on=self.recommended_on, **facts)
        elif self.wording.strip():
            today = PartialDate(timezone.localdate())
            is_known = self.recommended_on is not None and self.recommended_on.start <= today.start
            record_update(
                self,
                Kind.RECOMMENDED if is_known else Kind.WORDED,
                happened_on=self.recommended_on if is_known else today,
                fact=WordingRecord(wording=self.wording, fingerprint=self.fingerprint),
                **facts,
            )

    def _parts(self, *names) -> list[dict]:
        parts = [(self._meta.get_field(name).verbose_name, lines(getattr(self, name))) for name in names]
        return [{"title": title[:1].upper() + title[1:], "lines": found} for title, found in parts if found]

    @property
    def proposal(self) -> list[dict]:
        """The parts of the proposal that hold something: title and lines."""
        return self._parts(
            "key_messages",
            "actions",
            "who",
            "resources",
            "benefits",
            "concerns",
            "good_effects",
            "bad_effects",
            "success",
            "constraints",
        )

    @property
    def members_conditions(self) -> list[str]:
        """What members tied it to, condition by condition."""
        return lines(self.conditions)

    @property
    def timeline(self) -> list[dict]:
        """What should be done within 1, 3 and 10 years: title and lines."""
        return self._parts("within_1_year", "within_3_years", "within_10_years")

    @property
    def facts(self) -> list[dict]:
        """Reference, theme and what else is known, as names and values."""
        presented = {True: _("Yes"), False: _("No")}.get(self.was_presented)
        votes, in_points = self.priority_votes, False
        if self.priority_ballot:
            in_points = self.priority_ballot.kind == BallotKind.RANKED
        if votes is not None and self.priority_base and not in_points:
            votes = _("%(votes)s, out of %(base)s who voted") % {"votes": votes, "base": self.priority_base}
        facts = (
            (_("Reference"), self.reference),
            (_("Theme"), self.theme),
            (_("Place"), self.place),
            (_("Presented to the council"), presented),
            (_("Points that set priorities") if in_points else _("Votes that set priorities"), votes),
            (_("Choices each member had"), self.priority_max_choices),
            (_("Other published wordings"), lines(self.other_wordings)),
        )
        return [{"label": label, "value": value} for label, value in facts if value]

    @property
    def assembly(self):
        """The page of the assembly it comes from: two above, over the list of its recommendations."""
        return self.above[-2] if len(self.above) > 1 else None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the members' wording (NFC, UTF-8, LF, trimmed)."""
        return fingerprint(self.wording)

    @property
    def sealed(self) -> str:
        """The fingerprint, if the wording is as published; otherwise nothing may be called word for word."""
        return self.fingerprint if self.wording_is_published and self.wording != REMOVED else ""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        history = (
            PageUpdate.objects.about(self)
            .public()
            .newest_first()
            .select_related(
                "decisionrecord__response",
                "deliveryrecord",
                "assessmentrecord",
                "wordingrecord",
                "corrected_by",
            )
        )
        context["history"] = history = with_changes(history)
        context["frozen_on"] = frozen_on(history)
        context["answers"] = last_of_each_body(standing(history, "decisionrecord"))
        context["deliveries"] = standing(history, "deliveryrecord")
        context["judges"] = three_judges(history)
        options = BallotOption.objects.filter(
            readable("page"),
            in_language_of(self, "page"),
            recommendation__translation_key=self.translation_key,
        ).select_related("page")
        context["ballots"] = list(options.order_by("page__held_on", "page__path"))
        context["evidence"] = list(evidence_behind(self))
        context["thread"] = thread = thread_of(self, context)
        context["gaps"] = gaps_in(thread)
        return context


class RecommendationEvidence(TranslatableMixin, Orderable):
    """Evidence that a source, or the members, put behind a recommendation."""

    page = ParentalKey(RecommendationPage, related_name="evidence_links", on_delete=models.CASCADE)
    evidence = models.ForeignKey(
        "evidence.EvidencePage",
        verbose_name=_("evidence"),
        related_name="recommendation_links",
        on_delete=models.PROTECT,
        help_text=_(
            "What members heard before they decided this."
        ),  # what a recommendation rests on stays on record
    )
    note = models.CharField(
        _("how it bears on it"),
        max_length=255,
        blank=True,
        help_text=_('For example "Named on page 12 of the report".'),
    )

    panels = ["evidence", "note"]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("evidence behind a recommendation")
        verbose_name_plural = _("evidence behind recommendations")

    def __str__(self):
        return str(self.evidence)
