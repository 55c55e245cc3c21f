from django.utils.translation import gettext as _

from cms.updates.statuses import STATUS_SPEAKERS


def with_changes(newest_first) -> list:
    """The entries of one page's record, each with its `state` and the `change` it made on its axis.

    `change` is words such as "Delivery: under way to stopped"; the first step on an axis comes from nothing
    on record. Each body has its own line of answers, and what members or an evaluator judge follows nothing
    and changes nothing. Nor does what a later entry corrects. Needs `corrected_by`.
    """
    entries = list(newest_first)
    before: dict[tuple[str, str], str] = {}
    for entry in reversed(entries):
        entry.state, entry.change = entry.tone, entry.heading
        for name, axis in (("decisionrecord", _("Decision")), ("deliveryrecord", _("Delivery"))):
            fact = getattr(entry, name, None)
            if fact is None:
                continue
            line = (name, getattr(fact, "body", "").casefold().strip())
            counts = fact.said_by in STATUS_SPEAKERS
            entry.state = fact.state
            entry.change = _change(axis, before.get(line) if counts else None, fact.state_label)
            if entry.corrects_id:
                entry.change = _("Correction. %(change)s") % {"change": entry.change}
            if entry.was_corrected:
                entry.change = entry.marked_wrong(entry.change)
            elif counts:
                before[line] = fact.state_label
    return entries


def _change(axis, before, now) -> str:
    if before in (None, now):
        return _("%(axis)s: %(now)s") % {"axis": axis, "now": now}
    return _("%(axis)s: %(before)s to %(now)s") % {"axis": axis, "before": before, "now": now}
