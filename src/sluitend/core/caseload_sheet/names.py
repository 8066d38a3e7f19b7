"""Names of mothers, coordinators and municipalities as they are typed: variants, remarks and damage."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sluitend.core.caseload_sheet.cells import Cell, CellError, plain
from sluitend.core.matching import PARTICLES, folded, unaccented
from sluitend.core.text import text

LONGEST_NAME = 100
UNDECIDED = ("nog te bepalen", "ntb", "n.t.b.", "volgt", "vacature")

_HOLE = re.compile("[?\ufffd]")
_REMARK = re.compile(r"\(([^)]*)\)")
_NAME = re.compile(r"[^\W\d_][^\W\d_'’`.\- ]*(?:[ '’`.\-]+[^\W\d_]+)*[.'’]?")


@dataclass(frozen=True)
class Name:
    given: str = ""
    family: str = ""
    remark: str = ""

    @property
    def damaged(self) -> bool:
        """A letter was lost on the way ("Y?lmaz"); nobody can tell which."""
        return bool(_HOLE.search(self.given + self.family))


def name_in(cell: Cell) -> Name:
    """A name with the remarks in brackets apart; a single word is a given name."""
    words = plain(cell)
    remark = "; ".join(_REMARK.findall(words))
    name = repaired(" ".join(_REMARK.sub(" ", words).split()))
    if not name:
        raise CellError(text("de naam ontbreekt"))
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(_HOLE.sub("x", name).lstrip("'’")):
        raise CellError(text("dit is geen naam; verwacht een voornaam en een achternaam"))
    given, _, family = (name.title() if name.isupper() else name).partition(" ")
    return Name(given, family, remark)


def repaired(words: str) -> str:
    """Undo UTF-8 that was read as Windows-1252 ("Ã–zdemir"), word by word; other words stay as they are."""
    return " ".join(_repaired_word(word) for word in words.split(" "))


def _repaired_word(word: str) -> str:
    try:
        return word.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return word


def alike(one: str, other: str) -> bool:
    """Whether two names are the same once accents, case and lost letters ("Y?lmaz") are forgiven."""
    if not _HOLE.search(one + other):
        return bool(folded(one)) and folded(one) == folded(other)
    mine, theirs = _HOLE.sub("?", unaccented(one)), _HOLE.sub("?", unaccented(other))
    return len(mine) == len(theirs) and all(a == b or "?" in (a, b) for a, b in zip(mine, theirs, strict=True))


def municipality_in(cell: Cell, municipalities: Mapping[str, str]) -> str:
    """The CBS code. `municipalities`: folded name or abbreviation to code."""
    words = plain(cell)
    if not words:
        raise CellError(text("de gemeente ontbreekt"))
    code = municipalities.get(folded(words))
    if code is None:
        raise CellError(text("deze gemeente hoort niet bij de regio"))
    return code


@dataclass(frozen=True)
class _Spelled:
    """A coordinator's name taken apart: "M.v.Dalen (CJG)" has initial m and family name dalen."""

    initials: str
    family: str


def cleaned(words: str) -> str:
    """Without what stands in brackets, behind a dash or in capitals at the end ("A. Kroon JGZ")."""
    name = _REMARK.sub(" ", words).split(" - ")[0]
    name = re.sub(r"\s+[A-Z]{2,5}\s*$", "", name)
    return " ".join(re.sub(r"(?<=\.)(?=\S)", " ", name).split())


def _spelled(words: str) -> _Spelled:
    parts = [part for part in folded(cleaned(words)).split() if part not in PARTICLES and part != "v"]
    initials = "".join(part[0] for part in parts[:-1])
    return _Spelled(initials, parts[-1] if parts else "")


def undecided(words: str) -> bool:
    return not words or words.casefold() in UNDECIDED


def same_coordinator(one: str, other: str) -> bool:
    """The same family name, and initials that do not contradict each other."""
    a, b = _spelled(one), _spelled(other)
    return (
        bool(a.family) and a.family == b.family and (not a.initials or not b.initials or a.initials[0] == b.initials[0])
    )


def coordinator_in(cell: Cell, known: Collection[str]) -> str:
    """The known professional who is meant, "" when nobody is decided yet; an unknown or unclear name is refused."""
    words = plain(cell)
    if undecided(words):
        return ""
    found = [name for name in known if same_coordinator(words, name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CellError(text("meer dan één medewerker past hierbij: %(names)s", names=" / ".join(found)))
    raise CellError(text("deze medewerker is niet bekend"))


def coordinators_in(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The people named in a column, each once, in their fullest spelling; for a first import into an empty region."""
    names = sorted({cleaned(words) for cell in cells if not undecided(words := plain(cell))}, key=_fullness)
    people: list[str] = []
    for name in names:
        if not any(same_coordinator(name, person) for person in people):
            people.append(name)
    return tuple(people)


def _fullness(name: str) -> tuple[int, int, str]:
    """Names with initials first, then the longer ones: "M. van Dalen" before "M. v. Dalen" before "van Dalen"."""
    return (0 if _spelled(name).initials else 1, -len(name), name)
