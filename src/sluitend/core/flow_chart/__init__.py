"""A pathway as a flow chart: worked out from the content alone, drawn on a page or written as BPMN 2.0."""

from sluitend.core.flow_chart.bpmn import write
from sluitend.core.flow_chart.chart import WIDTH, Edge, FlowChart, Kind, Node
from sluitend.core.flow_chart.drawing import draw
from sluitend.core.flow_chart.step_words import Named, condition_words, moment_words, offset_words, when_words

__all__ = [
    "WIDTH",
    "Edge",
    "FlowChart",
    "Kind",
    "Named",
    "Node",
    "condition_words",
    "draw",
    "moment_words",
    "offset_words",
    "when_words",
    "write",
]
