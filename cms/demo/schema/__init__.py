"""The shape of every file that is loaded: its keys, their types and the words allowed."""

from ..shapes import Record
from .answers import PROGRESS, RESPONSES
from .assemblies import ASSEMBLIES
from .programme import PROGRAMME
from .publications import CASE_STUDIES, HANDBOOK
from .recommendations import RECOMMENDATIONS
from .tables import TABLES

DOCUMENTS: dict[str, Record] = {
    "programme.yaml": PROGRAMME,
    "assemblies.yaml": ASSEMBLIES,
    "recommendations.yaml": RECOMMENDATIONS,
    "responses.yaml": RESPONSES,
    "progress.yaml": PROGRESS,
    "handbook.yaml": HANDBOOK,
    "case_studies.yaml": CASE_STUDIES,
}

__all__ = ["DOCUMENTS", "TABLES"]
