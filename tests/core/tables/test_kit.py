"""The public conformance kit, level 2, through its own runner (issue 3, how it is judged)."""

from __future__ import annotations

import importlib.util
import pathlib
import sys
from types import ModuleType

import pytest

PROJECT = pathlib.Path(__file__).resolve().parents[3]
SHARED = next((one / "shared" for one in PROJECT.parents if (one / "shared" / "data" / "dmn-tck").is_dir()), None)
pytestmark = pytest.mark.skipif(SHARED is None, reason="de gedeelde map met de DMN-kit (../shared) is er niet")


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    assert SHARED is not None
    spec = importlib.util.spec_from_file_location("dmn_tck_runner", SHARED / "tools" / "dmn_tck_runner.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["dmn_tck_runner"] = module
    spec.loader.exec_module(module)
    return module


def test_level_2_of_the_kit_passes_whole(runner: ModuleType) -> None:
    from tests.core.tck_adapter import Engine

    assert SHARED is not None
    tests = runner.find_tests(SHARED / "data" / "dmn-tck", "2")
    wrong = []
    count = 0
    for test in tests:
        engine = Engine().load([str(path) for path in test.models])
        for case in test.cases:
            count += 1
            inputs = {
                name: runner.to_python(value, Engine.numbers, Engine.temporals, test.input_types.get(name))
                for name, value in case.inputs.items()
            }
            for node in case.nodes:
                found = runner.canonical(engine.evaluate(node.name, inputs, kind=case.kind, namespace=node.namespace))
                if not runner.same(node.expected, found):
                    wrong.append((test.folder, case.id, node.name, node.expected, found))
    assert count == 116
    assert wrong == []
