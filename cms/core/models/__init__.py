from .organisations import Organisation, OrganisationRole
from .pages import BasePage, TopicalPage
from .rows import CitedRow, PageRow
from .site_settings import SiteSettings, SiteSettingsTranslation
from .topics import PageTopic, Topic

__all__ = [
    "BasePage",
    "CitedRow",
    "Organisation",
    "OrganisationRole",
    "PageRow",
    "PageTopic",
    "SiteSettings",
    "SiteSettingsTranslation",
    "Topic",
    "TopicalPage",
]
