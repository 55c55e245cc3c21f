"""Model fields that every app shares: partial dates and citations."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from .partial_dates import NotADate, PartialDate

NOT_A_DATE = _('Write a date as "25 June 2020", "June 2020" or "2020". You can put "about" before it.')


def in_words(value: PartialDate) -> str:
    """The date as a reader sees it, in the language in use: `25 June 2020`, `about June 2020`."""
    pattern = {"day": "j F Y", "month": "F Y", "year": "Y"}[value.precision]
    words = format_date(value.end, pattern)
    return gettext("about %(date)s") % {"date": words} if value.approximate else words


def _read(value):
    if value in (None, ""):
        return None
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.from_stored(str(value))
    except NotADate:
        pass
    try:
        return PartialDate.parse(str(value))
    except NotADate as error:
        raise ValidationError(NOT_A_DATE, code="not_a_date") from error


class PartialDateFormField(forms.CharField):
    """One text box that takes a day, a month or a year."""

    def to_python(self, value):
        return _read(super().to_python(value) if isinstance(value, str) else value)

    def prepare_value(self, value):
        if isinstance(value, str):
            try:
                value = PartialDate.from_stored(value)
            except NotADate:
                return value
        if not isinstance(value, PartialDate):
            return value
        pattern = {"day": "j F Y", "month": "F Y", "year": "Y"}[value.precision]
        return ("about " if value.approximate else "") + format_date(value.end, pattern)

    def has_changed(self, initial, data):
        try:
            return _read(initial) != _read(data)
        except ValidationError:
            return True


class PartialDateField(models.Field):
    """A PartialDate, or None. Stored as text that sorts by the end of the period."""

    description = _("A day, a month or a year")

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 18
        super().__init__(*args, **kwargs)
        self.required_on_save = not self.null  # a draft without it could not be stored

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self):
        return "CharField"

    def from_db_value(self, value, expression, connection):
        return PartialDate.from_stored(value) if value else None

    def to_python(self, value):
        return _read(value)

    def get_prep_value(self, value):
        value = _read(super().get_prep_value(value))
        return value.stored if value else None

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class AddressField(models.URLField):
    """The address of a page elsewhere; `example.org` without a scheme is taken as https."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class QuietStreamField(StreamField):
    """A StreamField whose migrations do not repeat its blocks, so that a new block needs none."""

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
