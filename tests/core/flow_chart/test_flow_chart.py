"""Every shipped pathway as a flow chart and as BPMN 2.0, checked as bpmn-js would read it."""

import re
from xml.etree import ElementTree as Xml

import pytest

from sluitend.core.content import Pathway
from sluitend.core.flow_chart import WIDTH, Kind, Named, draw, write
from sluitend.core.flow_chart.bpmn import BPMN, BPMNDI, DC, DI
from sluitend.core.flow_chart.drawing import wrapped
from tests.content.reader import read as read_content

PATHWAYS = list(read_content("pathway").values())
NAMED = pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda one: one.id)
NC_NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_.-]*$")


def chart_of(pathway):
    return draw(pathway, Named(), str)


def pathway(*steps, stops=()):
    facts = {"source": "eigen", "who": "midwife", "about": "mother"}
    whole = [facts | {"titles": {"nl": one["id"], "en": one["id"]}} | one for one in steps]
    return Pathway.model_validate(
        {
            "id": "pad",
            "titles": {"nl": "Pad", "en": "Path"},
            "steps": whole,
            "stops": stops,
            "standing": "starter",
            "sources": ["eigen"],
            "owner": "wij",
            "review_date": "2027-01-01",
        }
    )


@NAMED
def test_every_step_stands_on_the_chart_once(pathway):
    drawn = [node.step.id for node in chart_of(pathway).nodes if node.kind is Kind.STEP]
    assert sorted(drawn) == sorted(step.id for step in pathway.steps)


@NAMED
def test_boxes_do_not_overlap_and_stay_on_the_drawing(pathway):
    nodes = chart_of(pathway).nodes
    for node in nodes:
        assert 0 <= node.x < node.right <= WIDTH, node.id
    for number, one in enumerate(nodes):
        for other in nodes[number + 1 :]:
            apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
            assert apart, (one.id, other.id)


@NAMED
def test_on_paper_no_page_ends_in_a_step_and_nothing_is_left_out(pathway):
    chart = chart_of(pathway)
    ends = [top + height for top, height in chart.bands]
    assert [top for top, _ in chart.bands] == [0, *ends[:-1]]
    assert ends[-1] == chart.height
    assert not [(end, node.id) for end in ends for node in chart.nodes if node.y < end < node.bottom]


@NAMED
def test_words_fit_in_their_box(pathway):
    for node in chart_of(pathway).nodes:
        if node.kind is Kind.STEP:
            assert max(len(line) for _, line, _ in node.written) * 7.4 <= node.width, node.id
            assert node.written[-1][0] < node.bottom


def test_a_word_longer_than_a_line_is_broken_with_a_hyphen_and_nothing_is_lost():
    word = "kindervaccinatievoorlichtingsbijeenkomst"
    lines = list(wrapped(f"de {word} nu", 150))
    assert max(map(len, lines)) <= 20
    assert "".join(line.removesuffix("-") for line in lines).replace(" ", "").startswith("de" + word)


def test_a_step_that_waits_for_two_others_gets_a_join_and_a_line_along_the_edge():
    chart = chart_of(
        pathway(
            {"id": "one", "at": "signal"},
            {"id": "two", "at": "signal + 1 week"},
            {"id": "three", "at": "two + 2 weeks", "after": ["one"]},
        )
    )
    assert chart.node("join_three").kind is Kind.JOIN
    assert [(edge.source, edge.target) for edge in chart.edges if edge.waits] == [("step_one", "join_three")]


def test_conditional_steps_hang_below_one_choice_that_may_also_take_none():
    chart = chart_of(
        pathway(
            {"id": "one", "at": "signal"},
            {"id": "two", "at": "one + 1 week", "when": {"facts": ["money"]}},
            {"id": "three", "at": "one + 1 week", "when": {"facts": ["house"]}},
        )
    )
    chosen = [edge for edge in chart.edges if edge.source == "choice_step_one"]
    assert [bool(edge.condition) for edge in chosen] == [True, True, False]
    assert [edge.default for edge in chosen] == [False, False, True]


# --- BPMN, as bpmn-moddle and bpmn-js want it ---


def read(pathway):
    return Xml.fromstring(write(chart_of(pathway)))


@NAMED
def test_every_id_is_a_name_and_is_there_once(pathway):
    ids = [element.get("id") for element in read(pathway).iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(NC_NAME.match(one) for one in ids)


@NAMED
def test_every_flow_goes_from_a_node_to_a_node_and_both_say_so(pathway):
    root = read(pathway)
    nodes = {one.get("id"): one for one in root.iter() if one.get("id")}
    for flow in root.iter(f"{{{BPMN}}}sequenceFlow"):
        source, target = nodes[flow.get("sourceRef")], nodes[flow.get("targetRef")]
        assert flow.get("id") in [one.text for one in source.findall(f"{{{BPMN}}}outgoing")]
        assert flow.get("id") in [one.text for one in target.findall(f"{{{BPMN}}}incoming")]


@NAMED
def test_every_node_but_the_start_is_reached_and_every_branch_ends(pathway):
    process = read(pathway).find(f"{{{BPMN}}}process")
    flows = [(one.get("sourceRef"), one.get("targetRef")) for one in process.findall(f"{{{BPMN}}}sequenceFlow")]
    tags = ("intermediateCatchEvent", "inclusiveGateway", "userTask")
    for tag in tags:
        for node in process.findall(f"{{{BPMN}}}{tag}"):
            assert node.get("id") in {target for _, target in flows}
            assert node.get("id") in {source for source, _ in flows}
    reached, waiting = set(), ["start"]
    while waiting:
        here = waiting.pop()
        reached.add(here)
        waiting += [target for source, target in flows if source == here and target not in reached]
    assert {one for pair in flows for one in pair} == reached


@NAMED
def test_everything_in_the_process_has_a_shape_or_a_line(pathway):
    root = read(pathway)
    drawn = {one.get("bpmnElement") for one in root.iter() if one.tag.startswith(f"{{{BPMNDI}}}")}
    process = root.find(f"{{{BPMN}}}process")
    parts = [one for one in process.iter() if one.get("id") and not one.tag.endswith("EventDefinition")]
    assert {one.get("id") for one in parts} <= drawn
    for shape in root.iter(f"{{{BPMNDI}}}BPMNShape"):
        assert shape.find(f"{{{DC}}}Bounds") is not None
    for line in root.iter(f"{{{BPMNDI}}}BPMNEdge"):
        assert len(line.findall(f"{{{DI}}}waypoint")) >= 2


@NAMED
def test_every_step_has_its_moment_as_an_annotation(pathway):
    process = read(pathway).find(f"{{{BPMN}}}process")
    assert len(process.findall(f"{{{BPMN}}}textAnnotation")) == len(pathway.steps)
    assert len(process.findall(f"{{{BPMN}}}association")) == len(pathway.steps)


def test_weeks_become_an_iso_duration_and_working_days_keep_only_their_words():
    root = read(pathway({"id": "one", "at": "signal + 2 weeks"}, {"id": "two", "at": "signal + 2 working days"}))
    assert [one.text for one in root.iter(f"{{{BPMN}}}timeDuration")] == ["P2W"]
    assert len(list(root.iter(f"{{{BPMN}}}timerEventDefinition"))) == 2


def test_a_stop_interrupts_the_whole_pathway():
    stop = {"id": "moved", "reason": {"nl": "Verhuisd", "en": "Moved"}, "source": "eigen"}
    (found,) = read(pathway({"id": "one", "at": "signal"}, stops=[stop])).iter(f"{{{BPMN}}}subProcess")
    assert found.get("triggeredByEvent") == "true"
    assert found.find(f"{{{BPMN}}}startEvent").get("isInterrupting") == "true"
