from .consents import Consent
from .speakers import PersonIndexPage, PersonPage
from .stories import StoryIndexPage, StoryPage

__all__ = ["Consent", "PersonIndexPage", "PersonPage", "StoryIndexPage", "StoryPage"]
