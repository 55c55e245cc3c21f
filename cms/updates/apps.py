from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpdatesConfig(AppConfig):
    name = "cms.updates"
    label = "updates"
    verbose_name = _("Updates")
    default_auto_field = "django.db.models.BigAutoField"
