import pytest
import time_machine
from django.utils import timezone


@pytest.fixture(autouse=True)
def a_moment():
    """Time stands still: what is remembered does not run out between two requests of a slow machine."""
    with time_machine.travel(timezone.now(), tick=False):
        yield
