from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.filtering import FilterForm


class SearchFilter(FilterForm):
    """What a reader looks for, and where. A value it does not know is passed over."""

    words = forms.CharField(
        label=_("Words"), required=False, max_length=200, widget=forms.SearchInput(attrs={"size": 40})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    assembly = forms.ChoiceField(label=_("Assembly"), required=False)

    def offer_counted(self, name, words: dict, numbers, at_least: bool):
        """Offer the values that something was found of, with how much, and the one that is chosen."""
        sign = "+" if at_least else ""
        shown = [value for value in words if numbers[value] or self.data.get(name) == value]
        counted = [(value, f"{words[value]} ({numbers[value]}{sign})") for value in shown]
        self.offer(name, sorted(counted, key=lambda choice: str(choice[1]).casefold()))
