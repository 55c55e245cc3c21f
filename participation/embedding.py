"""What another site copies to show how far things have got."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

FRAME_HEIGHT = 380


def snippets(request, subject, title: str, url: str) -> dict[str, str]:
    """The HTML of the widget and of the badge, and the addresses of both."""
    args = [subject] if subject else []
    widget = request.build_absolute_uri(reverse("progress_widget", args=args))
    badge = request.build_absolute_uri(reverse("progress_badge", args=args))
    words = _("What became of it: %(title)s") % {"title": title}
    return {
        "words": words,
        "widget_url": widget,
        "badge_url": badge,
        "height": FRAME_HEIGHT,
        "widget": _plain(
            '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>',
            *(widget, words, FRAME_HEIGHT),
        ),
        "badge": _plain('<a href="{}"><img src="{}" alt="{}"></a>', url, badge, words),
    }


def _plain(pattern: str, *values) -> str:
    """The HTML as words to be copied. Every value stands in double quotes, where an apostrophe is safe."""
    return "".join(format_html(pattern, *values)).replace("&#x27;", "'")
