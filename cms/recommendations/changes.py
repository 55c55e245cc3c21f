from django.utils.translation import gettext as _


def with_changes(newest_first) -> list:
    """The entries of one page's record, each with its `state` and the `change` it made on its axis.

    `change` is words such as "Delivery: under way to stopped"; the first step on an axis comes from
    nothing on record. What a later entry corrects changed nothing, and says so. Needs `corrected_by`.
    """
    entries = list(newest_first)
    before = {"decisionrecord": None, "deliveryrecord": None}
    for entry in reversed(entries):
        entry.state, entry.change = entry.tone, entry.heading
        for name, axis in (("decisionrecord", _("Decision")), ("deliveryrecord", _("Delivery"))):
            fact = getattr(entry, name, None)
            if fact is None:
                continue
            entry.state = fact.state
            entry.change = _change(axis, before[name], fact.state_label)
            if hasattr(entry, "corrected_by"):
                number = entry.corrected_by.number
                entry.change = _("%(change)s (wrong: see entry %(number)s)") % {
                    "change": entry.change,
                    "number": number,
                }
                continue
            if entry.corrects_id:
                entry.change = _("Correction. %(change)s") % {"change": entry.change}
            before[name] = fact.state_label
    return entries


def _change(axis, before, now) -> str:
    if before in (None, now):
        return _("%(axis)s: %(now)s") % {"axis": axis, "now": now}
    return _("%(axis)s: %(before)s to %(now)s") % {"axis": axis, "before": before, "now": now}
