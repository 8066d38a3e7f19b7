"""Which Python local holds which FEEL name, while code is being made."""

from __future__ import annotations

from dataclasses import dataclass, field

from sluitend.core.tables.names import normal


@dataclass
class Frame:
    """Names of one place; `item` is set for the inside of a filter, where a name may be a field of the item."""

    names: dict[str, str] = field(default_factory=dict)
    item: str | None = None
    partial: bool = False


@dataclass
class Environment:
    frames: tuple[Frame, ...] = ()
    input: str | None = None
    """The local that holds `?`."""

    def inside(self, frame: Frame) -> Environment:
        return Environment((frame, *self.frames), self.input)

    def asking(self, local: str) -> Environment:
        return Environment(self.frames, local)

    def known(self) -> dict[str, str]:
        """Every name and its local, the nearest first."""
        found: dict[str, str] = {}
        for frame in self.frames:
            for name, local in frame.names.items():
                found.setdefault(name, local)
        return found

    def locals(self) -> list[str]:
        """Every local that code made here may use."""
        found = [local for frame in self.frames for local in (*frame.names.values(), frame.item) if local]
        if self.input:
            found.append(self.input)
        return list(dict.fromkeys(found))


def variables(names: dict[str, str]) -> Frame:
    return Frame({normal(name): local for name, local in names.items()})
