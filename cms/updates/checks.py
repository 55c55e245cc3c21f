from django.core.checks import Error, Tags, register
from django.utils.translation import gettext as _

from .triggers import missing


@register(Tags.database)
def the_record_is_guarded(app_configs, databases=None, **kwargs):
    """An error for each table of the record that the database would let somebody edit."""
    return [
        Error(
            _("The table %(table)s holds the record and can be edited: its triggers are missing.")
            % {"table": table},
            hint=_("Run: manage.py migrate"),
            id="updates.E001",
        )
        for using in databases or ()
        for table in missing(using)
    ]
