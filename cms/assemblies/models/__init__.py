from ..records import PromiseRecord
from .assemblies import AssemblyOrganisation, AssemblyPage
from .contacts import ServiceContact
from .programmes import ProgrammeOrganisation, ProgrammePage

__all__ = [
    "AssemblyOrganisation",
    "AssemblyPage",
    "ProgrammeOrganisation",
    "ProgrammePage",
    "PromiseRecord",
    "ServiceContact",
]
