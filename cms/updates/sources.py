"""The rows of a form in which an officer says where a fact comes from."""

from copy import deepcopy

from django import forms
from django.utils.translation import gettext_lazy

from cms.core.blocks.citations import CitationBlock

EMPTY_ROWS = 2


class SourceForm(forms.Form):
    """One source, with the boxes and the help that a source has on every page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, block in CitationBlock().child_blocks.items():
            self.fields[name] = deepcopy(block.field)
            self.fields[name].label = block.label


class BaseSourceFormSet(forms.BaseFormSet):
    """At least one source, with title and address; rows that are left empty say nothing."""

    default_error_messages = {
        "too_few_forms": gettext_lazy("Say where it comes from: a record without a source is none.")
    }

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index == 0:
            form.fields["url"].required = True

    def citations(self) -> list[tuple[str, dict]]:
        """The sources as a field of sources takes them."""
        return [("citation", form.cleaned_data) for form in self.forms if form.cleaned_data.get("title")]


SourceFormSet = forms.formset_factory(
    SourceForm, formset=BaseSourceFormSet, min_num=1, validate_min=True, extra=EMPTY_ROWS, max_num=20
)
