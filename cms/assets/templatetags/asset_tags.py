from django import template
from wagtail.images.models import Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

register = template.Library()


def widths_worth_making(width: int, wanted: list[int]) -> list[int]:
    """The widths a picture can really be shown in: those below its own, and one that shows all of it."""
    narrower = [each for each in sorted(wanted) if each < width]
    return sorted(wanted)[: len(narrower) + 1]


@register.simple_tag
def picture_in(image, widths: str, **attributes):
    """A picture in the format of today's browsers and in one that all know, as wide as it really is.

    `widths` are pixels with commas between them; the rest becomes attributes of the `img`.
    """
    sensible = widths_worth_making(image.width, [int(each) for each in widths.split(",")])
    if len(sensible) == 1:
        # Nothing is left to choose by.
        attributes.pop("sizes", None)
    specs = [f"width-{{{','.join(map(str, sensible))}}}", "format-{webp,jpeg}", "preserve-svg"]
    return Picture(get_renditions_or_not_found(image, Filter.expand_spec(specs)), attributes)
