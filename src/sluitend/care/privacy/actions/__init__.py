"""Requests about one's own data, holds, erasing, and the second look at emergency access."""

from sluitend.care.privacy.actions.erasing import erase
from sluitend.care.privacy.actions.glass import review_glass
from sluitend.care.privacy.actions.relatives import say_unrelated, take_back_unrelated
from sluitend.care.privacy.actions.requests import (
    answer_request,
    ask_about_own_data,
    hold,
    lengthen_request,
    release,
    take_request,
)

__all__ = [
    "answer_request",
    "ask_about_own_data",
    "erase",
    "hold",
    "lengthen_request",
    "release",
    "review_glass",
    "say_unrelated",
    "take_back_unrelated",
    "take_request",
]
