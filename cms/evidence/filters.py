from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.filtering import FilterForm

from .kinds import EvidenceKind


class EvidenceFilter(FilterForm):
    """What a reader may narrow the library down by. A value it does not know is passed over."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    assembly = forms.ChoiceField(label=_("Assembly"), required=False)
    session = forms.ChoiceField(label=_("Session"), required=False)
    speaker = forms.ChoiceField(label=_("Speaker"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, data, *, assemblies, sessions, speakers, topics):
        super().__init__(data)
        self.offer("kind", EvidenceKind.choices)
        self.offer("assembly", assemblies)
        self.offer("session", sessions)
        self.offer("speaker", speakers)
        self.offer("topic", topics)
