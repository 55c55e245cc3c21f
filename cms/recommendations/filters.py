from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.filtering import FilterForm

from .statuses import NOT_REPORTED, NOT_REPORTED_LABEL, Decision, Delivery


class TrackerFilter(FilterForm):
    """What a reader may narrow the tracker down by. A value it does not know is passed over."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    decision = forms.ChoiceField(label=_("Decision"), required=False)
    delivery = forms.ChoiceField(label=_("Delivery"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)

    counted = forms.BooleanField(label=_("Only what a public body itself said"), required=False)

    def __init__(self, data, *, themes, places):
        super().__init__(data)
        self.offer("decision", Decision.choices)
        self.offer("delivery", [*Delivery.choices, (NOT_REPORTED, NOT_REPORTED_LABEL)])
        self.offer("theme", [(theme, theme) for theme in themes])
        self.offer("place", [(place, place) for place in places])
