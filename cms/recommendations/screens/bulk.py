"""One decision, or one step of delivery, for many recommendations at once: all of them, or none."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from cms.updates.screens import RecordScreen
from cms.updates.statuses import Right

from ..models import RecommendationPage
from ..transitions import record_decision, record_delivery
from .forms import DecisionForm, DeliveryForm
from .recording import change_made_by, decision_from, delivery_from

MOST = 100  # recommendations in one change
LONGEST_NUMBER = 18  # digits of an id that a database can hold


class BulkScreen(RecordScreen):
    """Records the same about every recommendation that was ticked on the desk."""

    template_name = "admin/desk/form.html"
    confirm_template_name = "admin/desk/confirm.html"

    @cached_property
    def chosen(self) -> set[int]:
        """The ids that were ticked, without those that were left out since."""
        left_out = {number for value in self.request.POST.getlist("without") for number in numbers_in(value)}
        ticked = {number for value in self.request.GET.getlist("page") for number in numbers_in(value)}
        return ticked - left_out

    @cached_property
    def pages(self) -> list[RecommendationPage]:
        """The recommendations that were chosen, in the order of the tree."""
        found = RecommendationPage.objects.filter(pk__in=list(self.chosen)[: MOST + 1], alias_of__isnull=True)
        return list(found.order_by("path"))

    @property
    def page(self):
        """The first of them."""
        return self.pages[0]

    def dispatch(self, request, *args, **kwargs):
        objection = self.wrong_number()
        if objection:
            messages.warning(request, objection)
            return redirect(self.done_url)
        return super().dispatch(request, *args, **kwargs)

    def wrong_number(self) -> str:
        """Why so many, or so few, cannot be changed at once."""
        if len(self.chosen) > MOST:
            sentence = _("At most %(most)s recommendations are changed at once. You chose %(number)s.")
            return sentence % {"most": MOST, "number": len(self.chosen)}
        return "" if self.pages else _("Tick the recommendations that you want to change.")

    def objection(self):
        hidden = [page.reference for page in self.pages if not page.live]
        if not hidden:
            return ""
        return _("Readers cannot see %(pages)s. Publish it first, or leave it out.") % {
            "pages": ", ".join(hidden)
        }

    def change_of(self, entry):
        return change_made_by(entry)

    @property
    def done_url(self):
        return reverse("tracker:index")

    @property
    def intro(self):
        """How many are changed."""
        return ngettext(
            "The same is recorded about %(number)s recommendation.",
            "The same is recorded about %(number)s recommendations, about all of them or about none.",
            len(self.pages),
        ) % {"number": len(self.pages)}

    def get_context_data(self, **kwargs):
        refused = kwargs.get("refused", ())
        return super().get_context_data(**kwargs) | {
            "left_out": self.request.POST.getlist("without"),
            "without": ",".join(str(each.page.pk) for each in refused),
        }

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.done_url, "label": _("Tracker")},
            {"label": self.page_title},
        ]

    def get_page_subtitle(self):
        return self.page_title


class ChangeDecisions(BulkScreen):
    """Record one answer to many recommendations."""

    right = Right.RECORD_DECISION
    form_class = DecisionForm
    page_title = gettext_lazy("Record one decision for several")

    def write(self, page, words):
        return record_decision(page, by=self.request.user, **decision_from(words)).update


class ChangeDelivery(BulkScreen):
    """Record one step of many recommendations."""

    right = Right.RECORD_DELIVERY
    form_class = DeliveryForm
    page_title = gettext_lazy("Record delivery for several")

    def write(self, page, words):
        return record_delivery(page, by=self.request.user, **delivery_from(words)).update


def numbers_in(value: str) -> list[int]:
    """The ids in "3,5,8"; what is none is passed over."""
    parts = value.split(",")
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= LONGEST_NUMBER]


BULK_SCREENS = {"delivery": ChangeDelivery, "decision": ChangeDecisions}
