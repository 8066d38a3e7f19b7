"""Safety in the random histories: a matter from every beginning, its steps in any order, and what must hold of every matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sluitend.care.coordination import actions as coordination
from sluitend.care.network.models import Professional, StandIn
from sluitend.care.observations.actions import Seen
from sluitend.care.people.models import Family, FamilyMember, Person
from sluitend.care.safety import actions
from sluitend.care.safety.actions.promises import Next
from sluitend.care.safety.actions.starting import Beginning
from sluitend.care.safety.models import Matter, Member, PlanLine, Release, SafetyPromise
from sluitend.care.signalling.actions import Concern, NewFamily
from sluitend.care.trail.models import Entry
from sluitend.core.facts import ConsentAnswer, Wish
from sluitend.core.person import PersonFacts
from sluitend.core.roles import Role
from sluitend.core.safety import Consulted, Decision, Ending, Ground, Kind, MatterFacts, Told, wrongs
from tests.care.histories import Play

QUESTIONS = ("suspicion", "danger", "can_help", "accepted", "worked")
OPEN = SafetyPromise.Status.OPEN
WHY = ("", "Er is nu gevaar.", "Er is nu gevaar.")


def prepare(play: Play) -> None:
    """Two attention officers, each in an organisation of its own."""
    w = play.world
    w.professional("Adinda", w.youth_care, Role.ATTENTION_OFFICER)
    w.professional("Olga", w.social, Role.ATTENTION_OFFICER)


def officers(play: Play) -> list[Professional]:
    roles = {"role_assignments__role": Role.ATTENTION_OFFICER}
    return list(Professional.objects.on(play.today).filter(**roles).order_by("pk"))


def _secretly(play: Play, verb: Callable[..., int], *args: Any, by: Professional | None, **facts: Any) -> None:
    """A move in a matter leaves nothing in the trail that others read."""
    before = Entry.objects.count()
    play.try_(verb, *args, by=by, **facts)
    assert Entry.objects.count() == before


def begin(play: Play) -> None:
    if family := play.one(Family.objects.all()):
        officer = play.draw.pick([None, *(one.pk for one in officers(play))])
        beginning = Beginning(play.draw.pick(list(Ground)), "Moeder en kind", "Een blauwe plek.")
        facts = {"family_id": family.pk, "beginning": beginning, "officer_id": officer}
        _secretly(play, actions.start, by=play._involved(family), **facts)


def refused_with_danger(play: Play) -> None:
    """She wants no help and there is danger: of a family that is known, or of one that is registered by it."""
    seen = Seen(unease="Zij schrikt.", wish=Wish.REFUSES)
    more = {"danger": bool(play.draw.number(0, 4)), "agrees": ConsentAnswer.NO}
    family = play.one(Family.objects.all())
    if family is not None and play.draw.number(0, 1):
        concern = Concern(play.world.town.pk, seen, family_id=family.pk, **more)
        _secretly(play, actions.start_after_refusal, by=play._involved(family), concern=concern)
    else:
        name = f"Nummer{Person.objects.count()}"
        concern = Concern(play.world.town.pk, seen, new=NewFamily(PersonFacts("Sam", name)), **more)
        play.try_(actions.start_after_refusal, by=play.staff[0], concern=concern)


def _chosen(play: Play) -> tuple[Matter | None, Professional | None]:
    """A matter, and somebody of its circle; who holds it more often than others."""
    matter = play.one(Matter.objects.all())
    if matter is None:
        return None, None
    circle = list(Member.objects.filter(matter=matter, ended_at=None).select_related("professional").order_by("pk"))
    holders = [one for one in circle if one.part == "holder"]
    return matter, play.draw.pick([*circle, *holders, *holders]).professional


def _then(play: Play, matter: Matter) -> Next:
    """What comes next, and now and then what is done by it."""
    keeps = play.one(matter.promises.filter(status=OPEN)) if play.draw.number(0, 1) else None
    if play.draw.number(0, 2) == 0:
        return Next(keeps.pk if keeps else None)
    return Next(keeps.pk if keeps else None, "Bellen", play.later(20))


def take_step(play: Play) -> None:
    matter, who = _chosen(play)
    if matter is None:
        return
    verb = play.draw.pick(["map_signals", "consult", "talk", "check_child", "pause"])
    on, then = {"on": play.today}, {"then": _then(play, matter)}
    facts: dict[str, Any] = {
        "map_signals": {**on, **then, "facts": "Geschreeuw.", "disclosure": play.draw.number(0, 5) == 0},
        "consult": {**on, **then, "way": play.draw.pick(list(Consulted)), "whom": "Noor", "facts": "Blijf kijken."},
        "talk": {**on, **then, "held": bool(play.draw.number(0, 1)), "whom": "Sam", "facts": "Kort.", "reason": "Weg."},
        "check_child": {**on, **then, "serious": True, "children": None, "pregnant": True, "facts": "Het kind."},
        "pause": {"reason": "Vakantie.", "review_on": play.later(40)},
    }
    _secretly(play, getattr(actions, verb), matter.pk, by=who, **facts[verb])


def weigh(play: Play) -> None:
    """In any order and as far as one comes; with a reason or without."""
    matter, who = _chosen(play)
    if matter is not None:
        answered = QUESTIONS[: play.draw.number(0, len(QUESTIONS))]
        answers = {question: play.draw.pick(["yes", "yes", "no", "unsure"]) for question in answered}
        facts = {"answers": answers, "reason": play.draw.pick(WHY), "then": _then(play, matter)}
        _secretly(play, actions.weigh, matter.pk, by=who, **facts)


def decide(play: Play) -> None:
    matter, who = _chosen(play)
    if matter is not None:
        facts = {
            "decision": play.draw.pick(list(Decision)),
            "reason": play.draw.pick(WHY),
            "help_what": "Naar haar zus",
            "help_by": play.later(60),
            "report_on": play.draw.pick([None, play.later(3)]),
        }
        _secretly(play, actions.decide, matter.pk, by=who, **facts)


def report(play: Play) -> None:
    matter, who = _chosen(play)
    if matter is None:
        return
    made = play.one(matter.reports.all())
    if made is None or play.draw.number(0, 3) == 0:
        facts = {"made_on": play.today, "way": "phone", "about_whom": "unborn", "acute": bool(play.draw.number(0, 1))}
        told = {"parents_told": bool(play.draw.number(0, 1)), "why_not_told": "Niet veilig."}
        _secretly(play, actions.register_report, matter.pk, by=who, **facts, **told)
    elif play.draw.number(0, 1):
        facts = {"route": play.draw.pick(["investigation", "to_professionals"]), "then": _then(play, matter)}
        _secretly(play, actions.register_assessment, matter.pk, by=who, report_id=made.pk, on=play.today, **facts)
    else:
        facts = {"outcome": "Zicht.", "then": _then(play, matter)}
        _secretly(play, actions.register_investigation, matter.pk, by=who, report_id=made.pk, on=play.today, **facts)


def change_plan(play: Play) -> None:
    matter, who = _chosen(play)
    if matter is None:
        return
    line = play.one(PlanLine.objects.filter(matter=matter, dropped_at=None))
    if line is not None and play.draw.number(0, 1):
        _secretly(play, actions.drop_plan_line, matter.pk, by=who, line_id=line.pk, reason="Hij is weg.")
    else:
        facts = {"when": "Hij drinkt", "what": "Naar haar zus", "who": "Sam"}
        _secretly(play, actions.add_plan_line, matter.pk, by=who, **facts)


def show_a_parent(play: Play) -> None:
    matter, who = _chosen(play)
    if matter is None:
        return
    shown = play.one(Release.objects.filter(matter=matter, taken_back_at=None))
    if shown is not None and play.draw.number(0, 1):
        _secretly(play, actions.take_back, matter.pk, by=who, release_id=shown.pk, reason=play.draw.pick(WHY))
    elif parent := play.one(FamilyMember.objects.filter(family=matter.family_id)):
        facts = {"words": "Wij spraken.", "why": play.draw.pick(WHY), "what": play.draw.pick(list(Told))}
        _secretly(play, actions.release, matter.pk, by=who, person_id=parent.person_id, **facts)


def promise(play: Play) -> None:
    matter, who = _chosen(play)
    row = play.one(SafetyPromise.objects.filter(matter=matter, status=OPEN)) if matter else None
    if matter is None:
        return
    verb = play.draw.pick(["make", "keep", "withdraw", "set_date"])
    if verb == "make" or row is None:
        owner = play.draw.pick([play.somebody(), who])
        facts = {"what": "Oma bellen", "due_on": play.later(20), "owner_id": owner.pk}
        _secretly(play, actions.make_promise, matter.pk, by=who, **facts)
    elif verb == "keep":
        _secretly(play, actions.keep_promise, matter.pk, by=who, promise_id=row.pk, then=_then(play, matter))
    elif verb == "withdraw":
        facts = {"reason": play.draw.pick(WHY), "then": _then(play, matter)}
        _secretly(play, actions.withdraw_promise, matter.pk, by=who, promise_id=row.pk, **facts)
    else:
        facts = {"due_on": play.later(20), "reason": play.draw.pick(WHY)}
        _secretly(play, actions.set_promise_date, matter.pk, by=who, promise_id=row.pk, **facts)


def change_circle(play: Play) -> None:
    matter, who = _chosen(play)
    if matter is None:
        return
    member = play.one(Member.objects.filter(matter=matter, ended_at=None))
    verb = play.draw.pick(["add", "end", "pass_on", "take_up"])
    if verb == "add":
        facts = {"professional_id": play.somebody().pk, "why": "Kent het gezin."}
        _secretly(play, actions.add_to_circle, matter.pk, by=who, **facts)
    elif verb == "end":
        _secretly(play, actions.end_access, matter.pk, by=who, member_id=member.pk, reason="Klaar.")
    elif verb == "pass_on":
        facts = {"professional_id": member.professional_id, "reason": "Andere baan."}
        _secretly(play, actions.pass_on, matter.pk, by=who, **facts)
    else:
        _secretly(play, actions.take_up, matter.pk, by=play.draw.pick(officers(play)), reason="Er was niemand meer.")


def end_or_reopen(play: Play) -> None:
    matter, who = _chosen(play)
    if matter is None:
        return
    if not matter.is_open:
        _secretly(play, actions.reopen_matter, matter.pk, by=who, reason="Opnieuw een blauwe plek.")
        return
    facts = {
        "ending": play.draw.pick(list(Ending)),
        "reason": play.draw.pick(WHY),
        "confirmed_by": play.draw.pick(["", "Veilig Thuis"]),
        "follow_up": "De jeugdverpleegkundige vraagt ernaar",
        "follow_up_on": play.later(90),
        "withdraw_open": bool(play.draw.number(0, 2)),
    }
    _secretly(play, actions.end_matter, matter.pk, by=who, **facts)


def officer_away_or_back(play: Play) -> None:
    away, stand_in = play.draw.pick(officers(play)), play.draw.pick(officers(play))
    if StandIn.objects.filter(professional=away).exists():
        play.try_(coordination.return_from_absence, away.pk, by=away)
    else:
        facts = {"stand_in_id": stand_in.pk, "starts_on": play.today, "ends_on": play.later(40)}
        play.try_(coordination.stand_in_takes_over, away.pk, by=away, **facts)


MOVES: tuple[Callable[[Play], None], ...] = (
    begin,
    refused_with_danger,
    take_step,
    weigh,
    decide,
    report,
    change_plan,
    show_a_parent,
    promise,
    change_circle,
    end_or_reopen,
    officer_away_or_back,
)


def check(play: Play) -> None:
    """Every matter has one holder and a next step of its circle, ends only by a person, and is known to somebody who is here."""
    circles: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, who, part in Member.objects.filter(ended_at=None).values_list("matter_id", "professional_id", "part"):
        circles[pk].append((who, part))
    waiting: dict[int, list[tuple[Kind, int]]] = defaultdict(list)
    for pk, kind, owner in SafetyPromise.objects.filter(status=OPEN).values_list("matter_id", "kind", "owner_id"):
        waiting[pk].append((Kind(kind), owner))
    matters = list(Matter.objects.all())
    for one in matters:
        found = wrongs(_facts(one, circles[one.pk], waiting[one.pk]))
        assert not found, (one.pk, found)
    _known_to_somebody(play, {one.pk for one in matters if one.is_open}, circles)


def _facts(matter: Matter, circle: list[tuple[int, str]], waiting: list[tuple[Kind, int]]) -> MatterFacts:
    return MatterFacts(
        open=matter.is_open,
        holders=[who for who, part in circle if part == "holder"],
        circle=frozenset(who for who, _ in circle),
        promises=waiting,
        ending=matter.ending,
        ended_by=matter.ended_by_id,
    )


def _known_to_somebody(play: Play, matters: set[int], circles: dict[int, list[tuple[int, str]]]) -> None:
    """An open matter is never out of everybody's sight: somebody of its circle is here, or an officer who is here may take it up."""
    away = set(StandIn.objects.on(play.today).values_list("professional_id", flat=True))
    here = set(Professional.objects.on(play.today).values_list("pk", flat=True)) - away
    alone = {pk for pk in matters if not here & {who for who, _ in circles[pk]}}
    if not alone:
        return
    at_work = [play.actor(one) for one in officers(play) if one.pk in here]
    seen = {pk for by in at_work for pk in Matter.objects.without_anybody(by, play.today).values_list("pk", flat=True)}
    assert not at_work or alone <= seen, "a matter that nobody who is here can see"
