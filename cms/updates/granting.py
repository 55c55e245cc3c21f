"""The part of a group's form in which its rights to the record are given, branch by branch."""

from itertools import groupby

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.formsets import BaseFormSetMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from .models import BranchRight
from .statuses import Right


class BranchForm(forms.Form):
    """What a group may do in one branch of the site."""

    page = forms.ModelChoiceField(
        label=gettext_lazy("Branch"),
        queryset=Page.objects.all(),
        widget=AdminPageChooser(show_edit_link=False, can_choose_root=True),
    )
    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Rights"),
        choices=Right.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class BaseBranchRightFormSet(BaseFormSetMixin, forms.BaseFormSet):
    """Every branch in which a group has a right to the record; saving writes what is ticked."""

    rights = Right

    def __init__(self, data=None, files=None, instance=None, prefix="branch_rights"):
        self.instance = instance if instance is not None else Group()
        held = self._held().select_related("page").order_by("page__path", "right") if self.instance.pk else []
        initial = [
            {"page": page, "rights": [row.right for row in rows]}
            for page, rows in groupby(held, lambda row: row.page)
        ]
        super().__init__(data, files, initial=initial, prefix=prefix)

    def _held(self):
        return BranchRight.objects.filter(group=self.instance)

    def _rows(self) -> list[dict]:
        return [
            form.cleaned_data
            for form in self.forms
            if form not in self.deleted_forms and form.cleaned_data.get("page")
        ]

    def clean(self):
        if any(self.errors):
            return
        pages = [row["page"] for row in self._rows()]
        if len(set(pages)) != len(pages):
            raise ValidationError(_("A branch stands here twice. Tick all its rights in one row."))

    @transaction.atomic
    def save(self):
        """Write what is ticked, and take away what is not."""
        wanted = {(row["page"].pk, right) for row in self._rows() for right in row["rights"]}
        kept = set()
        for held in self._held():
            if (held.page_id, held.right) in wanted:
                kept.add((held.page_id, held.right))
            else:
                held.delete()
        BranchRight.objects.bulk_create(
            BranchRight(group=self.instance, page_id=page, right=right) for page, right in wanted - kept
        )

    def as_admin_panel(self):
        """What Wagtail's form of a group shows."""
        return render_to_string("admin/record/rights.html", {"formset": self})


BranchRightFormSet = forms.formset_factory(
    BranchForm, formset=BaseBranchRightFormSet, extra=0, can_delete=True
)
