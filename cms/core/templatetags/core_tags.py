"""Tags and filters that only format: they never fetch and never decide."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext

from cms.core.fields import in_words
from cms.core.partial_dates import PartialDate
from cms.core.seats import DOT, arc_of
from cms.core.texts import lines

register = template.Library()
register.filter(lines)

# Each icon is drawn in a box of 24 by 24 with a line of the text's colour.
ICONS = {
    "tick": "M4 12.5l5 5L20 6.5",
    "half": "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM12 4v16M12 8.5h3.5M12 12h4M12 15.5h3.5",
    "clock": "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM12 7.5V12l3 2.5",
    "cross": "M6 6l12 12M18 6L6 18",
    "dash": "M6 12h12",
    "ring": "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z",
    "loop": "M19 12a7 7 0 1 1-2.5-5.4M17 3v4h-4",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "back": "M20 12H5M11 6l-6 6 6 6",
    "hourglass": "M7 4h10M7 20h10M8 4v3l4 5-4 5v3M16 4v3l-4 5 4 5v3",
    "play": "M8 5.5v13l11-6.5z",
    "file": "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6",
    "feed": "M5 19h.01M5 12.5a6.5 6.5 0 0 1 6.5 6.5M5 6a13 13 0 0 1 13 13",
    "download": "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM15.5 15.5L20 20",
    "info": "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM12 11v5M12 8h.01",
    "alert": "M12 4L3 20h18zM12 10v4.5M12 17.3h.01",
}

# What a state looks like: its tone (a class of the stylesheet) and its icon. A tone of "open" is drawn
# hollow, because nothing has happened yet.
STATES = {
    "awaiting": ("open", "clock"),
    "accepted": ("good", "tick"),
    "in-part": ("moving", "half"),
    "accepted-in-part": ("moving", "half"),
    "already-doing": ("good", "loop"),
    "referred": ("still", "arrow"),
    "referred-elsewhere": ("still", "arrow"),
    "more-work": ("late", "hourglass"),
    "needs-more-work": ("late", "hourglass"),
    "not-accepted": ("stopped", "cross"),
    "not-started": ("still", "ring"),
    "under-way": ("moving", "half"),
    "delayed": ("late", "clock"),
    "delivered": ("good", "tick"),
    "stopped": ("stopped", "cross"),
    "superseded": ("still", "arrow"),
    "not-reported": ("open", "dash"),
    "not-published": ("open", "dash"),
    "strongly-support": ("good", "tick"),
    "support": ("good", "tick"),
    "neither": ("still", "dash"),
    "oppose": ("stopped", "cross"),
    "strongly-oppose": ("stopped", "cross"),
    "no-response": ("open", "dash"),
    "done": ("good", "tick"),
    "finished": ("good", "tick"),
    "current": ("moving", "half"),
    "late": ("late", "alert"),
    "overdue": ("late", "alert"),
    "due": ("moving", "clock"),
    "due-today": ("late", "clock"),
    "silent": ("open", "clock"),
    "kept": ("good", "tick"),
    "moved": ("late", "arrow"),
    "quiet": ("still", "info"),
    "planned": ("still", "ring"),
    "announced": ("still", "info"),
    "inviting": ("moving", "half"),
    "meeting": ("moving", "half"),
    "recommended": ("open", "clock"),
    "answered": ("moving", "arrow"),
    "delivering": ("moving", "half"),
    "closed": ("good", "tick"),
    "upcoming": ("moving", "clock"),
    "past": ("still", "tick"),
}
TONES = {"good", "moving", "late", "stopped", "still", "open"}


def _state(value: Any) -> tuple[str, str]:
    slug = str(getattr(value, "value", value) or "").replace("_", "-").replace(" ", "-").lower()
    return STATES.get(slug) or (slug if slug in TONES else "still", "ring")


@register.filter
def tone(value):
    """The tone of a state: `good`, `moving`, `late`, `stopped`, `still` or `open`."""
    return _state(value)[0]


@register.filter
def state_icon(value):
    """The name of the icon of a state, for `{% icon %}`."""
    return _state(value)[1]


@register.simple_tag
def icon(name):
    """An inline drawing that says nothing to a screen reader; the words beside it do."""
    path = ICONS.get(str(name), ICONS["ring"])
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', path)


@register.filter
def money(pounds):
    """Whole pounds with commas: `£1,234`. Nothing for nothing."""
    if pounds in (None, ""):
        return ""
    try:
        amount = round(Decimal(str(pounds)))
    except (InvalidOperation, ValueError, OverflowError):
        return str(pounds)
    return f"{'−' if amount < 0 else ''}£{abs(amount):,}"


@register.filter
def percent(value):
    """A share as printed: `97.5%`, `90%`. Nothing for nothing."""
    if value in (None, ""):
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    whole = number == number.to_integral_value()
    return f"{number_format(number, decimal_pos=0 if whole else 1)}%"


@register.filter
def partial_date(value):
    """`<time datetime="2020-06">June 2020</time>`, with "about" before it when the source is not sure."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        value = PartialDate(value)
    if not isinstance(value, PartialDate):
        return value or ""
    return format_html('<time datetime="{}">{}</time>', value.iso, in_words(value))


@register.inclusion_tag("components/seats.html")
def seats(count, filled=None, label="", decorative=False, scale=0.6):
    """The arc of seats. With `filled`, that many from the left are solid and the rest hollow.

    `scale` 1 puts 26 pixels between two seats; where the stylesheet sets a width, that wins.
    """
    places = arc_of(int(count or 0))
    solid = len(places.places) if filled is None else max(0, min(int(filled), len(places.places)))
    return {
        "arc": places,
        "width": round(places.width * scale),
        "height": round(places.height * scale),
        "dot": DOT,
        "ring": DOT - 5,
        "solid": _points(places.places[:solid]),
        "hollow": _points(places.places[solid:]),
        "decorative": decorative,
        "label": label
        or ngettext("%(count)s member", "%(count)s members", int(count or 0)) % {"count": int(count or 0)},
    }


def _points(places: Iterable[tuple[float, float]]) -> str:
    # A line of no length with round ends is a dot, at a third of the bytes of a circle.
    return "".join(f"M{x:g} {y:g}h.01" for x, y in places)


DOT_PITCH = 11
DOTS_IN_A_ROW = 60


@register.filter
def dots(count, base):
    """How to draw `count` of `base` dots: view box and two paths, or nothing if there are too many."""
    try:
        count, base = int(count), int(base)
    except (TypeError, ValueError, OverflowError):
        return None
    if not 0 < base <= 300 or not 0 <= count <= base:
        return None
    rows = -(-base // DOTS_IN_A_ROW)
    across = min(base, -(-base // rows))
    return {
        "width": across * DOT_PITCH,
        "height": rows * DOT_PITCH,
        "all": _dotted(base, across),
        "some": _dotted(count, across),
    }


def _dotted(count: int, across: int) -> str:
    path = []
    for row in range(-(-count // across)):
        here = min(across, count - row * across)
        path.append(f"M5.5 {row * DOT_PITCH + 5.5:g}h{(here - 1) * DOT_PITCH + 0.1:g}")
    return "".join(path)


@register.filter
def bar_segments(segments):
    """Place (slug, label, count) side by side: each gets `x` and `width` in hundredths of the bar.

    A fourth item, if there is one, is the address of the list of these.
    """
    names = ("slug", "label", "count", "url")
    rows: list[dict[str, Any]] = [dict(zip(names, segment, strict=False)) for segment in segments or ()]
    total = sum(row["count"] or 0 for row in rows)
    at = 0.0
    for row in rows:
        row["width"] = f"{100 * (row['count'] or 0) / total:.3f}" if total else "0"
        row["x"] = f"{at:.3f}"
        at += float(row["width"])
    return rows


@register.filter
def share_of(value, base):
    """`value` as hundredths of `base`, for the width of a bar: 0 to 100."""
    try:
        value, base = float(value), float(base)
    except (TypeError, ValueError):
        return "0"
    if not base > 0:
        return "0"
    return f"{min(max(100 * value / base, 0), 100):.2f}"


@register.filter
def largest(rows, name):
    """The largest number called `name` among rows, for a common scale."""
    values = [row.get(name) if isinstance(row, Mapping) else getattr(row, name, None) for row in rows or ()]
    return max((value for value in values if isinstance(value, int | float | Decimal)), default=0)


@register.filter
def short_hash(value):
    """The first and last characters of a fingerprint: `9c1f03ab…77e2`."""
    value = str(value or "")
    return value if len(value) <= 16 else f"{value[:8]}…{value[-4:]}"


@register.filter
def sources(citations):
    """Citations grouped by source, in order: title, url, and the places used in it."""
    grouped: dict[tuple[str, str], dict[str, Any]] = {}
    for citation in citations or ():
        value = getattr(citation, "value", citation)
        get = value.get if isinstance(value, Mapping) else lambda name, of=value: getattr(of, name, "")
        title, url = str(get("title") or ""), str(get("url") or get("address") or "")
        source = grouped.setdefault((title, url), {"title": title, "url": url, "places": []})
        place = {name: str(get(name) or "") for name in ("pages", "printed_pages", "part", "note")}
        if any(place.values()):
            place["where"] = _pages(place["pages"], place["printed_pages"])
            source["places"].append(place)
    return list(grouped.values())


def _pages(pages: str, printed: str) -> str:
    if not pages and not printed:
        return ""
    shown = pages or printed
    several = any(mark in shown for mark in (",", "-", "–", " "))
    words = (gettext("pages %(pages)s") if several else gettext("page %(pages)s")) % {"pages": shown}
    if pages and printed and printed != pages:
        words += " " + gettext("(printed %(pages)s)") % {"pages": printed}
    return words


@register.filter
def several(value):
    """The value itself if it is a list of things, otherwise nothing."""
    return value if isinstance(value, list | tuple) else None


@register.filter
def with_page(params, number):
    """The query of this request with another page number: `?kind=video&page=2`."""
    query = params.copy() if isinstance(params, QueryDict) else QueryDict(mutable=True)
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def active_filters(form):
    """What a filter form is set to: label, value and the query that clears it, for each field in use."""
    data = getattr(form, "data", None)
    if not data or not getattr(form, "is_bound", False):
        return []
    form.is_valid()
    beside = getattr(form, "beside", ())
    active = []
    for bound in form:
        chosen = form.cleaned_data.get(bound.name)
        if chosen in (None, "", [], (), False) or bound.is_hidden or bound.name in beside:
            continue
        rest = [(name, values) for name, values in _listed(data) if name not in (bound.html_name, "page")]
        query = urlencode([(name, value) for name, values in rest for value in values if value])
        active.append({"label": bound.label, "value": _shown(bound.field, chosen), "clear": f"?{query}"})
    return active


def _listed(data):
    return data.lists() if hasattr(data, "lists") else ((name, [value]) for name, value in data.items())


def _shown(field, chosen) -> str:
    # A tick box says all in its label.
    if chosen is True:
        return ""
    if isinstance(chosen, list | tuple | set):
        return ", ".join(_shown(field, one) for one in chosen)
    if hasattr(chosen, "pk"):
        return str(chosen)
    for value, label in getattr(field, "choices", ()):
        if str(value) == str(chosen):
            return str(label)
    return str(chosen)


@register.filter
def html_language(code):
    """A language code as HTML wants it: English here is British."""
    return "en-GB" if code in ("en", "", None) else str(code)


@register.simple_tag
def static_if_known(path):
    """The address of a static file, or nothing: the page for a broken server must not break itself."""
    try:
        return static(path)
    except Exception:  # noqa: BLE001  whatever went wrong, the words must still arrive
        return ""
