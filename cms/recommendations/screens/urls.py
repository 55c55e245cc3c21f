"""The addresses of the screens, below that of the admin."""

from django.urls import path

from .correcting import (
    CorrectDecisionScreen,
    CorrectDeliveryScreen,
    CorrectVerdictScreen,
    CorrectWordingScreen,
    CorrectWordsScreen,
)
from .history import RecordOfPage
from .promising import (
    CorrectKeepScreen,
    CorrectMoveScreen,
    CorrectPromiseScreen,
    KeepPromiseScreen,
    MovePromiseScreen,
    RecordPromiseScreen,
    TakeBackPromiseScreen,
)
from .recording import RecordDecisionScreen, RecordDeliveryScreen, RecordVerdictScreen

urlpatterns = [
    path("record/<int:page>/", RecordOfPage.as_view(), name="record_of_page"),
    path("record/<int:page>/decision/", RecordDecisionScreen.as_view(), name="record_decision"),
    path("record/<int:page>/verdict/", RecordVerdictScreen.as_view(), name="record_verdict"),
    path("record/<int:page>/delivery/", RecordDeliveryScreen.as_view(), name="record_delivery"),
    path("record/<int:page>/promise/", RecordPromiseScreen.as_view(), name="record_promise"),
    path("record/<int:page>/promise/kept/", KeepPromiseScreen.as_view(), name="keep_promise"),
    path("record/<int:page>/promise/moved/", MovePromiseScreen.as_view(), name="move_promise"),
    path("record/<int:page>/promise/none/", TakeBackPromiseScreen.as_view(), name="take_back_promise"),
    path("record/entry/<int:entry>/promise/", CorrectPromiseScreen.as_view(), name="correct_promise"),
    path("record/entry/<int:entry>/move/", CorrectMoveScreen.as_view(), name="correct_move"),
    path("record/entry/<int:entry>/kept/", CorrectKeepScreen.as_view(), name="correct_keep"),
    path("record/entry/<int:entry>/decision/", CorrectDecisionScreen.as_view(), name="correct_decision"),
    path("record/entry/<int:entry>/delivery/", CorrectDeliveryScreen.as_view(), name="correct_delivery"),
    path("record/entry/<int:entry>/verdict/", CorrectVerdictScreen.as_view(), name="correct_verdict"),
    path("record/entry/<int:entry>/wording/", CorrectWordingScreen.as_view(), name="correct_wording"),
    path("record/entry/<int:entry>/words/", CorrectWordsScreen.as_view(), name="correct_words"),
]
