"""A question to the coordinator."""

from __future__ import annotations

from django import forms

from sluitend.doors.portal.forms import OwnForm, story


class QuestionForm(OwnForm):
    keys = {"question": "questions.new"}  # noqa: RUF012
    question = story(most=1000)
    about_look = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    """Who looked and when, if the question began at that list."""
