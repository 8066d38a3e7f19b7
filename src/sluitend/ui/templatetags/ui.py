"""The components as template tags. Each has a template of the same name in `ui/components/`; the gallery shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from sluitend.core.flow_chart import WIDTH, FlowChart, Kind
from sluitend.core.text import Text
from sluitend.ui import icons, wording
from sluitend.ui.bars import Bars
from sluitend.ui.paired_bars import Pair

register = template.Library()

# A kind never stands by its colour alone: each brings its icon.
KIND_ICONS = {"info": "info", "ok": "check", "warning": "warning", "error": "warning", "neutral": "", "quiet": "moon"}
CLOCK_ICONS = {"late": "warning", "today": "clock", "soon": "clock", "later": "clock"}
BUTTON_STYLES = {
    "primary": "primary-action",
    "secondary": "secondary-action",
    "subtle": "subtle",
    "danger": "danger",
}

DIALLED = re.compile(r"\+?\d(?:[\d ().-]*\d)?")
"""The first number in a line; a slash or a comma begins another."""

Words = str | Text


@register.filter
def say(value: object) -> str:
    """`{{ row.reason|say }}`: a core.text.Text, a date or a list in the reader's language."""
    return wording.say(value)


@register.filter
def dialled(number: str) -> str:
    """`tel:{{ card.phone|dialled }}`: what a phone dials of a number as people write it ("06 5550 0151, na 17 uur")."""
    found = DIALLED.search(number.replace("(0)", ""))
    return re.sub(r"[^+\d]", "", found[0]) if found else ""


@register.simple_tag
def phone(number: str) -> SafeString:
    """`{% phone card.phone %}`: a number that one can tap; what cannot be dialled stays words."""
    digits = dialled(number)
    link = '<a class="utrecht-link utrecht-link--html-a" href="tel:{}">{}</a>'
    return format_html(link, digits, number) if digits else conditional_escape(number)


@register.filter
def ago(day: date, today: date) -> str:
    """`{{ row.last_contact|ago:today }}`: 3 dagen geleden."""
    return wording.time_since(day, today)


@register.simple_tag
@lru_cache(maxsize=4096, typed=True)
def address(name: str, *parts: object) -> str:
    """`{% address "family" row.family_id %}`, for lists: as `{% url %}`, worked out once per page it leads to. Addresses change only
    with the program."""
    return reverse(name, args=parts)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """`{% icon "clock" %}`, hidden from screen readers: write the words beside it. Drawn once and kept."""
    drawing = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}" /></svg>'
    return format_html(drawing, icons.PATHS[name])


@register.inclusion_tag("ui/components/page_heading.html")
def page_heading(title: Words, lead: Words = "", above: Words = "") -> dict[str, Any]:
    """`{% page_heading "Mijn gezinnen" lead="42 gezinnen" above="Vandaag" %}`: the one h1 of a page."""
    return {"title": title, "lead": lead, "above": above}


@register.inclusion_tag("ui/components/back_link.html")
def back_link(url: str, label: Words) -> dict[str, Any]:
    """`{% back_link url "Terug naar het gezin" %}`, instead of a trail of crumbs."""
    return {"url": url, "label": label}


@register.simple_tag
def chip(words: Words, kind: str = "neutral", icon: str = "") -> SafeString:
    """`{% chip "Geweigerd" "warning" icon="cross" %}`: kind info, ok, warning, error, quiet or neutral."""
    return _drawn("chip", words=say(words), kind=kind, icon=icon or KIND_ICONS[kind])


@register.simple_tag(takes_context=True)
def clock(context: template.Context, due: date, today: date | None = None, label: Words = "") -> SafeString:
    """`{% clock row.due label="antwoord" %}`: the date and how late, in words; `today` from the page."""
    return dated(due, today or context["today"], say(label))


def dated(due: date, today: date, label: str = "") -> SafeString:
    """A date with how late it is, in the language that is active now."""
    return _clock(due, today, label, get_language())


@lru_cache(maxsize=4096, typed=True)
def _clock(due: date, today: date, label: str, language: str | None) -> SafeString:
    state, words = wording.clock_state(due, today), wording.time_until(due, today)
    shown = {"due": due, "state": state, "icon": CLOCK_ICONS[state], "words": words, "label": label}
    return mark_safe(render_to_string("ui/components/clock.html", shown))  # noqa: S308 a template made it


@lru_cache(maxsize=4096, typed=True)
def _drawn(name: str, **values: object) -> SafeString:
    """A small component, drawn once and kept: a work list shows the same ones in every row. Typed: a text that is safe already is
    another than the same letters typed by somebody."""
    return mark_safe(render_to_string(f"ui/components/{name}.html", values))  # noqa: S308 a template made it


@register.inclusion_tag("ui/components/definition_list.html")
def definition_list(pairs: Iterable[tuple[Words, object]]) -> dict[str, Any]:
    """`{% definition_list pairs %}`: (label, value) pairs."""
    return {"pairs": pairs}


@register.inclusion_tag("ui/components/empty_state.html")
def empty_state(words: Words, url: str = "", action: Words = "") -> dict[str, Any]:
    """`{% empty_state "Geen signalen" url=signal_url action="Nieuw signaal" %}`: what is not there, and what now."""
    return {"words": words, "url": url, "action": action}


@register.inclusion_tag("ui/components/button.html")
def button(words: Words, kind: str = "primary", url: str = "", name: str = "", value: object = "") -> dict[str, Any]:
    """`{% button "Neem aan" %}` submits; with `url` it is a link. Kinds: primary, secondary, subtle, danger."""
    return {"words": words, "style": BUTTON_STYLES[kind], "url": url, "name": name, "value": value}


@register.inclusion_tag("ui/components/data_table.html")
def data_table(caption: Words, columns: Sequence[Words], rows: Iterable[Sequence[object]]) -> dict[str, Any]:
    """`{% data_table "Per maand" columns rows %}`: plain cells; the first of a row is its header."""
    return {"caption": caption, "columns": columns, "rows": rows}


@register.inclusion_tag("ui/components/progress.html")
def progress(done: int, total: int, label: Words) -> dict[str, Any]:
    """`{% progress 2 3 "Stap" %}`: Stap 2 van 3, as a bar and in words."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("ui/components/paired_bars.html")
def paired_bars(pairs: Sequence[Pair], title: Words, old: Words, new: Words) -> dict[str, Any]:
    """`{% paired_bars pairs "Gezinnen" "Nu" "Straks" %}`: of `ui.paired_bars`; a table with the same figures stands beside it."""
    return {"pairs": pairs, "title": title, "old": old, "new": new}


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """`{% error_summary form %}`: every error, linked to its field; nothing when there is none."""
    errors = [(field, as_lead(field), error) for field in form.visible_fields() for error in field.errors]
    hidden = [error for field in form.hidden_fields() for error in field.errors]
    return {"form": form, "errors": errors, "general": [*form.non_field_errors(), *hidden]}


def as_lead(field: BoundField) -> str:
    label = wording.say(field.label)
    return label if label.endswith("?") else f"{label}:"


@register.filter
def first_control(field: BoundField) -> str:
    """The id of the first control of a field, for a link that puts the cursor there."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)


@register.inclusion_tag("ui/components/fixed_head.html")
def fixed_head(
    title: Words, facts: Iterable[tuple[Words, object]], marks: Iterable[tuple[Words, str]] = ()
) -> dict[str, Any]:
    """`{% fixed_head name facts marks %}`: stays in sight; facts are pairs, marks are (words, kind) chips."""
    return {"title": title, "facts": facts, "marks": marks}


@register.inclusion_tag("ui/components/navigation.html")
def navigation(items: Iterable[Any]) -> dict[str, Any]:
    """`{% navigation items %}`: each item has url, label, current and count (0 shows nothing)."""
    return {"items": items}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(drawn: Any) -> dict[str, Any]:
    """`{% timeline family.timeline %}`: the value that `ui.charts.timeline()` makes."""
    return {"drawn": drawn}


@register.inclusion_tag("ui/components/bars.html")
def bars(drawn: Bars) -> dict[str, Any]:
    """`{% bars figure.bars %}`: a `ui.bars.Bars`, as a table with a bar in each row and what is aimed at."""
    return {"drawn": drawn}


@register.inclusion_tag("ui/components/flow_chart.html")
def flow_chart(chart: FlowChart) -> dict[str, Any]:
    """`{% flow_chart chart %}`: what `core.flow_chart.draw()` makes. Where branches end is left out: the list says so too."""
    edges = [edge for edge in chart.edges if not edge.target.startswith("end_")]
    nodes = [node for node in chart.nodes if node.kind is not Kind.END]
    return {"chart": chart, "edges": edges, "nodes": nodes, "chart_width": WIDTH}


@register.inclusion_tag("ui/components/flow_chart_list.html")
def flow_chart_list(chart: FlowChart) -> dict[str, Any]:
    """`{% flow_chart_list chart %}`: the same steps as a list, for who would rather read."""
    stops = [node for node in chart.nodes if node.kind is Kind.STOP]
    return {"chart": chart, "nodes": chart.nodes, "stops": stops}


@register.inclusion_tag("ui/components/work_row.html", takes_context=True)
def work_row(context: template.Context, title: Words, url: str, **parts: Any) -> dict[str, Any]:
    """One family in a work list: `{% work_row name url what=… due=… who=… chips=… last=… changed=… set_next=… %}`.

    Without `what` the row offers `set_next`, because an open case never has an empty next step.
    """
    return {"title": title, "url": url, "today": parts.pop("today", None) or context["today"], **parts}


def in_component(name: str, content: SafeString, values: dict[str, Any]) -> str:
    return render_to_string(f"ui/components/{name}.html", {**values, "content": content})


@register.simple_block_tag(end_name="endcard")
def card(content: SafeString, title: Words = "", id: str = "", kind: str = "") -> str:
    """`{% card "Plan" id="plan" %}…{% endcard %}`; kind `flat` or `late`."""
    return in_component("card", content, {"title": title, "id": id, "kind": kind})


@register.simple_block_tag(end_name="endalert")
def alert(content: SafeString, kind: str = "info", title: Words = "") -> str:
    """`{% alert "warning" "Niet bellen" %}…{% endalert %}`; kinds info, ok, warning, error."""
    return in_component("alert", content, {"kind": kind, "title": title, "icon": KIND_ICONS[kind]})


@register.simple_block_tag(end_name="endtable")
def table(content: SafeString, caption: Words, within: Words = "") -> str:
    """`{% table "Overdrachten" %}<thead>…</thead><tbody>…</tbody>{% endtable %}`: when cells hold more than text."""
    return in_component("table", content, {"caption": caption, "within": within})
