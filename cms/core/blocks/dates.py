from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks

from ..fields import PartialDateField, PartialDateFormField


class PartialDateBlock(blocks.FieldBlock):
    """A day, a month or a year inside a block."""

    def __init__(self, required=True, help_text=None, **kwargs):
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self):
        return PartialDateFormField(**self.field_options)

    def to_python(self, value):
        try:
            return PartialDateField().to_python(value)
        except ValidationError:
            return None

    def get_prep_value(self, value):
        return PartialDateField().get_prep_value(value)

    def value_from_form(self, value):
        return self.field.to_python(value)

    def get_searchable_content(self, value):
        return [value.iso] if value else []

    class Meta:
        icon = "date"
