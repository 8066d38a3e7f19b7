"""Files that carry a digest in their name."""

from pathlib import Path

import pytest
from django.test import override_settings

from sluitend.config.static_files import StaticFiles


@pytest.fixture
def storage(tmp_path: Path) -> StaticFiles:
    (tmp_path / "site.css").write_text("body { color: black }")
    made = StaticFiles(location=str(tmp_path), base_url="/static/")
    assert [name for name, *_ in made.post_process({"site.css": (made, "site.css")})]
    return made


@override_settings(DEBUG=False)
def test_an_address_carries_the_digest_every_time_it_is_asked(storage: StaticFiles) -> None:
    first, again = storage.url("site.css"), storage.url("site.css")
    assert first == again == f"/static/{storage.stored_name('site.css')}"
    assert first != "/static/site.css"


@override_settings(DEBUG=False)
def test_a_file_that_is_not_there_is_refused_every_time(storage: StaticFiles) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match=r"nowhere\.css"):
            storage.url("nowhere.css")
