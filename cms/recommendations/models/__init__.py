from ..records import DecisionRecord, DeliveryRecord
from .ballots import BallotOption, BallotPage
from .pages import RecommendationEvidence, RecommendationPage, TrackerPage
from .responses import ResponseEntry, ResponseIndexPage, ResponsePage

__all__ = [
    "BallotOption",
    "BallotPage",
    "DecisionRecord",
    "DeliveryRecord",
    "RecommendationEvidence",
    "RecommendationPage",
    "ResponseEntry",
    "ResponseIndexPage",
    "ResponsePage",
    "TrackerPage",
]
