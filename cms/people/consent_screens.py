"""The two screens of a consent in the admin: write it down, and end it."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput, Button

from .consenting import can_handle_consent, record_consent
from .models import Consent, StoryPage
from .models.consents import Ending
from .withdrawing import withdraw

ASKED = {choice.value: choice.label for choice in (Ending.MEMBER, Ending.COUNCIL)}


class ConsentForm(forms.ModelForm):
    """Since when and until when a member agrees."""

    class Meta:
        model = Consent
        fields = ["given_on", "ends_on", "note"]
        widgets = {"given_on": AdminDateInput, "ends_on": AdminDateInput}


class WithdrawForm(forms.Form):
    """The last question before a story is deleted."""

    because = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=tuple(ASKED.items()), widget=forms.RadioSelect
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Yes, delete this story for good"),
        help_text=gettext_lazy(
            "The page goes at once, in every language. Text, old versions, portrait and film are deleted. "
            "They cannot be brought back. What stays is a line that says when it was withdrawn and why. "
            "A film on another site stays there: ask that site to remove it."
        ),
    )


class StoryScreen(WagtailAdminTemplateMixin, FormView):
    """A form about one story, for those who may publish it."""

    template_name = "wagtailadmin/generic/form.html"
    header_icon = "user"

    @cached_property
    def story(self) -> StoryPage:
        """The story this is about."""
        return get_object_or_404(StoryPage.objects.select_related("consent"), pk=self.kwargs["page"])

    def dispatch(self, request, *args, **kwargs):
        if not can_handle_consent(request.user, self.story):
            raise PermissionDenied
        if self.story.consent.is_withdrawn:
            return say_it_is_withdrawn(request, self.story)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.story.pk])
        title = self.story.get_admin_display_title()
        return [*super().get_breadcrumbs_items(), {"url": edit, "label": title}, {"label": self.page_title}]

    def get_page_subtitle(self):
        return _("%(screen)s: %(story)s") % {"screen": self.page_title, "story": self.story.draft_title}

    def form_invalid(self, form):
        messages.validation_error(self.request, _("Nothing was changed: see below."), form)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        words = {"submit_button_label": self.button, "submit_button_active_label": self.button}
        return super().get_context_data(
            action_url=self.request.path, media=self.get_form().media, **words, **kwargs
        )


class ConsentScreen(StoryScreen):
    """Write down a consent."""

    form_class = ConsentForm
    page_title = gettext_lazy("Consent of the member")
    button = gettext_lazy("Save the consent")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.story.consent}

    def form_valid(self, form):
        try:
            record_consent(self.story, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The consent is written down. It counts from now on."))
        return redirect("wagtailadmin_pages:edit", self.story.pk)


class WithdrawScreen(StoryScreen):
    """Ask once more, then withdraw."""

    form_class = WithdrawForm
    page_title = gettext_lazy("Withdraw this story")
    button = gettext_lazy("Delete the story")
    header_icon = "bin"

    def form_valid(self, form):
        withdraw(self.story, because=Ending(form.cleaned_data["because"]), by=self.request.user)
        messages.success(self.request, _("The story is withdrawn. Its words and files are deleted."))
        return redirect("wagtailadmin_explore", self.story.get_parent().pk)


def say_it_is_withdrawn(request, story):
    """Sends the editor to the list with what is left to say."""
    messages.warning(request, StoryPage.objects.get(pk=story.pk).get_admin_display_title())
    return redirect("wagtailadmin_explore", story.get_parent().pk)


def refuse_to_edit(request, page):
    """A withdrawn story has nothing to edit, also not for a form that was left open."""
    story = page if isinstance(page, StoryPage) else None
    if story and story.standing_consent.is_withdrawn:
        return say_it_is_withdrawn(request, story)
    return None


def refuse_to_delete(request, page):
    """A story that was not withdrawn is not deleted: its files and old versions would stay behind."""
    below = StoryPage.objects.descendant_of(page, inclusive=True)
    if not below.filter(consent__withdrawn_at__isnull=True).exists():
        return None
    sentence = _("There is a story here. Withdraw it first: that deletes its files and old versions too.")
    messages.error(request, sentence)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_many(request, action_type, objects, action):
    """The same for a selection; and a story is published from its own page, where it says what is missing."""
    if action_type == "delete":
        return next(filter(None, (refuse_to_delete(request, page) for page in objects)), None)
    stories = (
        [page.specific for page in objects if page.specific_class is StoryPage]
        if (action_type == "publish")
        else []
    )
    refused = next((story for story in stories if story.get_latest_revision_as_object().objections()), None)
    if refused is None:
        return None
    reason = next(iter(refused.get_latest_revision_as_object().objections().values()))
    messages.error(request, _("“%(title)s”: %(reason)s") % {"title": refused.draft_title, "reason": reason})
    return redirect("wagtailadmin_explore", refused.get_parent().pk)


def buttons(page, user, *_where, **_options):
    """The two doors to these screens, beside the other things one can do with a page."""
    if page.specific_class is not StoryPage or not can_handle_consent(user, page):
        return
    for name, label, icon in (
        ("story_consent", _("Consent"), "user"),
        ("story_withdraw", _("Withdraw"), "bin"),
    ):
        yield Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=25)
