from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class UpdatesConfig(AppConfig):
    name = "cms.updates"
    label = "updates"
    verbose_name = _("Updates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks  # noqa: F401  registers itself

        # SQLite drops a table's triggers whenever a migration makes it anew, so they are put back each time.
        post_migrate.connect(_guard_the_record, sender=self)


def _guard_the_record(using, **_kwargs):
    from .triggers import install

    install(using)
