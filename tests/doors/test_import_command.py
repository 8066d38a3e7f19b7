"""`manage.py import-caseload`: the same road as the screen, from a terminal."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from sluitend.care.coordination.models import Case
from sluitend.outside import spreadsheet
from tests.care.conftest import colleague, coordinator, world
from tests.doors.import_caseload.conftest import good, list_of

__all__ = ("colleague", "coordinator", "world")


@pytest.fixture
def run(tmp_path, colleague, coordinator, capsys):
    colleague.user = get_user_model().objects.create_user("noor")
    colleague.save()

    def ran(content, *more, name="lijst.csv", **other):
        file = tmp_path / name
        file.write_bytes(content)
        options = {"organisation": "CJG Waterstad", "username": "noor", **other}
        code = 0
        try:
            call_command("import-caseload", str(file), *more, **options)
        except SystemExit as stopped:
            code = stopped.code
        return code, capsys.readouterr().out

    return ran


def test_a_list_is_taken_and_the_rest_is_written_to_a_file(run, tmp_path):
    code, said = run(list_of(good(), good("Cas Kuik", "Elders")))
    assert (code, Case.objects.count()) == (1, 1)
    assert "1 gezinnen overgenomen" in said
    assert "rij 4, Gemeente: deze gemeente hoort niet bij de regio" in said
    rows = spreadsheet.read((tmp_path / "lijst-niet-overgenomen.csv").read_bytes(), "csv").rows
    assert [row[0] for row in rows] == ["Naam", "Cas Kuik"]


def test_a_list_without_problems_ends_well_and_twice_adds_nothing(run):
    assert run(list_of(good()))[0] == 0
    code, said = run(list_of(good()))
    assert (code, Case.objects.count()) == (0, 1)
    assert "rij 3: regie bij Cor Regie (deze rij is al eerder overgenomen)" in said


def test_an_earlier_file_with_corrections_is_never_written_over(run, tmp_path):
    content = list_of(good(), good("Cas Kuik", "Elders"))
    run(content)
    kept = tmp_path / "lijst-niet-overgenomen.csv"
    kept.write_bytes(corrected := kept.read_bytes().replace(b"Elders", b"Nergens"))
    run(content)
    run(corrected, name=kept.name)
    assert kept.read_bytes() == corrected
    names = {"lijst.csv", "lijst-niet-overgenomen.csv", "lijst-niet-overgenomen-2.csv", "lijst-niet-overgenomen-3.csv"}
    assert {file.name for file in tmp_path.iterdir()} == names


def test_a_dry_run_changes_nothing_and_writes_only_where_told(run, tmp_path):
    content = list_of(good(), good("Cas Kuik", "Elders"))
    code, said = run(content, "--dry-run")
    assert (code, Case.objects.count(), [file.name for file in tmp_path.iterdir()]) == (1, 0, ["lijst.csv"])
    assert "Proef: er is niets veranderd." in said
    run(content, "--dry-run", "--out", str(tmp_path / "mis.xlsx"))
    assert spreadsheet.read((tmp_path / "mis.xlsx").read_bytes(), "xlsx").rows[1][0] == "Cas Kuik"


def test_names_of_families_are_not_printed(run):
    _code, said = run(list_of(good(), good("Cas Kuik", "Elders")))
    assert "Kuik" not in said
    assert "Duin" not in said


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"organisation": "Elders"}, "De organisatie Elders is niet bekend"),
        ({"username": "niemand"}, "Onder de naam niemand werkt hier"),
        ({"organisation": "JGZ Proefregio"}, "andere organisatie"),
        ({"name": "lijst.pdf"}, "Bewaar de lijst als"),
        ({"name": "lijst.xlsx"}, "geen leesbaar xlsx"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken(run, other, reason):
    with pytest.raises(CommandError, match=reason):
        run(list_of(good()), **other)
    assert not Case.objects.exists()


def test_a_file_that_is_not_there_is_said(run, colleague):
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("import-caseload", "weg.csv", organisation="CJG Waterstad", username="noor")
