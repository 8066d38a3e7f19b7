"""What every page sends is HTML as the standard has it: the Nu checker reads all pages in one process.

It needs Java and the checker itself (`tools/nu-checker.sh`, docs/decisions); where they are not, this says so. The demonstration and every
other test do without.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.urls import reverse

from tests.care.parents.conftest import make_own_pages
from tests.doors.portal.test_portal import PAGES as OWN_PAGES
from tests.doors.test_outsiders import about_families, family, filled  # noqa: F401
from tests.doors.test_sweep import PUBLIC
from tests.doors.test_sweep import patterns as addresses

CHECKER = Path(__file__).resolve().parents[2] / ".tools" / "vnu.jar"
MISSING = (
    "no Java" if shutil.which("java") is None else "" if CHECKER.exists() else "no Nu checker: run tools/nu-checker.sh"
)
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def keep(folder, answer, name):
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("text/html") and answer.content:
        (folder / f"{name.strip('/').replace('/', '_') or 'start'}.html").write_bytes(answer.content)


def complaints(folder):
    command = ["java", "-Xmx400m", "-jar", str(CHECKER), "--format", "json", "--stdout", "--skip-non-html", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["messages"]
    return sorted({f"{one['url'].rpartition('/')[2]}: {one['message']} {one.get('extract', '')}" for one in found})


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_every_page_is_html_as_the_standard_has_it(
    world,
    family,  # noqa: F811
    coordinator,
    sign_in,
    client,
    now,
    tmp_path,
    django_user_model,
):
    for name, path in addresses():
        if name in PUBLIC:
            keep(tmp_path, client.get(path), f"public-{path}")
    client, mother = sign_in(coordinator), world.mother(family)
    for _, route in about_families():
        path = filled(route, family.pk, mother.pk, 1)
        keep(tmp_path, client.get(path), path)
        keep(tmp_path, client.post(path, {}), f"{path}posted")
    for name, path in addresses():
        if name not in PUBLIC and "<int" not in path:
            keep(tmp_path, client.get(path), path)
    own = make_own_pages(family, mother, world.actor(coordinator), now=now)
    client.force_login(django_user_model.objects.get(pk=own.by.user_id))
    for name in OWN_PAGES:
        keep(tmp_path, client.get(reverse(name)), name)
    assert len(list(tmp_path.iterdir())) > 60
    assert complaints(tmp_path) == []
