"""The versions of DMN by their namespaces, and everything else of a file in the words of 1.3."""

from __future__ import annotations

NAMESPACES = {
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
MODEL_13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"
_BASE = "https://www.omg.org/spec/DMN/20191111/"
_OTHERS = (
    "http://www.omg.org/spec/DMN/20180521/",
    "https://www.omg.org/spec/DMN/20211108/",
    "https://www.omg.org/spec/DMN/20230324/",
)
_UNCHANGED = ("http://www.omg.org/spec/DMN/20180521/DI/", "http://www.omg.org/spec/DMN/20180521/DC/")


def as_version_13(written: str) -> str:
    """Namespaces of the other versions as those of 1.3; the shared drawing namespaces keep their date."""
    for at, kept in enumerate(_UNCHANGED):
        written = written.replace(kept, f"\0{at}\0")
    for other in _OTHERS:
        for part in ("MODEL", "DMNDI", "FEEL"):
            written = written.replace(other + part, _BASE + part)
    for at, kept in enumerate(_UNCHANGED):
        written = written.replace(f"\0{at}\0", kept)
    return written
