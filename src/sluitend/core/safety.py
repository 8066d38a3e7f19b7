"""The reporting code as it is used (domain.md 8), and what keeps a safety matter from being forgotten.

Steps repeat, are interrupted and come in any order, with a reason. The weighing advises, a person decides. An open matter has one
holder, somebody of its circle, and a next dated step; the clock ends nothing. Nothing in here reports to anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sluitend.core.calendar import Offset
from sluitend.core.content.regions import Term
from sluitend.core.content.weighing import Outcome, Question, WeighingFramework
from sluitend.core.text import Text, text


class Part(StrEnum):
    """What somebody is in the circle of a matter."""

    HOLDER = "holder"
    OFFICER = "officer"
    CONSULTED = "consulted"


DECIDES = frozenset({Part.HOLDER, Part.OFFICER})
"""Who decides, reports, changes the circle and ends; who is consulted thinks along and notes what was said."""

PARTS: dict[Part, Text] = {
    Part.HOLDER: text("Houdt de zaak vast"),
    Part.OFFICER: text("Aandachtsfunctionaris"),
    Part.CONSULTED: text("Denkt mee"),
}


class Step(StrEnum):
    SIGNALS = "signals"
    CONSULTATION = "consultation"
    CONVERSATION = "conversation"
    WEIGHING = "weighing"
    DECISION = "decision"
    CHILD_CHECK = "child_check"
    PAUSE = "pause"
    PASSED_ON = "passed_on"
    """Somebody else holds the matter from then, and why."""


STEPS: dict[Step, Text] = {
    Step.SIGNALS: text("Signalen in kaart"),
    Step.CONSULTATION: text("Overleg"),
    Step.CONVERSATION: text("Gesprek met de ouders"),
    Step.WEIGHING: text("Weging"),
    Step.DECISION: text("Besluit"),
    Step.CHILD_CHECK: text("Kindcheck"),
    Step.PAUSE: text("Onderbroken"),
    Step.PASSED_ON: text("Overgedragen"),
}
BEFORE_A_DECISION = (Step.SIGNALS, Step.CONSULTATION, Step.CONVERSATION, Step.WEIGHING)
"""What usually comes first; skipping needs a reason, and danger is one."""


def skipped(done: Collection[Step]) -> tuple[Step, ...]:
    """The steps that did not happen before a decision."""
    return tuple(step for step in BEFORE_A_DECISION if step not in done)


class Ground(StrEnum):
    """How a matter begins."""

    CONCERN = "concern"
    DISCLOSURE = "disclosure"
    REFUSAL = "refusal"
    CHILD_CHECK = "child_check"


GROUNDS: dict[Ground, Text] = {
    Ground.CONCERN: text("Ik zie of hoor iets dat mij zorgen geeft over de veiligheid"),
    Ground.DISCLOSURE: text("Iemand uit het gezin vertelde het zelf, zonder dat ik ernaar vroeg"),
    Ground.REFUSAL: text("Het gezin wil geen hulp, en er is gevaar"),
    Ground.CHILD_CHECK: text("Een ouder heeft ernstige problemen: de kindcheck"),
}


class Consulted(StrEnum):
    COLLEAGUE = "colleague"
    OFFICER = "officer"
    VEILIG_THUIS = "veilig_thuis"


CONSULTED: dict[Consulted, Text] = {
    Consulted.COLLEAGUE: text("Een collega"),
    Consulted.OFFICER: text("De aandachtsfunctionaris"),
    Consulted.VEILIG_THUIS: text("Veilig Thuis, om advies"),
}


class Decision(StrEnum):
    REPORT = "report"
    HELP = "help"
    REPORT_AND_HELP = "report_and_help"
    NO_FURTHER = "no_further"

    @property
    def reports(self) -> bool:
        return self in {Decision.REPORT, Decision.REPORT_AND_HELP}

    @property
    def helps(self) -> bool:
        return self in {Decision.HELP, Decision.REPORT_AND_HELP}


DECISIONS: dict[Decision, Text] = {
    Decision.REPORT: text("Melden bij Veilig Thuis"),
    Decision.HELP: text("Zelf hulp geven of organiseren"),
    Decision.REPORT_AND_HELP: text("Melden en ook hulp organiseren"),
    Decision.NO_FURTHER: text("Nu niets verder doen, en dit vastleggen"),
}
OUTCOMES: dict[Outcome, Text] = {
    Outcome.NO_FURTHER: text("Geen vermoeden meer: sluit af en leg dit vast"),
    Outcome.REPORT: text("Melden bij Veilig Thuis"),
    Outcome.HELP: text("Zelf hulp geven of organiseren, en daarna opnieuw kijken"),
    Outcome.CLOSE_WITH_FOLLOW_UP: text("De hulp werkt: sluit af met afspraken over het volgen van de veiligheid"),
}
_FITS: dict[Outcome, frozenset[Decision]] = {
    Outcome.NO_FURTHER: frozenset({Decision.NO_FURTHER}),
    Outcome.REPORT: frozenset({Decision.REPORT, Decision.REPORT_AND_HELP}),
    Outcome.HELP: frozenset({Decision.HELP, Decision.REPORT_AND_HELP}),
    Outcome.CLOSE_WITH_FOLLOW_UP: frozenset({Decision.NO_FURTHER, Decision.HELP}),
}


def follows(decision: Decision, advice: Outcome | None) -> bool:
    """Whether this is what the weighing advised; otherwise it needs a reason. Without advice it always does."""
    return advice is not None and decision in _FITS[advice]


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Weighed:
    """A weighing as far as it was answered."""

    path: tuple[tuple[Question, Answer], ...]
    advice: Outcome | None
    open: Question | None = None
    """The question that was not answered; None when the weighing came to an end."""
    against_disclosure: Question | None = None
    """Answered "no" although somebody told it herself."""


def weigh(framework: WeighingFramework, answers: Mapping[str, Answer], *, disclosure: bool = False) -> Weighed:
    """Follow the branches from the first question. "Report" stays the advice, whatever is weighed after it.

    A question of which one is unsure stops the way with an advice only when one was reached before: in doubt one asks Veilig Thuis for
    advice (domain.md 8, step 4).
    """
    by_id = {question.id: question for question in framework.questions}
    path: list[tuple[Question, Answer]] = []
    advice: Outcome | None = None
    against: Question | None = None
    question: Question | None = framework.questions[0]
    while question is not None:
        answer = answers.get(question.id)
        if answer is None:
            return Weighed(tuple(path), advice, open=question, against_disclosure=against)
        path.append((question, answer))
        if answer is Answer.UNSURE:
            return Weighed(tuple(path), advice, against_disclosure=against)
        if disclosure and question.disclosure_says_yes and answer is Answer.NO:
            against = question
        branch = question.branch(answer is Answer.YES)
        if branch.outcome is not None and advice is not Outcome.REPORT:
            advice = branch.outcome
        question = by_id[branch.next] if branch.next else None
    return Weighed(tuple(path), advice, against_disclosure=against)


class ChildCheck(StrEnum):
    NOT_NEEDED = "not_needed"
    ASK = "ask"
    NO_CHILD = "no_child"
    CHILD = "child"


CHILD_CHECKS: dict[ChildCheck, Text] = {
    ChildCheck.NOT_NEEDED: text("Geen ernstige problemen: de kindcheck is niet nodig."),
    ChildCheck.ASK: text("Nog niet bekend of er een kind is of komt. Vraag dit eerst na."),
    ChildCheck.NO_CHILD: text("Er is geen kind en zij is niet zwanger."),
    ChildCheck.CHILD: text("Er is een kind, of er komt een kind. Weeg ook de veiligheid van dat kind."),
}


def child_check(*, serious: bool, children: bool | None, pregnant: bool | None) -> ChildCheck:
    """A grown-up with serious problems: are there children, or is she pregnant? None: not known (domain.md 8, S4)."""
    if not serious:
        return ChildCheck.NOT_NEEDED
    if children or pregnant:
        return ChildCheck.CHILD
    return ChildCheck.ASK if children is None or pregnant is None else ChildCheck.NO_CHILD


def due(term: Term, start: date) -> date:
    """When a term that started on this day ends: working days skip weekends and Dutch holidays."""
    return Offset(term.amount, term.unit).from_date(start)


def ask_after_report(assessment: Term, made_on: date, today: date, *, acute: bool) -> date:
    """When to ask what Veilig Thuis made of a report: at once when it was acute, else after the term of its assessment."""
    return today if acute else due(assessment, made_on)


class Told(StrEnum):
    """What of a matter can be shown on the own pages of a parent: only what was told before, in the words chosen for it."""

    CONVERSATION = "conversation"
    REPORT = "report"
    PLAN = "plan"


TOLD: dict[Told, Text] = {
    Told.CONVERSATION: text("Wat er in het gesprek is verteld"),
    Told.REPORT: text("Dat er een melding is gedaan"),
    Told.PLAN: text("Wat er samen is afgesproken over veiligheid"),
}


def not_told_yet(what: Told, *, spoken: bool, told_of_report: bool, plan: bool) -> Text | None:
    """Why this cannot be shown to a parent yet; None when it can. A page is never the first to tell (domain.md 8, our rule)."""
    if what is Told.REPORT and not told_of_report:
        return text("De ouders weten nog niet van een melding. Vertel het eerst zelf, en leg dat vast bij de melding.")
    if what is Told.PLAN and not plan:
        return text("Er is nog geen veiligheidsplan.")
    if not spoken:
        return text("Er is nog geen gesprek met de ouders vastgelegd. Vertel het eerst zelf.")
    return None


class Ending(StrEnum):
    NO_SUSPICION = "no_suspicion"
    HELP_WORKED = "help_worked"
    WATCHED_BY_OTHERS = "watched_by_others"
    ENTERED_IN_ERROR = "entered_in_error"


ENDINGS: dict[Ending, Text] = {
    Ending.NO_SUSPICION: text("Er is geen vermoeden van onveiligheid meer"),
    Ending.HELP_WORKED: text("De hulp werkt, met afspraken over het volgen van de veiligheid"),
    Ending.WATCHED_BY_OTHERS: text("Veilig Thuis of een andere organisatie waakt nu, en heeft dat bevestigd"),
    Ending.ENTERED_IN_ERROR: text("Per vergissing begonnen"),
}


class Kind(StrEnum):
    """What a dated promise in a matter is about."""

    STEP = "step"
    REPORT = "report"
    ASSESSMENT = "assessment"
    INVESTIGATION = "investigation"
    HELP = "help"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class MatterFacts:
    """All that the rules need to know of one matter."""

    open: bool
    holders: Sequence[int]
    circle: frozenset[int]
    promises: Sequence[tuple[Kind, int]]
    """Of the open ones: kind and owner."""
    ending: str = ""
    ended_by: int | None = None


def wrongs(facts: MatterFacts) -> list[Text]:
    """What is wrong with a matter, as sentences; nothing when all rules hold."""
    found = []
    if not facts.circle >= {owner for _, owner in facts.promises}:
        found.append(text("Een termijn hoort bij iemand die niet in de kring zit."))
    if facts.open:
        if len(facts.holders) != 1:
            found.append(text("Precies één mens houdt de zaak vast. Draag haar eerst over."))
        if not facts.promises:
            found.append(text("Spreek eerst een volgende stap af, met een naam en een datum."))
    else:
        if not facts.ending or facts.ended_by is None:
            found.append(text("Een zaak eindigt door een mens, met een reden."))
        if any(kind is not Kind.FOLLOW_UP for kind, _ in facts.promises):
            found.append(
                text("Er staat nog een stap of termijn open. Rond die eerst af, of laat haar met een reden vervallen.")
            )
    return found
