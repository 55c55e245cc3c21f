"""The facts of an assembly as a reader sees them: a name and a value, and nothing invented."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cms.core.fields import in_words
from cms.core.texts import lines


def _fact(label, value, note=""):
    return {"label": label, "value": value, "note": note}


def _known(facts) -> list[dict]:
    return [fact for fact in facts if fact["value"] not in (None, "", [])]


class AssemblyFacts:
    """What an assembly page shows in lists of names and values."""

    @property
    def question_list(self) -> list[str]:
        """Each question, word for word."""
        return lines(self.questions)

    @property
    def members(self) -> int | None:
        """How many members there were: those who stayed, else those chosen."""
        return self.members_completed or self.members_selected

    @property
    def message_sources(self) -> list:
        """The sources of all key messages."""
        return [source for message in self.key_messages for source in message.value["sources"]]

    @property
    def figures(self) -> list[dict]:
        """The few numbers that stand at the top."""
        hours = f"{self.hours.normalize():f}" if self.hours is not None else None
        invited = number_format(self.invitations_sent, force_grouping=True) if self.invitations_sent else None
        return _known(
            [
                _fact(_("members"), self.members),
                _fact(
                    _("hours together") + (f" ({self.hours_qualifier})" if self.hours_qualifier else ""),
                    hours,
                ),
                _fact(_("invitations sent"), invited),
                _fact(_("paid to each member"), f"£{self.payment}" if self.payment else None),
            ]
        )

    @property
    def selection_facts(self) -> list[dict]:
        """How members were found, chosen and paid. What nobody published says so."""
        invitations = None
        if self.invitations_sent:
            invitations = (
                f"{number_format(self.invitations_sent, force_grouping=True)} {self.invitations_unit}"
            )
        payment = None
        if self.payment:
            payment = " ".join(filter(None, [f"£{self.payment}", _("for the"), self.payment_unit]))
        return [
            _fact(_("Invitations"), invitations, in_words(self.invited_on) if self.invited_on else ""),
            _fact(_("Replies"), self.replies_received),
            _fact(_("Members wanted"), self.members_target),
            _fact(_("Members chosen"), self.members_selected),
            _fact(_("Stayed to the end"), self.members_completed, self.selection_note),
            _fact(_("How they were chosen"), self.selection_method),
            _fact(_("To match the area by"), lines(self.selection_criteria) or None),
            _fact(_("Who could take part"), self.eligibility),
            _fact(_("Payment"), payment, "; ".join(filter(None, [self.payment_form, self.expenses]))),
        ]

    @property
    def running_facts(self) -> list[dict]:
        """Where and how it met, who watched, and who else was asked."""
        always = [_fact(_("Venues"), lines(self.venues) or None, self.venue_note)]
        return always + _known(
            [
                _fact(_("Commissioner"), str(self.commissioner) if self.commissioner else None),
                _fact(_("Country"), self.country),
                _fact(_("Funder"), self.funder),
                _fact(_("Problem"), self.problem),
                _fact(_("Scope"), self.scope),
                _fact(_("Theme"), self.theme),
                _fact(_("Members at a table"), self.table_size),
                _fact(_("Table facilitators"), self.table_facilitators, self.table_facilitators_note),
                _fact(_("Observers"), self.observers),
                _fact(_("Live stream"), self.livestream),
                _fact(_("Wider engagement"), lines(self.wider_engagement)),
                _fact(_("Full name"), self.full_name),
                _fact(_("In the mySociety register as"), self.register_id),
            ]
        )

    @property
    def groups(self) -> list[dict]:
        """The groups of named people: title, people, note."""
        groups = (
            (_("Lead facilitators"), self.lead_facilitators, ""),
            (_("Expert leads"), self.expert_leads, ""),
            (_("Advisory group"), self.advisory_group, self.advisory_group_note),
            (_("Advisers to the advisory group"), self.advisory_support, ""),
        )
        return [
            {"title": title, "people": [person.value for person in people], "note": note}
            for title, people, note in groups
            if people or note
        ]
