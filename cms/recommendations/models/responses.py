from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from cms.core.blocks.story import StoryBlock
from cms.core.fields import PartialDateField, QuietStreamField, in_words
from cms.core.models import BasePage
from cms.core.models.pages import page_tabs
from cms.core.querysets import readable
from cms.updates.models import PageUpdate
from cms.updates.recording import record_once
from cms.updates.rights import THE_SITE, may
from cms.updates.statuses import Basis, Kind, Right

from ..panels import AnswersPanel
from ..records import DecisionRecord
from ..statuses import NO_ANSWER_YET, Decision, Stance
from ..transitions import check_decision, record_decision
from ..withdrawing import record_leaving, record_return

MAY_NOT_DECIDE = _(
    "Publishing this puts decisions into the public record. You may not do that here. Save it as a draft "
    "and ask somebody who may."
)
TAKEN_OFF = _(
    "The answer of %(body)s of %(date)s was taken off this site. What it decided stays in the record."
)
PUT_BACK = _("The answer of %(body)s of %(date)s is on this site again.")
ELSEWHERE = _("This recommendation belongs to another assembly. Choose one of this assembly.")


class ResponseForm(WagtailAdminPageForm):
    """Refuses to change answers that are in the public record."""

    def clean(self):
        cleaned = super().clean()
        entries = self.formsets.get("entries")
        decided = self.instance.pk and self.instance.recorded_decisions().exists()
        if decided and entries is not None and entries.has_changed():
            raise ValidationError(
                _("These answers are in the public record and can no longer be changed here.")
            )
        if not self.is_deferred_validation:
            self._check_date(cleaned)
            if entries is not None and not decided:
                self._check_moves(entries, cleaned)
        return cleaned

    def _check_date(self, cleaned):
        """An answer may be prepared and scheduled, but not published before the day it bears."""
        published_on, go_live_at = cleaned.get("published_on"), cleaned.get("go_live_at")
        day = (
            max(timezone.localdate(), timezone.localdate(go_live_at)) if go_live_at else timezone.localdate()
        )
        if published_on and published_on.start > day:
            self.add_error("published_on", _("An answer cannot be published before the day it bears."))

    def _check_moves(self, entries, cleaned):
        """Tell the editor, beside its answer, what would keep an answer out of the record."""
        entries.is_valid()  # or nothing of them is cleaned yet
        answers = [(form, getattr(form, "cleaned_data", {})) for form in entries.forms]
        answers = [
            (form, answer)
            for form, answer in answers
            if answer.get("recommendation") and answer.get("decision") and not answer.get("DELETE")
        ]
        is_final = answers and "action-publish" in self.data
        if is_final and not may(self.for_user, Right.RECORD_DECISION, self.parent_page):
            self.add_error(None, MAY_NOT_DECIDE)
        for form, answer in answers:
            if not answer["recommendation"].path.startswith(
                self.parent_page.path[: -self.parent_page.steplen]
            ):
                form.add_error("recommendation", ELSEWHERE)
                continue
            try:
                check_decision(
                    answer["recommendation"],
                    Decision(answer["decision"]),
                    body=cleaned.get("body", ""),
                    happened_on=cleaned.get("published_on"),
                    reason=answer.get("reason", ""),
                    due_on=answer.get("due_on"),
                )
            except ValidationError as error:
                for name, sentences in error.message_dict.items():
                    form.add_error(name if name in form.fields else "decision", sentences)


class ResponseIndexPage(BasePage):
    """Every answer given to one assembly."""

    label = _("Responses")
    max_count_per_parent = 1
    parent_page_types = ["assemblies.AssemblyPage"]
    subpage_types = ["recommendations.ResponsePage"]

    class Meta:
        verbose_name = _("list of responses")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["responses"] = (
            ResponsePage.objects.live().open_to_all().child_of(self).order_by("-published_on", "path")
        )
        return context


class ResponsePage(BasePage):
    """A dated, published answer by a body, deciding on each recommendation.

    Its entries are a draft. Its first publication writes one decision each into the record; from then on
    the record is what readers see.
    """

    label = _("Response")
    base_form_class = ResponseForm
    exclude_fields_in_copy = ["entries"]  # a copy would decide everything once more
    followable = True
    parent_page_types = ["recommendations.ResponseIndexPage"]
    subpage_types: list[str] = []

    reference = models.CharField(
        _("reference"),
        max_length=60,
        blank=True,
        help_text=_("The council's own number for it, if there is one."),
    )
    body = models.CharField(_("who answers"), max_length=255, help_text=_("The body, as it calls itself."))
    published_on = PartialDateField(
        _("date of the answer"),
        help_text=_('The day it was published. "25 June 2020", "June 2020" or "2020".'),
    )
    stance = models.CharField(
        _("answer as a whole"),
        max_length=30,
        choices=Stance.choices,
        help_text=_("What it says as a whole. The next tab answers each recommendation."),
    )
    basis = models.CharField(
        _("basis"),
        max_length=20,
        choices=Basis.choices,
        default=Basis.STATED,
        help_text=_("Choose 'Matched by an editor' if the body did not use this word itself."),
    )
    foreword = QuietStreamField(
        StoryBlock(),
        blank=True,
        verbose_name=_("foreword"),
        help_text=_("The words that stand before the answers."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What a reader should know of the source."))

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("foreword"),
        index.FilterField("stance"),
        index.RelatedFields("entries", [index.SearchField("reason"), index.SearchField("lead_service")]),
    ]

    edit_handler = page_tabs(
        (
            _("The answer"),
            [
                "body",
                "published_on",
                FieldRowPanel(
                    [FieldPanel("stance", required_on_save=True), FieldPanel("basis", required_on_save=True)]
                ),
                "foreword",
                "note",
                "reference",
            ],
        ),
        (
            _("Recommendation by recommendation"),
            [
                AnswersPanel(
                    "entries",
                    heading=_("One answer for each recommendation"),
                    label=_("answer"),
                    help_text=_(
                        "When you publish, these go into the public record and can no longer be changed here."
                    ),
                )
            ],
        ),
    )

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            models.CheckConstraint(
                name="response_stance_is_known", condition=models.Q(stance__in=Stance.values)
            ),
            models.CheckConstraint(
                name="response_basis_is_known", condition=models.Q(basis__in=Basis.values)
            ),
        ]

    @classmethod
    def standings(cls, pages):
        return {page.pk: [page.get_stance_display(), in_words(page.published_on)] for page in pages}

    @property
    def is_matched(self) -> bool:
        """Whether the stance is an editor's reading and not the body's own word."""
        return self.basis == Basis.MATCHED

    def recorded_decisions(self):
        """What this response, in whichever language, has decided in the record."""
        return DecisionRecord.objects.filter(response__translation_key=self.translation_key)

    def may_be_published_by(self, user) -> bool:
        """Whether this editor may make these answers final, or none of them is still to be decided."""
        is_decided = self.recorded_decisions().exists() or not self.entries.exists()
        return is_decided or may(user, Right.RECORD_DECISION, self)

    def publish(self, revision, user=None, **kwargs):
        """Publish, whichever way an editor takes: by a workflow, in a selection, with everything below.

        Raises ValidationError with a sentence if that would decide something and the editor may not.
        """
        if user is not None and not revision.as_object().may_be_published_by(user):
            sentence = gettext("“%(title)s” puts decisions into the public record. You may not do that here.")
            raise ValidationError(sentence % {"title": self.get_admin_display_title()})
        super().publish(revision, user=user, **kwargs)

    def may_answer(self, recommendation) -> bool:
        """Whether a recommendation is of the assembly that this answer is given to."""
        assembly = self.path[: -2 * self.steplen]
        return recommendation.path.startswith(assembly)

    def leave_record(self):
        record_leaving(self, gettext(TAKEN_OFF) % self._named)

    @property
    def _named(self) -> dict[str, str]:
        return {"body": self.body, "date": in_words(self.published_on)}

    def enter_record(self):
        record_return(self, gettext(PUT_BACK) % self._named)
        entries = list(self.entries.all())
        citations = self.citations.get_prep_value()
        if not entries and not PageUpdate.objects.about(self).exists():
            record_once(
                self,
                Kind.ACKNOWLEDGED if self.stance in NO_ANSWER_YET else Kind.RESPONSE,
                happened_on=self.published_on,
                sentence=f"{self.body}: {self.get_stance_display().lower()}. {self.summary}".strip(),
                basis=self.basis,
                note=self.note,
                citations=citations,
            )
        if self.recorded_decisions().exists():
            return
        # Whatever way the page came to be published: nobody answers for another assembly.
        if any(not self.may_answer(entry.recommendation) for entry in entries):
            raise ValidationError(ELSEWHERE)
        for entry in entries:
            record_decision(
                entry.recommendation,
                entry.decision,
                by=THE_SITE,  # who may publish it was asked before: see `ResponseForm` and `publish`
                body=self.body,
                happened_on=self.published_on,
                reason=entry.reason,
                lead_service=entry.lead_service,
                decision_reference=entry.decision_reference,
                due_on=entry.due_on,
                response=self,
                basis=self.basis,
                note=self.note,
                citations=citations,
            )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        decisions = self.recorded_decisions().filter(readable("page"), update__corrected_by__isnull=True)
        decisions = list(decisions.select_related("page").order_by("pk"))
        self._set_among_others(decisions)
        entries = self.entries.filter(readable("recommendation")).select_related("recommendation")
        context["decisions"] = decisions or entries
        return context

    def _set_among_others(self, decisions):
        """Give each decision the answer of the same body `before` it, and the one given `anew`. One query."""
        others = DecisionRecord.objects.filter(subject__in=[row.subject for row in decisions])
        others = others.filter(body__iexact=self.body.strip()).standing().open_to_all()
        others = others.exclude(response__translation_key=self.translation_key)
        others = list(others.select_related("response", "page").order_by("happened_on", "pk"))
        for row in decisions:
            place = (row.happened_on, row.pk)
            same = [other for other in others if other.subject == row.subject]
            row.before = next((each for each in reversed(same) if (each.happened_on, each.pk) < place), None)
            row.anew = next((each for each in reversed(same) if (each.happened_on, each.pk) > place), None)


class ResponseEntry(TranslatableMixin, Orderable):
    """The draft answer to one recommendation."""

    page = ParentalKey(ResponsePage, related_name="entries", on_delete=models.CASCADE)
    recommendation = models.ForeignKey(
        "recommendations.RecommendationPage",
        verbose_name=_("recommendation"),
        related_name="+",
        on_delete=models.CASCADE,
        help_text=_("The recommendation that this answers."),  # a draft answer to nothing means nothing
    )
    decision = models.CharField(
        _("decision"),
        max_length=20,
        choices=Decision.choices,
        help_text=_("It goes into the public record when you publish."),
    )
    reason = models.TextField(_("reason"), blank=True, help_text=_("Needed if it is not accepted."))
    lead_service = models.CharField(
        _("lead service"), max_length=255, blank=True, help_text=_("The part of the council that sees to it.")
    )
    decision_reference = models.CharField(
        _("decision reference"), max_length=255, blank=True, help_text=_("The committee's number and date.")
    )
    due_on = PartialDateField(_("due"), null=True, blank=True, help_text=_("Needed if it needs more work."))

    panels = [
        "recommendation",
        FieldPanel("decision", required_on_save=True),
        "reason",
        "lead_service",
        "decision_reference",
        "due_on",
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("answer to a recommendation")
        verbose_name_plural = _("answers to recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "recommendation"],
                name="response_answers_a_recommendation_once",
                violation_error_message=_("This recommendation is answered twice."),
            ),
            models.CheckConstraint(
                name="entry_decision_is_known", condition=models.Q(decision__in=Decision.values)
            ),
            models.CheckConstraint(
                name="refused_entry_has_a_reason",
                condition=~models.Q(decision=Decision.NOT_ACCEPTED) | ~models.Q(reason=""),
                violation_error_message=_("Say why it was not accepted."),
            ),
            models.CheckConstraint(
                name="more_work_entry_has_a_date",
                condition=~models.Q(decision=Decision.MORE_WORK) | models.Q(due_on__isnull=False),
                violation_error_message=_("Say by when the work will be done."),
            ),
        ]

    def __str__(self):
        return f"{self.recommendation}: {self.get_decision_display()}"

    def clean(self):
        super().clean()
        if self.decision == Decision.NOT_ACCEPTED and not self.reason.strip():
            raise ValidationError({"reason": _("Say why it was not accepted.")})
        if self.decision == Decision.MORE_WORK and not self.due_on:
            raise ValidationError({"due_on": _("Say by when the work will be done.")})

    @property
    def is_matched(self) -> bool:
        """Whether the decision is an editor's reading and not the body's own word."""
        return self.page.is_matched
