"""What the audit of packages concludes from what the service says."""

import pytest

from tools.audit import judged

WELL, ILL = {"name": "a", "version": "1", "vulns": []}, {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}]}
UNTOLD = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("found", "concluded"),
    [
        (None, ([], 0, 0)),
        ([WELL, UNTOLD], ([], 1, 1)),
        ([WELL, ILL], (["b 2: PYSEC-1"], 1, 0)),
    ],
)
def test_a_known_vulnerability_is_named_and_what_nobody_told_is_counted(found, concluded):
    assert judged(found) == concluded
