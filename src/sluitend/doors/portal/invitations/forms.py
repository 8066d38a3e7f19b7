"""What a parent answers to an invitation."""

from __future__ import annotations

from typing import Any

from django import forms

from sluitend.doors.portal.forms import OwnForm, line, story

ANSWERS = ("yes", "no", "other_time")


class AnswerForm(OwnForm):
    keys = {  # noqa: RUF012
        "answer": "invited.answer",
        "other_time": "invited.when_else",
        "brings": "invited.brings",
        "question": "invited.question",
    }
    answer = forms.ChoiceField(widget=forms.RadioSelect)
    other_time = line(most=200, required=False, autocomplete="off")
    brings = line(most=120, required=False, autocomplete="off")
    question = story(most=1000)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["answer"]
        field.choices = [(one, self.spoken.say(f"invited.{one}")) for one in ANSWERS]
        field.error_messages |= {"invalid_choice": self.spoken.say("enter.fill_in")}
        self.fields["question"].required = False
