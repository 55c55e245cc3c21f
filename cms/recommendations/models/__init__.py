from ..records import AssessmentRecord, DecisionRecord, DeliveryRecord, StatementRecord, WordingRecord
from .ballots import BallotOption, BallotPage
from .imports import ImportJob
from .pages import RecommendationEvidence, RecommendationPage
from .proposals import Proposal, ProposalLink
from .responses import ResponseEntry, ResponseIndexPage, ResponsePage
from .statements import StatementPage
from .trackers import TrackerPage

__all__ = [
    "AssessmentRecord",
    "BallotOption",
    "BallotPage",
    "DecisionRecord",
    "DeliveryRecord",
    "ImportJob",
    "Proposal",
    "ProposalLink",
    "RecommendationEvidence",
    "RecommendationPage",
    "ResponseEntry",
    "ResponseIndexPage",
    "ResponsePage",
    "StatementPage",
    "StatementRecord",
    "TrackerPage",
    "WordingRecord",
]
