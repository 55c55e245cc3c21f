"""A picture is offered in the widths it really has, and in no other."""

import pytest
from django.template import Context, Template

from cms.assets.templatetags.asset_tags import widths_worth_making
from tests import factories
from tests.reading import seen


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (40, [480]),
        (480, [480]),
        (481, [480, 800]),
        (800, [480, 800]),
        (1200, [480, 800, 1200]),
        (5000, [480, 800, 1200]),
    ],
)
def test_a_picture_is_never_made_twice_in_the_same_width(width, widths):
    assert widths_worth_making(width, [1200, 480, 800]) == widths


@pytest.mark.parametrize(("width", "widths"), [(40, []), (600, ["480w", "600w"]), (900, ["480w", "800w"])])
def test_a_page_offers_the_widths_there_are(width, widths, db):
    image = factories.image(file=factories.picture(width))
    tag = '{% load asset_tags %}{% picture_in image "480,800" sizes="20rem" alt="A square" %}'
    page = seen(Template(tag).render(Context({"image": image})))
    [img], [source] = page.all("img"), page.all("source")
    assert img["alt"] == "A square"
    assert source["type"] == "image/webp"
    assert [part.split()[1] for part in img.get("srcset", "").split(",") if part] == widths
    assert ("sizes" in img) == ("sizes" in source) == bool(widths)
