from wagtail.admin.forms import WagtailAdminPageForm

from .referring import REFERENCE_IS_TAKEN, is_taken


class RecommendationForm(WagtailAdminPageForm):
    """Keeps one reference from standing for two recommendations."""

    def clean(self):
        cleaned = super().clean()
        if is_taken(cleaned.get("reference", ""), self.parent_page.path, self.instance):
            self.add_error("reference", REFERENCE_IS_TAKEN)
        return cleaned
