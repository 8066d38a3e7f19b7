"""Which Python local holds which FEEL name, while code is being made."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Frame:
    """Names of one place; `item` is set for the inside of a filter, where a name may be a field of the item."""

    names: dict[str, str] = field(default_factory=dict)
    item: str | None = None
    partial: bool = False
    exact: dict[str, str] = field(default_factory=dict)
    """Locals that hold a value of one known Python type, or None."""


@dataclass
class Environment:
    frames: tuple[Frame, ...] = ()
    input: str | None = None
    """The local that holds `?`."""

    def inside(self, frame: Frame) -> Environment:
        return Environment((frame, *self.frames), self.input)

    def asking(self, local: str) -> Environment:
        return Environment(self.frames, local)

    def exact(self, local: str) -> str | None:
        return next((frame.exact[local] for frame in self.frames if local in frame.exact), None)

    def locals(self) -> list[str]:
        """Every local that code made here may use."""
        found = [local for frame in self.frames for local in (*frame.names.values(), frame.item) if local]
        if self.input:
            found.append(self.input)
        return list(dict.fromkeys(found))
