"""Where everything of a flow chart stands, in units of the drawing.

The chart reads from top to bottom, one step on a row, because that fits a phone and an A4 and leaves room for long Dutch words.
A step stands below the step (or key date) that it counts from; several followers stand one indent to the right of their common
line. A step that waits for other steps as well gets a join, with lines along the right edge.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sluitend.core.calendar import Anchor
from sluitend.core.content import LABELS, Pathway, Step
from sluitend.core.flow_chart.chart import GUTTER, LINE, MARGIN, PAD, ROUND, WIDTH, Edge, FlowChart, Kind, Node
from sluitend.core.flow_chart.step_words import (
    ABOUT,
    ANCHORS,
    Named,
    condition_words,
    offset_words,
    when_words,
)
from sluitend.core.text import Text, text

INDENT, SLOT, GAP, STEM = 28, 34, 22, 12
LETTER = 7.4
"""Width of an average letter at 14 units."""

Say = Callable[[object], str]


@dataclass
class _Item:
    """A row before it has its place."""

    id: str
    kind: Kind
    words: str
    step: Step | None = None
    children: list[_Item] = field(default_factory=list)
    waits_for: tuple[str, ...] = ()


def draw(pathway: Pathway, named: Named, say: Say) -> FlowChart:
    """`say` gives words in the reader's language: how they wrap decides how high a row is."""
    table = _Table(pathway, named, say)
    table.row(_tree(pathway, say), MARGIN)
    table.waiting_lines()
    table.stops()
    description = text(
        "%(steps)s stappen van boven naar beneden; dezelfde stappen staan als lijst hieronder.",
        steps=len(pathway.steps),
    )
    edges = tuple(table.edges)
    return FlowChart(pathway.id, say(pathway.titles), say(description), table.y + MARGIN, tuple(table.nodes), edges)


def _tree(pathway: Pathway, say: Say) -> _Item:
    """Start, key dates, steps: each below what it counts from, conditional ones below a choice."""
    start = _Item("start", Kind.START, say(text("Begin van het zorgpad")))
    items: dict[str, _Item] = {}
    for step in pathway.steps:
        before = [one for one in (step.start.anchor, *step.after) if one not in set(Anchor)]
        order = [one for one in items if one in before]
        place = order[-1] if order else step.start.anchor
        if place not in items:
            items[place] = _Item(f"key_{place}", Kind.KEY_DATE, say(ANCHORS[place]))
            start.children.append(items[place])
        item = _Item(f"step_{step.id}", Kind.STEP, say(step.titles), step, waits_for=tuple(order[:-1]))
        _under(items[place], item, say)
        items[step.id] = item
    return start


def _under(parent: _Item, item: _Item, say: Say) -> None:
    if item.step is None or item.step.when is None:
        parent.children.append(item)
        return
    choice = next((one for one in parent.children if one.kind is Kind.CHOICE), None)
    if choice is None:
        choice = _Item(f"choice_{parent.id}", Kind.CHOICE, say(text("Alleen wat hier geldt")))
        parent.children.append(choice)
    choice.children.append(item)


class _Table:
    """Gives every row its place, from top to bottom."""

    def __init__(self, pathway: Pathway, named: Named, say: Say) -> None:
        self.pathway, self.named, self.say = pathway, named, say
        self.y = MARGIN
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.waits: list[tuple[str, str]] = []

    def row(self, item: _Item, x: int) -> tuple[Node, Node]:
        """Place an item and all that follows from it; gives where its line comes in and where its followers leave from."""
        cells = list(self._cells(item, x))
        first, last = cells[0], cells[-1]
        self.nodes += cells
        for left, right in itertools.pairwise(cells):
            self._edge(left, right, ((left.right, left.middle), (right.x, right.middle)))
        self.waits += [(f"step_{one}", first.id) for one in item.waits_for]
        self.y = max(cell.bottom for cell in cells) + GAP
        alone = len(item.children) == 1
        for child in item.children:
            entry, _ = self.row(child, x if alone else x + INDENT)
            condition = self._condition(child) if item.kind is Kind.CHOICE else ""
            self._edge(last, entry, _elbow(last, entry, x, alone), condition)
        if item.kind is Kind.CHOICE or not item.children:
            self._end(last, default=item.kind is Kind.CHOICE)
        return first, last

    def _condition(self, item: _Item) -> str:
        assert item.step is not None
        assert item.step.when is not None
        return self.say(condition_words(item.step.when, self.named))

    def _cells(self, item: _Item, x: int) -> Iterator[Node]:
        if item.step is None:
            label = tuple(wrapped(item.words, WIDTH - GUTTER - x - SLOT))
            yield Node(item.id, item.kind, x, self.y, ROUND, ROUND, item.words, label)
            return
        kinds = [Kind.JOIN] if item.waits_for else []
        kinds += [Kind.TIMER] if item.step.start.offset.amount else []
        left = x + SLOT * len(kinds)
        box = self._box(item, left)
        for number, kind in enumerate(kinds):
            words = self.say(offset_words(item.step.start.offset)) if kind is Kind.TIMER else ""
            y = box.middle - ROUND // 2
            yield Node(f"{kind.value}_{item.step.id}", kind, x + SLOT * number, y, ROUND, ROUND, words)
        yield box

    def _box(self, item: _Item, x: int) -> Node:
        step = item.step
        assert step is not None
        width = WIDTH - GUTTER - x
        who = text("%(who)s, %(about)s", who=LABELS[step.who], about=ABOUT[step.about])
        sentences: list[Text] = [who, *when_words(step, self.pathway)]
        if step.when is not None:
            sentences.insert(0, text("Alleen als: %(what)s", what=condition_words(step.when, self.named)))
        lines = tuple(wrapped(item.words, width - 2 * PAD))
        notes = tuple(wrapped(" · ".join(self.say(one) for one in sentences), width - 2 * PAD))
        height = 2 * PAD + LINE * (len(lines) + len(notes))
        words = (item.words, lines, notes)
        return Node(item.id, item.kind, x, self.y, width, height, *words, step, self.say(step.source))

    def _edge(
        self,
        source: Node,
        target: Node,
        points: Sequence[tuple[int, int]],
        condition: str = "",
        *,
        waits: bool = False,
        default: bool = False,
    ) -> None:
        kept = tuple(one for n, one in enumerate(points) if n == 0 or one != points[n - 1])
        name = f"flow_{source.id}_{target.id}"
        self.edges.append(Edge(name, source.id, target.id, kept, condition, waits, default))

    def _end(self, last: Node, *, default: bool) -> None:
        """Where a branch ends, at the right edge. A step for which another one waits has no end of its own."""
        if last.step is not None and any(last.step.id in step.leans_on() for step in self.pathway.steps):
            return
        end = Node(f"end_{last.id}", Kind.END, WIDTH - GUTTER + 24, last.middle - 9, 18, 18)
        self.nodes.append(end)
        self._edge(last, end, ((last.right, last.middle), (end.x, end.middle)), default=default)

    def waiting_lines(self) -> None:
        """From a step that another one waits for: along the right edge, each in its own lane."""
        placed = {node.id: node for node in self.nodes}
        for lane, (source_id, target_id) in enumerate(self.waits):
            source, target = placed[source_id], placed[target_id]
            x, above = WIDTH - GUTTER + 8 + 6 * (lane % 3), target.y - 7
            corners = ((source.right, source.middle), (x, source.middle), (x, above), (target.centre, above))
            self._edge(source, target, (*corners, (target.centre, target.y)), waits=True)

    def stops(self) -> None:
        """On what the whole pathway ends, whatever step it is in."""
        for stop in self.pathway.stops:
            words = self.say(text("Stopt als: %(reason)s", reason=stop.reason))
            width = WIDTH - GUTTER - MARGIN
            lines = tuple(wrapped(words, width - 2 * PAD - 2 * SLOT))
            height = max(2 * PAD + LINE * len(lines), ROUND + 2 * PAD)
            self.nodes.append(
                Node(f"stop_{stop.id}", Kind.STOP, MARGIN, self.y, width, height, self.say(stop.reason), lines)
            )
            self.y += height + GAP // 2


def _elbow(last: Node, entry: Node, x: int, alone: bool) -> tuple[tuple[int, int], ...]:
    """Down from what came before, to the left to the common line, and into the next row."""
    leave = last.x + STEM + 1 if last.kind is Kind.STEP else last.centre
    low = last.bottom + 7
    if alone:
        arrive = entry.x + STEM + 1 if entry.kind is Kind.STEP else entry.centre
        return (leave, last.bottom), (leave, low), (arrive, low), (arrive, entry.y)
    line = x + STEM + 1
    return (leave, last.bottom), (leave, low), (line, low), (line, entry.middle), (entry.x, entry.middle)


def wrapped(words: str, width: int) -> Iterable[str]:
    """Lines that fit; a word that is longer than a line is broken with a hyphen."""
    room = max(int(width / LETTER), 12)
    line = ""
    for word in words.split():
        while len(word) > room:
            if line:
                yield line
            yield word[: room - 1] + "-"
            line, word = "", word[room - 1 :]
        if line and len(line) + 1 + len(word) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line
