"""Every column of every kind of fact is sealed, or repeats what is sealed and is compared with it."""

import pytest

from cms.updates.facts import Fact, fact_models
from cms.updates.ledger import first_fault
from cms.updates.triggers import install, lift
from tests import factories
from tests.updates.test_ledger import forge

# What each kind compares by itself: see `strayed_columns`.
COMPARED = {"is_correction", "response"}


@pytest.mark.parametrize("model", fact_models(), ids=lambda model: model.__name__)
def test_no_column_can_be_changed_unseen(model):
    copied = {field.name for field in Fact._meta.fields} - {"reason"}  # with "update", by which it is found
    own = {field.name for field in model._meta.concrete_fields} - copied - {"id"}
    unsealed = own - {*model.sealed_facts, *model.sealed_texts}
    assert unsealed <= COMPARED


@pytest.fixture
def unguarded(db):
    """The database without its triggers."""
    lift()
    yield
    install()


def test_another_answer_put_behind_a_decision_is_found(site, unguarded):
    recommendation = factories.recommendation()
    fact = factories.decision(recommendation)
    assert first_fault(fact.update.chain) is None
    forge(fact, response_id=factories.response().pk)
    assert "decisionrecord.response" in first_fault(fact.update.chain).reason
