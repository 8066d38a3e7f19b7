"""A goal in the parent's own words."""

from __future__ import annotations

from django import forms

from sluitend.doors.portal.forms import OwnForm, story


class NewGoal(OwnForm):
    keys = {"words": "plan.goal_new"}  # noqa: RUF012
    words = story(most=1000)


class ChangeGoal(OwnForm):
    keys = {"words": "plan.goal_words"}  # noqa: RUF012
    words = story(most=1000)
    version = forms.IntegerField(widget=forms.HiddenInput)
    """The version that was on the screen: a newer one is not written over."""
