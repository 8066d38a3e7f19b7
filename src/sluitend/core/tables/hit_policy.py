"""What a table answers once it is known which rules match: hit policies and aggregators (DMN 1.3, 8.2.10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, Overflow

from sluitend.core.tables.constants import fixed_outputs
from sluitend.core.tables.run import Run
from sluitend.core.tables.tree import TableNode
from sluitend.core.tables.values import NUMBERS, Value, equal, order
from sluitend.core.text import text

Outputs = Callable[[int], Value]
"""What the rule of a number gives: one value, or a context of named ones."""
POLICIES = {
    "UNIQUE": "unique_hit",
    "FIRST": "first_hit",
    "ANY": "any_hit",
    "PRIORITY": "priority_hit",
    "OUTPUT ORDER": "ordered_hits",
    "RULE ORDER": "rule_hits",
    "COLLECT": "collected_hits",
}


@dataclass(frozen=True)
class Plan:
    """What a table needs to make its answer and to be traced."""

    name: str
    output_names: tuple[str, ...]
    priorities: tuple[tuple[Value, ...], ...]
    aggregation: str
    rule_ids: tuple[str, ...]
    annotations: tuple[tuple[str, ...], ...]
    site: int

    @staticmethod
    def of(node: TableNode, site: int) -> Plan:
        ids = tuple(rule.id for rule in node.rules)
        annotations = tuple(rule.annotations for rule in node.rules)
        return Plan(node.name, node.output_names, node.priorities, node.aggregation, ids, annotations, site)

    def rank(self, value: Value) -> tuple[int, ...]:
        """Where an answer stands in the lists of allowed values; what is not listed comes last."""
        values = [value] if len(self.output_names) == 1 else [value[name] for name in self.output_names]
        return tuple(_place(one, allowed) for one, allowed in zip(values, self.priorities, strict=True) if allowed)


def _place(output: Value, allowed: tuple[Value, ...]) -> int:
    return next((at for at, value in enumerate(allowed) if equal(output, value) is True), len(allowed))


def rules_by_rank(node: TableNode) -> list[int]:
    """The rules of a table with fixed outputs in the order of their answers' priority, the first first among equals."""
    plan, outputs = Plan.of(node, 0), fixed_outputs(node)
    assert outputs is not None
    ranks = [plan.rank(outputs(number)) for number in range(len(node.rules))]
    return sorted(range(len(ranks)), key=ranks.__getitem__)


def _none(rt: Run, plan: Plan) -> None:
    rt.note(plan.site, text("Geen enkele rij past."))


def _fire(rt: Run, plan: Plan, hits: Sequence[int]) -> None:
    rt.fired += ((plan, hits),)


def first_hit(rt: Run, plan: Plan, hits: Sequence[int], outputs: Outputs) -> Value:
    if not hits:
        return _none(rt, plan)
    rt.fired += ((plan, hits),)
    return outputs(hits[0])


def unique_hit(rt: Run, plan: Plan, hits: Sequence[int], outputs: Outputs) -> Value:
    if len(hits) == 1:
        rt.fired += ((plan, hits),)
        return outputs(hits[0])
    if not hits:
        return _none(rt, plan)
    numbers = ", ".join(str(hit + 1) for hit in hits)
    rt.note(plan.site, text("Er past meer dan één rij (%(rules)s), en dat mag hier niet.", rules=numbers))
    return None


def any_hit(rt: Run, plan: Plan, hits: Sequence[int], outputs: Outputs) -> Value:
    if not hits:
        return _none(rt, plan)
    values = [outputs(hit) for hit in hits]
    if all(equal(value, values[0]) is True for value in values[1:]):
        _fire(rt, plan, hits)
        return values[0]
    numbers = ", ".join(str(hit + 1) for hit in hits)
    rt.note(plan.site, text("De rijen %(rules)s passen en geven een verschillend antwoord.", rules=numbers))
    return None


def _by_priority(plan: Plan, hits: Sequence[int], outputs: Outputs) -> list[tuple[int, Value]]:
    found = [(hit, outputs(hit)) for hit in hits]
    return sorted(found, key=lambda pair: plan.rank(pair[1]))


def priority_hit(rt: Run, plan: Plan, hits: Sequence[int], outputs: Outputs) -> Value:
    if not hits:
        return _none(rt, plan)
    hit, value = _by_priority(plan, hits, outputs)[0]
    _fire(rt, plan, (hit,))
    return value


def ordered_hits(rt: Run, plan: Plan, hits: Sequence[int], outputs: Outputs) -> Value:
    if not hits:
        return _none(rt, plan)
    found = _by_priority(plan, hits, outputs)
    _fire(rt, plan, [hit for hit, _ in found])
    return [value for _, value in found]


def rule_hits(rt: Run, plan: Plan, hits: Sequence[int], outputs: Outputs) -> Value:
    if not hits:
        return _none(rt, plan)
    _fire(rt, plan, hits)
    return [outputs(hit) for hit in hits]


def collected_hits(rt: Run, plan: Plan, hits: Sequence[int], outputs: Outputs) -> Value:
    if not hits:
        return Decimal(0) if plan.aggregation == "COUNT" else _none(rt, plan)
    _fire(rt, plan, hits)
    values = [outputs(hit) for hit in hits]
    aggregate = _AGGREGATORS.get(plan.aggregation)
    if aggregate is None:
        return values
    found = aggregate(values)
    if found is None:
        rt.note(plan.site, text("De antwoorden zijn niet bij elkaar te nemen (%(how)s).", how=plan.aggregation))
    return found


def _sum(values: list[Value]) -> Value:
    total = Decimal(0)
    for value in values:
        if type(value) is not Decimal:
            return None
        try:
            total = NUMBERS.add(total, value)
        except (InvalidOperation, Overflow):
            return None
    return total


def _extreme(sign: int) -> Callable[[list[Value]], Value]:
    def find(values: list[Value]) -> Value:
        best = values[0]
        for value in values:
            found = order(value, best)
            if found is None:
                return None
            if found == sign:
                best = value
        return best

    return find


_AGGREGATORS: dict[str, Callable[[list[Value]], Value]] = {
    "SUM": _sum,
    "COUNT": lambda values: Decimal(len(values)),
    "MIN": _extreme(-1),
    "MAX": _extreme(1),
}
