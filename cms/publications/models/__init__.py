from ..records import ChangeRecord
from .case_studies import CaseStudyChange, CaseStudyIndexPage, CaseStudyListChange, CaseStudyPage
from .changes import ChangeNote
from .chapters import ChapterChange, ChapterPage, PublicationChange
from .publications import PublicationPage

__all__ = [
    "CaseStudyChange",
    "CaseStudyIndexPage",
    "CaseStudyListChange",
    "CaseStudyPage",
    "ChangeNote",
    "ChangeRecord",
    "ChapterChange",
    "ChapterPage",
    "PublicationChange",
    "PublicationPage",
]
