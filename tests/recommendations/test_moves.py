"""Which state may follow which, and when a reason is owed: every pair of states is decided."""

from itertools import product

import pytest
from django.utils.functional import Promise

from cms.recommendations import moves
from cms.recommendations.moves import Move, decision_move, delivery_move
from cms.recommendations.statuses import Decision, Delivery

N, U, L, D, S, X = (
    *(Delivery.NOT_STARTED, Delivery.UNDER_WAY, Delivery.DELAYED),
    *(Delivery.DELIVERED, Delivery.STOPPED, Delivery.SUPERSEDED),
)
FREE, BACK, STOP = Move(), Move(owed=moves.WHY_BACK), Move(owed=moves.WHY_STOPPED)
REVIVE, AGAIN = Move(forbidden=moves.REVIVE), Move(forbidden=moves.TAKE_UP_AGAIN)
LATE = Move(forbidden=moves.NOT_LATE_ANY_MORE)

# From the row to the column.
DELIVERY = {
    None: {N: FREE, U: FREE, L: FREE, D: FREE, S: STOP, X: FREE},
    N: {N: FREE, U: FREE, L: FREE, D: FREE, S: STOP, X: FREE},
    U: {N: BACK, U: FREE, L: FREE, D: FREE, S: STOP, X: FREE},
    L: {N: BACK, U: FREE, L: FREE, D: FREE, S: STOP, X: FREE},
    D: {N: BACK, U: BACK, L: LATE, D: FREE, S: STOP, X: FREE},
    S: {N: BACK, U: BACK, L: BACK, D: AGAIN, S: STOP, X: FREE},
    X: {N: BACK, U: BACK, L: BACK, D: REVIVE, S: REVIVE, X: FREE},
}


@pytest.mark.parametrize(("before", "now"), list(product(DELIVERY, Delivery)))
def test_a_step_of_delivery(before, now):
    assert delivery_move(before, now) == DELIVERY[before][now]


LESS, REFUSED, OPEN = Move(owed=moves.WHY_LESS), Move(owed=moves.WHY_REFUSED), Move(owed=moves.WHY_OPEN)


def expected(before: Decision | None, now: Decision) -> Move:
    """In other words: a refusal has a reason, and so has an answer taken back or one that gives less."""
    if now == Decision.NOT_ACCEPTED:
        return REFUSED
    if now == Decision.AWAITING and before not in {None, Decision.AWAITING}:
        return OPEN
    full = {Decision.ACCEPTED, Decision.ALREADY_DOING}
    lost = (before in full and now not in full) or (
        before == Decision.IN_PART and now not in {*full, Decision.IN_PART}
    )
    return LESS if lost else FREE


@pytest.mark.parametrize(("before", "now"), list(product([None, *Decision], Decision)))
def test_an_answer(before, now):
    assert decision_move(before, now) == expected(before, now)


SENTENCES = [each for each in vars(moves).values() if isinstance(each, Promise)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_is_plain(sentence):
    assert str(sentence).endswith(".")
    assert max(len(part.split()) for part in str(sentence).split(".")) <= 20
