from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .sanitising import plain_words


class FilterForm(forms.Form):
    """A filter sent by GET that never fails: what it cannot use it leaves out and says so."""

    beside: tuple[str, ...] = ()  # fields that narrow nothing, such as the order

    def offer(self, name, choices):
        """Let this field take one of these (value, words), or anything. No choices: no field."""
        choices = list(choices)
        if not choices:
            del self.fields[name]
            return
        self.fields[name].choices = [("", _("Any")), *choices]

    def __init__(self, data=None):
        data = {name: plain_words(value) for name, value in (data or {}).items()}
        super().__init__(data)

    def chosen(self) -> dict:
        """Name and value of everything that narrows the list."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name not in self.beside}

    @property
    def query(self) -> QueryDict:
        """What was chosen as the query of an address: nothing empty or unknown, always in the same order."""
        self.is_valid()
        query = QueryDict(mutable=True)
        query.update(
            {name: "on" if value is True else value for name, value in self.cleaned_data.items() if value}
        )
        return query
