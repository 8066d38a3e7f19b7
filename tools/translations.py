"""The sentences of the program and their English: extract, check, compile.

Dutch sentences are their own keys (docs/decisions/0003), so only English has catalogs: one per part of the program in
src/sluitend/locale/<part>/en/LC_MESSAGES/django.po. Uses Babel, because Debian's gettext is not on every machine.

    translations.py extract [--missing] [PATH ...]   the sentences, in the form of a .po file
    translations.py check                            fails with a list of what is missing, unused or contradictory
    translations.py compile                          .po to .mo
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_", "text"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
GAP = re.compile(r"%\((\w+)\)")

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Sentence:
    context: str | None
    singular: str
    plural: str | None
    where: str
    line: int

    @property
    def key(self) -> Key:
        return self.context, self.singular


def python_source(path: Path) -> bytes:
    """The file itself, or for a template the Python that Django's own extractor makes of it."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return content.encode()
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    # Indentation left over from the HTML would not be Python.
    return "\n".join(line.strip() for line in str(templatize(content, origin=str(path))).splitlines()).encode()


def sentences_in(path: Path, root: Path) -> Iterator[Sentence]:
    found = extract_python(io.BytesIO(python_source(path)), list(KEYWORDS), [], {"encoding": "utf-8"})
    for line, function, messages, _comments in found:
        spec = KEYWORDS[function]
        parts = [messages] if isinstance(messages, str) else list(messages or ())
        context = parts.pop(0) if spec and spec[0] == (1, "c") else None
        singular = parts[0] if parts else None
        if isinstance(singular, str) and singular:
            plural = parts[1] if spec and "n" in function[:2] and len(parts) > 1 else None
            yield Sentence(context, singular, plural, str(path.relative_to(root)), line)


def sources(under: Iterable[Path]) -> Iterator[Path]:
    for place in under:
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for path in files:
            if path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts):
                yield path


def all_sentences(root: Path, under: Iterable[Path] | None = None) -> list[Sentence]:
    places = list(under or [root / "src" / "sluitend"])
    return [sentence for path in sources(places) for sentence in sentences_in(path, root)]


def catalogs(root: Path) -> dict[Path, Catalog]:
    found = {}
    for path in sorted((root / "src" / "sluitend" / "locale").glob("*/en/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            found[path] = read_po(file, locale="en")
    return found


def entries(catalog: Catalog) -> Iterator[tuple[Key, Message]]:
    for message in catalog:
        if message.id:
            singular = message.id if isinstance(message.id, str) else message.id[0]
            yield (message.context, singular), message


def english_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def is_translated(message: Message) -> bool:
    return not message.fuzzy and all(english_of(message))


def translated(root: Path) -> set[Key]:
    return {key for catalog in catalogs(root).values() for key, message in entries(catalog) if is_translated(message)}


def missing_complaints(found: list[Sentence], known: set[Key]) -> Iterator[str]:
    for key, sentence in {sentence.key: sentence for sentence in reversed(found)}.items():
        if key not in known:
            yield f"{sentence.where}:{sentence.line}: no English for {sentence.singular!r}"


def has_strange_gap(message: Message) -> bool:
    gaps = set(GAP.findall(str(message.id)))
    return any(set(GAP.findall(english)) - gaps for english in english_of(message))


def catalog_complaints(path: Path, catalog: Catalog, used: set[Key], seen: dict[Key, list[str]]) -> Iterator[str]:
    for key, message in entries(catalog):
        if key not in used:
            yield f"{path}: no longer used: {key[1]!r}"
        if is_translated(message) and has_strange_gap(message):
            yield f"{path}: a gap that the Dutch does not have, in the English of {key[1]!r}"
        if seen.setdefault(key, english_of(message)) != english_of(message):
            yield f"{path}: another part translates {key[1]!r} differently"


def complaints(root: Path) -> list[str]:
    found = all_sentences(root)
    result = list(missing_complaints(found, translated(root)))
    used = {sentence.key for sentence in found}
    seen: dict[Key, list[str]] = {}
    for path, catalog in catalogs(root).items():
        result += catalog_complaints(path.relative_to(root), catalog, used, seen)
    return sorted(result)


def extract(root: Path, places: list[Path], only_missing: bool) -> None:
    known = translated(root) if only_missing else set()
    catalog = Catalog(charset="utf-8")
    for sentence in all_sentences(root, places):
        if sentence.key not in known:
            message = (sentence.singular, sentence.plural) if sentence.plural else sentence.singular
            catalog.add(message, context=sentence.context, locations=[(sentence.where, sentence.line)])
    write_po(sys.stdout.buffer, catalog, omit_header=True, width=120)


def check(root: Path) -> int:
    found = complaints(root)
    print("\n".join(found) or "translations: every sentence has its English", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


def compile_all(root: Path) -> None:
    for path, catalog in catalogs(root).items():
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            with compiled.open("wb") as file:
                write_mo(file, catalog)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["extract", "check", "compile"])
    parser.add_argument("paths", nargs="*", type=lambda value: Path(value).resolve())
    parser.add_argument("--missing", action="store_true", help="extract: only what has no English yet")
    chosen = parser.parse_args()
    if chosen.verb == "check":
        return check(ROOT)
    if chosen.verb == "extract":
        extract(ROOT, chosen.paths, chosen.missing)
    else:
        compile_all(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
