"""A flow chart as BPMN 2.0: the process, and the drawing with every shape where our own chart has it.

Source: OMG, BPMN 2.0.2 (formal/13-12-09). A follower of several steps has a converging inclusive gateway, which waits only for
branches that were taken; ISO 8601 has no working days, so a timer of working days has its words and no duration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree import ElementTree as Xml

from sluitend.core.calendar import Unit
from sluitend.core.content import Step
from sluitend.core.flow_chart.chart import MARGIN, PAD, ROUND, WIDTH, Edge, FlowChart, Kind, Node

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NOTE_X, NOTE_WIDTH = WIDTH + 40, 300
_PREFIXES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "xsi": XSI}
_TAGS: Mapping[Kind, str] = {
    Kind.START: "startEvent",
    Kind.KEY_DATE: "intermediateCatchEvent",
    Kind.CHOICE: "inclusiveGateway",
    Kind.JOIN: "inclusiveGateway",
    Kind.TIMER: "intermediateCatchEvent",
    Kind.STEP: "userTask",
    Kind.END: "endEvent",
    Kind.STOP: "subProcess",
}
_DURATIONS = {Unit.DAYS: "P{}D", Unit.WEEKS: "P{}W", Unit.MONTHS: "P{}M"}


def write(chart: FlowChart) -> bytes:
    for prefix, namespace in _PREFIXES.items():
        Xml.register_namespace(prefix, namespace)
    root = Xml.Element(
        _tag(BPMN, "definitions"),
        {"id": f"definitions_{chart.id}", "targetNamespace": f"https://sluitend.example/pathways/{chart.id}"},
    )
    process = _add(root, BPMN, "process", id=f"process_{chart.id}", name=chart.title, isExecutable="false")
    for node in chart.nodes:
        _element(process, node, chart)
    for edge in chart.edges:
        _flow(process, edge)
    for node in chart.nodes:
        _note(process, node)
    _diagram(root, chart)
    Xml.indent(root)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _element(process: Xml.Element, node: Node, chart: FlowChart) -> None:
    element = _add(process, BPMN, _TAGS[node.kind], id=node.id)
    if node.words:
        element.set("name", node.words)
    for edge in chart.edges:
        if edge.target == node.id:
            _add(element, BPMN, "incoming").text = edge.id
    for edge in chart.edges:
        if edge.source == node.id:
            _add(element, BPMN, "outgoing").text = edge.id
            if edge.default:
                element.set("default", edge.id)
    _FILLED.get(node.kind, _nothing)(element, node, chart)


def _nothing(element: Xml.Element, node: Node, chart: FlowChart) -> None:
    """Its tag says everything."""


def _gateway(element: Xml.Element, node: Node, chart: FlowChart) -> None:
    element.set("gatewayDirection", "Diverging" if node.kind is Kind.CHOICE else "Converging")


def _key_date(element: Xml.Element, node: Node, chart: FlowChart) -> None:
    event = _add(element, BPMN, "conditionalEventDefinition", id=f"{node.id}_event")
    _expression(event, "condition", node.words)


def _timer(element: Xml.Element, node: Node, chart: FlowChart) -> None:
    """A date before its anchor cannot be waited for; such a timer, and one of working days, has only its words."""
    step = next(one.step for one in chart.nodes if one.step and f"timer_{one.step.id}" == node.id)
    event = _add(element, BPMN, "timerEventDefinition", id=f"{node.id}_event")
    offset = step.start.offset if step else None
    if offset and offset.amount > 0 and offset.unit in _DURATIONS:
        _expression(event, "timeDuration", _DURATIONS[offset.unit].format(offset.amount))


def _task(element: Xml.Element, node: Node, chart: FlowChart) -> None:
    assert node.step is not None
    documentation = Xml.Element(_tag(BPMN, "documentation"))
    documentation.text = node.source
    element.insert(0, documentation)
    _repeats(element, node.step)


def _repeats(element: Xml.Element, step: Step) -> None:
    if step.repeat is not None:
        loop = _add(element, BPMN, "multiInstanceLoopCharacteristics", isSequential="true")
        _expression(loop, "loopCardinality", str(step.repeat.times))


def _stop(element: Xml.Element, node: Node, chart: FlowChart) -> None:
    """An event that interrupts the pathway, whatever step it is in."""
    element.set("triggeredByEvent", "true")
    start = _add(element, BPMN, "startEvent", id=f"{node.id}_start", isInterrupting="true")
    _add(start, BPMN, "outgoing").text = f"{node.id}_flow"
    event = _add(start, BPMN, "conditionalEventDefinition", id=f"{node.id}_event")
    _expression(event, "condition", node.words)
    end = _add(element, BPMN, "endEvent", id=f"{node.id}_end")
    _add(end, BPMN, "incoming").text = f"{node.id}_flow"
    ends = {"sourceRef": f"{node.id}_start", "targetRef": f"{node.id}_end"}
    _add(element, BPMN, "sequenceFlow", id=f"{node.id}_flow", **ends)


_FILLED: Mapping[Kind, Callable[[Xml.Element, Node, FlowChart], None]] = {
    Kind.CHOICE: _gateway,
    Kind.JOIN: _gateway,
    Kind.KEY_DATE: _key_date,
    Kind.TIMER: _timer,
    Kind.STEP: _task,
    Kind.STOP: _stop,
}


def _flow(process: Xml.Element, edge: Edge) -> None:
    flow = _add(process, BPMN, "sequenceFlow", id=edge.id, sourceRef=edge.source, targetRef=edge.target)
    if edge.condition:
        flow.set("name", edge.condition)
        _expression(flow, "conditionExpression", edge.condition)


def _note(process: Xml.Element, node: Node) -> None:
    """Who, when and until when, beside the step."""
    if node.notes:
        note = _add(process, BPMN, "textAnnotation", id=f"note_{node.id}")
        _add(note, BPMN, "text").text = " ".join(node.notes)
        ends = {"sourceRef": node.id, "targetRef": f"note_{node.id}"}
        _add(process, BPMN, "association", id=f"to_note_{node.id}", **ends)


def _diagram(root: Xml.Element, chart: FlowChart) -> None:
    diagram = _add(root, BPMNDI, "BPMNDiagram", id=f"diagram_{chart.id}")
    plane = _add(diagram, BPMNDI, "BPMNPlane", id=f"plane_{chart.id}", bpmnElement=f"process_{chart.id}")
    for node in chart.nodes:
        _shape(plane, node)
        if node.notes:
            _bounds(plane, f"note_{node.id}", (NOTE_X, node.y, NOTE_WIDTH, node.height))
            _line(plane, f"to_note_{node.id}", ((node.right, node.middle), (NOTE_X, node.middle)))
    for edge in chart.edges:
        _line(plane, edge.id, edge.points)


def _shape(plane: Xml.Element, node: Node) -> None:
    shape = _bounds(plane, node.id, (node.x, node.y, node.width, node.height))
    if node.kind is Kind.STOP:
        _inside_stop(plane, shape, node)
    elif node.kind in (Kind.START, Kind.KEY_DATE, Kind.CHOICE):
        label = _add(shape, BPMNDI, "BPMNLabel")
        _box(label, (node.right + PAD, node.y, WIDTH // 2, node.height))


def _inside_stop(plane: Xml.Element, shape: Xml.Element, node: Node) -> None:
    shape.set("isExpanded", "true")
    top, last = node.middle - ROUND // 2, node.right - MARGIN - ROUND
    _bounds(plane, f"{node.id}_start", (node.x + MARGIN, top, ROUND, ROUND))
    _bounds(plane, f"{node.id}_end", (last, top, ROUND, ROUND))
    _line(plane, f"{node.id}_flow", ((node.x + MARGIN + ROUND, node.middle), (last, node.middle)))


def _bounds(plane: Xml.Element, element: str, box: tuple[int, int, int, int]) -> Xml.Element:
    shape = _add(plane, BPMNDI, "BPMNShape", id=f"shape_{element}", bpmnElement=element)
    _box(shape, box)
    return shape


def _box(parent: Xml.Element, box: tuple[int, int, int, int]) -> None:
    _add(parent, DC, "Bounds", **dict(zip(("x", "y", "width", "height"), map(str, box), strict=True)))


def _line(plane: Xml.Element, element: str, points: tuple[tuple[int, int], ...]) -> None:
    edge = _add(plane, BPMNDI, "BPMNEdge", id=f"edge_{element}", bpmnElement=element)
    for x, y in points:
        _add(edge, DI, "waypoint", x=str(x), y=str(y))


def _expression(parent: Xml.Element, name: str, words: str) -> None:
    expression = _add(parent, BPMN, name)
    expression.set(_tag(XSI, "type"), "bpmn:tFormalExpression")
    expression.text = words


def _tag(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"


def _add(parent: Xml.Element, namespace: str, tag: str, /, **attributes: str) -> Xml.Element:
    return Xml.SubElement(parent, _tag(namespace, tag), attributes)
