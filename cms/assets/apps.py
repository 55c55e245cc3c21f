from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssetsConfig(AppConfig):
    name = "cms.assets"
    label = "assets"
    verbose_name = _("Images, documents and media")
    default_auto_field = "django.db.models.BigAutoField"
