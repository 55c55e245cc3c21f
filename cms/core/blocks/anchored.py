from wagtail import blocks

from ..headings import headings_of


class AnchoredStreamBlock(blocks.StreamBlock):
    """A text whose headings have their anchors wherever it is shown: its template gets the `passages`."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        headings = headings_of(value)
        context["passages"] = [(child, headings.get(place)) for place, child in enumerate(value)]
        return context
