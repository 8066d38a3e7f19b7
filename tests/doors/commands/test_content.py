"""`manage.py content check` names the file and the field of everything that is wrong; `content update` puts it in force."""

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from sluitend.care.agreements.models import Version
from sluitend.care.network.models import Region


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(settings.CONTENT, tmp_path / "content")
    return tmp_path / "content"


def test_the_shipped_content_is_right():
    said = StringIO()
    call_command("content", "check", stdout=said)
    assert "gelderland-midden" in said.getvalue()


def test_a_field_that_does_not_exist_is_named_with_its_file(folder):
    path = folder / "factors" / "smokes.yaml"
    path.write_text(path.read_text().replace("topic:", "topc:"))
    with pytest.raises(CommandError, match=r"factors/smokes\.yaml: topc") as refusal:
        call_command("content", "check", folder=folder)
    assert "factors/smokes.yaml: topic" in str(refusal.value)


def test_two_broken_files_are_both_named(folder):
    for name in ("smokes", "refugee"):
        path = folder / "factors" / f"{name}.yaml"
        path.write_text(path.read_text().replace("kind: risk", "kind: zorg"))
    with pytest.raises(CommandError) as refusal:
        call_command("content", "check", folder=folder)
    assert "factors/smokes.yaml: kind" in str(refusal.value)
    assert "factors/refugee.yaml: kind" in str(refusal.value)


def test_a_file_that_is_used_but_not_there_is_named(folder):
    (folder / "programmes" / "voorzorg.yaml").unlink()
    with pytest.raises(CommandError, match=r"programmes/voorzorg\.yaml"):
        call_command("content", "check", folder=folder)


def test_a_folder_without_a_region_is_not_silently_right(tmp_path):
    with pytest.raises(CommandError, match="geen regiobestand"):
        call_command("content", "check", folder=tmp_path)


def test_an_update_of_a_region_that_is_not_there_is_refused(db):
    with pytest.raises(CommandError, match="nergens"):
        call_command("content", "update", region="nergens")


def test_an_update_puts_the_files_of_a_region_in_force(db):
    region, said = Region.objects.create(slug="gelderland-midden", name="Gelderland-Midden"), StringIO()
    call_command("content", "update", region=region.slug, stdout=said)
    assert "bijgewerkt" in said.getvalue()
    assert Version.objects.filter(region=region, kind="table").exists()
