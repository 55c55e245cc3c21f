from django.utils.translation import gettext as _


def with_changes(newest_first) -> list:
    """The entries of one page's record, each with its `state` and the `change` it made on its axis.

    `change` is words such as "Delivery: under way to stopped"; the first step on an axis comes from
    nothing on record.
    """
    entries = list(newest_first)
    before = {"decisionrecord": None, "deliveryrecord": None}
    for entry in reversed(entries):
        entry.state, entry.change = entry.tone, entry.get_kind_display()
        for name, axis in (("decisionrecord", _("Decision")), ("deliveryrecord", _("Delivery"))):
            fact = getattr(entry, name, None)
            if fact is None:
                continue
            words = fact.state_label
            entry.state = fact.state
            if before[name] in (None, words):
                entry.change = _("%(axis)s: %(now)s") % {"axis": axis, "now": words}
            else:
                values = {"axis": axis, "before": before[name], "now": words}
                entry.change = _("%(axis)s: %(before)s to %(now)s") % values
            before[name] = words
    return entries
