# ruff: noqa: F811 - fixtures are called as they are imported
"""dmn-js (npm) saves what we wrote, and we read what it saved: equal, for every shipped table; and a draft is edited in it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from sluitend.care.agreements.models import Draft
from sluitend.core import tables
from sluitend.core.tables import editing
from tests.browser.test_agreements import adviser, enter  # noqa: F401
from tests.care.conftest import world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
TABLES = sorted((ROOT / "content" / "tables").glob("*.dmn"))
SCRIPT = next((ROOT / "src/sluitend/ui/static/vendor/dmn-js").rglob("*.min.js"))
SAVE = """async files => {
    const saved = []
    for (const xml of files) {
        const place = document.body.appendChild(document.createElement("div"))
        const modeler = new DmnJS({container: place})
        const {warnings} = await modeler.importXML(xml)
        for (const view of modeler.getViews()) await modeler.open(view)
        saved.push([(await modeler.saveXML({format: true})).xml, warnings.map(one => one.message)])
        modeler.destroy()
        place.remove()
    }
    return saved
}"""


def test_dmn_js_saves_what_we_wrote_and_we_read_it_as_equal(browser):
    given = [tables.read(path.read_bytes()) for path in TABLES]
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    saved = page.evaluate(SAVE, [tables.write(model).decode() for model in given])
    page.close()
    for path, model, (xml, warnings) in zip(TABLES, given, saved, strict=True):
        assert warnings == [], path.stem
        assert tables.read(xml.encode()).definitions == model.definitions, path.stem


def test_a_draft_is_edited_in_dmn_js_and_read_in_our_own_editor(enter, adviser, world, assert_accessible, picture):
    page = enter(adviser, viewport={"width": 1280, "height": 900})
    refused = []
    page.on("console", lambda said: refused.append(f"{said.text} {said.location}") if said.type == "error" else None)
    page.on("pageerror", lambda problem: refused.append(problem.message))
    page.goto("/afspraken/")
    page.get_by_role("link", name="Past het prenataal huisbezoek?").click()
    page.get_by_role("button", name="Verander dit", exact=True).click()
    before = tables.read(Draft.objects.get().body.encode()).definitions
    page.get_by_role("link", name="In dmn-js").click()
    canvas = page.get_by_role("region", name="dmn-js")
    canvas.scroll_into_view_if_needed()
    expect(canvas.locator(".bjs-powered-by")).to_be_in_viewport(ratio=1)
    assert_accessible(page, leaving_out=["#dmn-canvas"])
    picture(page, "agreement-dmn-js")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Het concept is bewaard.")).to_be_visible()
    assert tables.read(Draft.objects.get().body.encode()).definitions == before
    canvas.locator("td.input-cell").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type('"unsure"')
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator('#dmn-form [name="number"]')).to_have_value("3")
    after = editing.edited(tables.read(Draft.objects.get().body.encode()).definitions).logic
    assert after.rules[0].inputs[0].text == '"unsure"'
    assert [one for one in refused if "Inferno" not in one] == []
