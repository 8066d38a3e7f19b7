"""A pathway drawn on a page and as a BPMN file, for every professional of the region."""

from xml.etree import ElementTree as Xml

import pytest

from sluitend.care.agreements.models import Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(world):
    return Version.objects.filter(region=world.region, kind="pathway").first()


def address(version, name="stroomschema/"):
    return f"/afspraken/versie/{version.pk}/{name}"


def test_the_drawing_and_the_list_show_every_step(sign_in, midwife, version, django_assert_max_num_queries):
    client = sign_in(midwife)
    client.get(address(version))
    with django_assert_max_num_queries(15):
        page = client.get(address(version)).content.decode()
    assert page.count('class="flow-chart__item"') == page.count('class="flow-chart__step') > 3


def test_the_drawing_is_an_image_with_a_title_and_a_description(sign_in, midwife, version):
    page = sign_in(midwife).get(address(version)).content.decode()
    assert 'role="img"' in page
    assert "<title id=" in page
    assert "<desc id=" in page


def test_conditions_are_told_by_the_names_of_factors(sign_in, midwife, world):
    version = Version.objects.get(region=world.region, content_id="nijmegen_vulnerable_pregnancy")
    page = sign_in(midwife).get(address(version)).content.decode()
    assert "violence_at_home" not in page
    assert "tailored_care" not in page


def test_the_bpmn_file_is_in_the_language_of_the_reader(sign_in, midwife, version):
    client = sign_in(midwife)
    dutch = client.get(address(version, "stroomschema.bpmn"))
    english = client.get(address(version, "stroomschema.bpmn"), headers={"Accept-Language": "en"})
    assert dutch.headers["Content-Disposition"].endswith('.bpmn"')
    assert Xml.fromstring(dutch.content).tag.endswith("definitions")
    assert b"Start of the pathway" in english.content
    assert b"Begin van het zorgpad" in dutch.content


def test_a_table_has_no_flow_chart(sign_in, midwife, world):
    table = Version.objects.filter(region=world.region, kind="table").first()
    assert sign_in(midwife).get(address(table)).status_code == 404


def test_another_region_is_refused(sign_in, midwife, version):
    from sluitend.care.network.models import Region

    Version.objects.filter(pk=version.pk).delete()
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    version.pk, version.region = None, elsewhere
    version.save()
    assert sign_in(midwife).get(address(version)).status_code == 403
