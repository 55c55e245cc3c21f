from django.utils.translation import gettext as _

from cms.updates.models import PageUpdate
from cms.updates.statuses import STATUS_SPEAKERS

from .records import same_body


def with_changes(newest_first) -> list:
    """The entries of one page's record, each with its `state`, its `anchor`, the `change` it
    made, and what stands `beside` its sentence.

    `change` is words such as "Delivery: under way to stopped"; the first step on an axis comes from nothing
    on record. Each body has its own line of answers, and what members or an evaluator judge follows nothing
    and changes nothing. Nor does what a later entry corrects. An answer after which the same body gave
    another one has that as `answered_anew`. Needs `corrected_by`.
    """
    entries = list(newest_first)
    answers: dict[tuple[str, str], PageUpdate] = {}
    before: dict[tuple[str, str], str] = {}
    for entry in reversed(entries):
        entry.state, entry.change, entry.anchor = entry.tone, entry.heading, f"entry-{entry.number}"
        entry.beside = []
        for name, axis in (("decisionrecord", _("Decision")), ("deliveryrecord", _("Delivery"))):
            fact = getattr(entry, name, None)
            if fact is None:
                continue
            line = (name, same_body(getattr(fact, "body", "")))
            counts = fact.said_by in STATUS_SPEAKERS
            entry.state, entry.beside = fact.state, fact.said_beside
            entry.change = _change(axis, before.get(line) if counts else None, fact.state_label)
            if entry.corrects_id:
                entry.change = _("Correction. %(change)s") % {"change": entry.change}
            if entry.was_corrected:
                entry.change = entry.marked_wrong(entry.change)
            elif counts:
                before[line] = fact.state_label
                if name == "decisionrecord":
                    if line in answers:
                        answers[line].answered_anew = entry
                    answers[line] = entry
    return entries


def _change(axis, before, now) -> str:
    if before in (None, now):
        return _("%(axis)s: %(now)s") % {"axis": axis, "now": now}
    return _("%(axis)s: %(before)s to %(now)s") % {"axis": axis, "before": before, "now": now}


def frozen_on(history):
    """When the members' words were put on record as they stand now, or nothing."""
    frozen = (entry for entry in history if hasattr(entry, "wordingrecord"))
    return next((entry.recorded_at for entry in frozen if not entry.was_corrected), None)


def standing(history, name) -> list:
    """The facts of one axis that say where the thing stands, newest first."""
    facts = [getattr(entry, name) for entry in history if hasattr(entry, name) and not entry.was_corrected]
    return [fact for fact in facts if fact.said_by in STATUS_SPEAKERS]


def last_of_each_body(decisions) -> list:
    """The last answer that each body gave, the newest first: two bodies may both have answered."""
    last = {}
    for decision in decisions:
        last.setdefault(same_body(decision.body), decision)
    return list(last.values())
