"""The three who judge: the council by what it reports, members when they meet again, an evaluator."""

from django.utils.translation import gettext as _

from cms.updates.statuses import Speaker


def three_judges(newest_first) -> list[dict]:
    """One panel for each judge, from the entries of one page's record: arguments of components/panel.html.

    Of the council stands here only what it stated itself. What nobody said is said to be missing.
    """
    standing = [entry for entry in newest_first if not entry.was_corrected]
    return [
        _council(standing),
        _judge(standing, Speaker.MEMBERS, _("What members say")),
        _judge(standing, Speaker.EVALUATOR, _("What the evaluator says")),
    ]


def _last(entries, name, of):
    facts = (getattr(entry, name, None) for entry in entries)
    return next((fact for fact in facts if fact is not None and of(fact)), None)


def _council(standing) -> dict:
    said = [
        {
            "status_kind": kind,
            "status_value": fact.state,
            "status_label": fact.state_label,
            "date": fact.happened_on,
            "who": getattr(fact, "body", ""),
        }
        for name, kind in (("deliveryrecord", "delivery"), ("decisionrecord", "decision"))
        if (fact := _last(standing, name, lambda fact: fact.is_counted))
    ]
    panel = {"title": _("What the council says"), "empty": _("Nothing in its own words found")}
    return {**panel, **(said[0] if said else {}), "others": said[1:]}


def _judge(standing, speaker: Speaker, title: str) -> dict:
    panel = {"title": title, "empty": _("No verdict found"), "others": []}
    fact = _last(standing, "assessmentrecord", lambda fact: fact.said_by == speaker)
    if fact is None:
        return panel
    more = {"quote": fact.verdict, "text": fact.score_words, "who": fact.judge, "note": fact.note}
    return {**panel, **more, "date": fact.happened_on}
