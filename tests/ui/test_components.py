"""The components: what they show and what they refuse to leave out."""

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError

from sluitend.core.text import text
from sluitend.ui import icons
from sluitend.ui.templatetags import ui


def draw(source: str, **values: Any) -> str:
    return Template("{% load ui %}" + source).render(Context({"today": date(2026, 11, 23), **values}))


@pytest.mark.parametrize("kind", [kind for kind in ui.KIND_ICONS if kind != "neutral"])
def test_a_chip_that_means_something_never_says_it_by_colour_alone(kind: str) -> None:
    drawn = draw("{% chip words kind %}", words="Aangenomen", kind=kind)
    assert "<svg" in drawn
    assert "Aangenomen" in drawn


@pytest.mark.parametrize(
    ("written", "dials"),
    [
        ("06 5550 0151", "0655500151"),
        ("+31 (0)6-5550.0151", "+31655500151"),
        ("026 555 01 02 (na 17 uur 06 5550 0151)", "0265550102"),
        ("06 5550 0151/06 5550 0152", "0655500151"),
        ("bel de praktijk", ""),
        ("", ""),
    ],
)
def test_a_number_as_people_write_it_can_be_tapped(written: str, dials: str) -> None:
    drawn = draw("{% phone written %}", written=written)
    assert (f'href="tel:{dials}"' in drawn) == bool(dials)
    assert written in drawn


def test_what_stands_in_a_number_is_never_markup() -> None:
    assert "<b>" not in draw("{% phone a %}{% phone b %}", a="<b>", b="06 <b>5550")


def test_a_clock_says_the_date_and_how_late_it_is() -> None:
    drawn = draw("{% clock due label='antwoord' %}", due=date(2026, 11, 20))
    assert 'datetime="2026-11-20"' in drawn
    assert "20 november 2026" in drawn
    assert "3 dagen te laat" in drawn


def test_a_clock_without_knowing_what_day_it_is_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        Template("{% load ui %}{% clock due %}").render(Context({"due": date(2026, 11, 20)}))


def test_a_family_without_a_next_step_is_offered_one() -> None:
    drawn = draw("{% work_row 'Gezin A' '/gezin/1' set_next='/gezin/1/stap' %}")
    assert "Er is nog geen volgende stap." in drawn
    assert 'href="/gezin/1/stap"' in drawn


def test_a_family_with_a_next_step_shows_what_when_and_who() -> None:
    drawn = draw(
        "{% work_row 'Gezin A' '/1' what=what due=due who='Noor' %}", what=text("Huisbezoek"), due=date(2026, 12, 1)
    )
    assert "Huisbezoek – Noor" in drawn
    assert "1 december 2026" in drawn


@pytest.mark.parametrize(
    "source",
    [
        "{% card words %}{{ words }}{% endcard %}",
        "{% alert 'info' words %}{{ words }}{% endalert %}",
        "{% chip words %}",
        "{% button words %}",
        "{% button words url='/' name=words %}",
        "{% page_heading words lead=words above=words %}",
        "{% empty_state words url='/' action=words %}",
        "{% back_link '/' words %}",
        "{% table words %}<tbody></tbody>{% endtable %}",
        "{% data_table words columns rows %}",
        "{% definition_list rows %}",
        "{% fixed_head words rows %}",
        "{% work_row words '/' what=words who=words due=today changed=words %}",
        "{% progress 1 2 words %}",
    ],
)
def test_script_in_words_is_shown_as_text_by_every_component(source: str) -> None:
    bad = '"><script>alert(1)</script>'
    drawn = draw(source, words=bad, columns=[bad], rows=[(bad, bad)])
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_an_icon_that_does_not_exist_is_a_mistake() -> None:
    assert all(f'd="{path}"' in draw("{% icon name %}", name=name) for name, path in icons.PATHS.items())
    with pytest.raises(KeyError):
        draw("{% icon 'unicorn' %}")


def test_a_card_that_is_not_closed_is_a_mistake() -> None:
    with pytest.raises(TemplateSyntaxError):
        draw("{% card 'Plan' %}")
