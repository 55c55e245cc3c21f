from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from .records import ChangeRecord

TOLD = {"words", "is_major", "happened_on"}


class ChangeNotesForm(WagtailAdminPageForm):
    """Refuses to change or to take away a note that is in the public record."""

    def clean(self):
        cleaned = super().clean()
        changed = [
            form.instance.translation_key
            for form in self.formsets["change_notes"].initial_forms
            if TOLD & set(form.changed_data) or "DELETE" in form.changed_data
        ]
        if changed and ChangeRecord.objects.filter(note_key__in=changed).exists():
            raise ValidationError(
                _("A change in the public record stays as it is. Add another note instead.")
            )
        return cleaned


class ChapterForm(ChangeNotesForm):
    """Refuses a number that another chapter has and, when the chapter is published, loose notes."""

    def clean(self):
        cleaned = super().clean()
        number = cleaned.get("number")
        if number and self.instance.others(self.parent_page).filter(number=number).exists():
            self.add_error("number", _("Another chapter of this publication has this number."))
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation or {"body", "footnotes"} & set(self.errors):
            return
        for field, sentences in self.instance.refusals().items():
            self.add_error(field, sentences)
