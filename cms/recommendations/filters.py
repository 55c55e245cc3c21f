from collections import Counter
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.filtering import FilterForm

from .narrowing import YES
from .positions import Position
from .sorting import Order
from .statuses import NOT_REPORTED, NOT_REPORTED_LABEL, Decision, Delivery


class TrackerFilter(FilterForm):
    """What a reader may narrow the tracker down by. A value it does not know is passed over."""

    beside = ("sort",)

    words = forms.CharField(label=_("Words or number"), required=False, max_length=200)
    decision = forms.ChoiceField(label=_("Decision"), required=False)
    delivery = forms.ChoiceField(label=_("Delivery"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    lead = forms.ChoiceField(label=_("Lead service"), required=False)
    overdue = forms.ChoiceField(label=_("Promises"), required=False)
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=Order.choices)

    counted = forms.BooleanField(label=_("Only what a public body itself said"), required=False)

    def __init__(self, data, positions: Iterable[Position]):
        """Offers of theme, place and lead service only what some recommendation has."""
        super().__init__(data)
        self.offer("decision", Decision.choices)
        self.offer("delivery", [*Delivery.choices, (NOT_REPORTED, NOT_REPORTED_LABEL)])
        self.offer("overdue", [(YES, _("Overdue"))])
        for name in ("theme", "place", "lead"):
            used = {position.value_of(name) for position in positions} - {""}
            self.offer(name, [(value, value) for value in sorted(used)])

    @property
    def order(self) -> Order:
        """The order that was asked for; that of the report if none was."""
        self.is_valid()
        return Order(self.cleaned_data.get("sort") or Order.REPORT)

    def tell(self, numbers: dict[str, Counter]) -> None:
        """Say beside each choice how many would be shown with it."""
        for name, counted in numbers.items():
            choices = getattr(self.fields.get(name), "choices", ())
            if choices:
                # The field itself keeps its words: they say elsewhere what is chosen.
                self.fields[name].widget.choices = [
                    (value, f"{label} ({counted[value] if value else counted.total()})")
                    for value, label in choices
                ]
