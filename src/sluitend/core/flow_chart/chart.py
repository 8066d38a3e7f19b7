"""The parts of a flow chart with their places, in units of the drawing: read by the page and by the BPMN file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sluitend.core.content import Step

WIDTH, MARGIN, GUTTER = 900, 16, 60
ROUND = 26
BAND = 150
"""The least height of a slice on paper."""
LINE, PAD = 18, 9
"""Height of a line, room around the words."""


class Kind(StrEnum):
    START = "start"
    KEY_DATE = "key_date"
    CHOICE = "choice"
    JOIN = "join"
    TIMER = "timer"
    STEP = "step"
    END = "end"
    STOP = "stop"


@dataclass(frozen=True)
class Node:
    """Something on the chart. `lines` are its words, wrapped; `notes` the smaller words below them."""

    id: str
    kind: Kind
    x: int
    y: int
    width: int
    height: int
    words: str = ""
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    step: Step | None = None
    source: str = ""
    """Where the step was read."""

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def centre(self) -> int:
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def diamond(self) -> str:
        corners = (self.centre, self.y), (self.right, self.middle), (self.centre, self.bottom), (self.x, self.middle)
        return " ".join(f"{x},{y}" for x, y in corners)

    @property
    def written(self) -> tuple[tuple[int, str, bool], ...]:
        """(height, line, whether it is a note) of everything that stands in a box."""
        whole = [(line, False) for line in self.lines] + [(line, True) for line in self.notes]
        return tuple((self.y + PAD + 13 + n * LINE, line, note) for n, (line, note) in enumerate(whole))


@dataclass(frozen=True)
class Edge:
    """`waits`: a line that is not the step's own place in the chart. `default`: taken when no condition holds."""

    id: str
    source: str
    target: str
    points: tuple[tuple[int, int], ...]
    condition: str = ""
    waits: bool = False
    default: bool = False

    @property
    def path(self) -> str:
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)


@dataclass(frozen=True)
class FlowChart:
    id: str
    title: str
    description: str
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def bands(self) -> tuple[tuple[int, int], ...]:
        """The drawing in slices, each its top and height, for paper: a page ends between two of them and cuts no node."""
        cuts, below = [0], 0
        for node in sorted(self.nodes, key=lambda one: one.y):
            if cuts[-1] + BAND <= below < node.y:
                cuts.append((below + node.y) // 2)
            below = max(below, node.y + node.height)
        return tuple((top, end - top) for top, end in pairwise([*cuts, self.height]))

    def node(self, node_id: str) -> Node:
        return next(node for node in self.nodes if node.id == node_id)
