"""Our own line icons, on a grid of 24 by 24. Each is a path for a stroke; an icon never stands without words."""

from __future__ import annotations

PATHS = {
    "baby": "M12 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10M5 21c1-4 3-6 7-6s6 2 7 6M10 9.5c1 1 3 1 4 0",
    "back": "M14 6l-6 6l6 6",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clock": "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M12 7v5l3.5 2",
    "cross": "M6 6l12 12M18 6L6 18",
    "eye": "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7M12 9a3 3 0 1 1 0 6a3 3 0 0 1 0-6",
    "family": "M8 5a3 3 0 1 1 0 6a3 3 0 0 1 0-6M17 9a2 2 0 1 1 0 4a2 2 0 0 1 0-4M2 20c0-8 12-8 12 0M15 16c4-1 6 1 6 4",
    "flag": "M6 21V4h12l-3 4l3 4H6",
    "forward": "M10 6l6 6l-6 6",
    "info": "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M12 11v5.5M12 7.5v.5",
    "language": "M3 5h18v12H11l-5 4v-4H3zM8 9h8M8 13h5",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "moon": "M19 14.5A8 8 0 0 1 9.5 5a8 8 0 1 0 9.5 9.5z",
    "person": "M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8M4 21c0-5 3-7 8-7s8 2 8 7",
    "phone": "M6 3h4l1.5 5l-2.5 2c1 2 3 4 5 5l2-2.500l5 1.500v4c-8 2-17-7-15-15z",
    "plus": "M12 5v14M5 12h14",
    "question": "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M9.500 9.500c0-3.500 5-3.500 5 0c0 2-2.500 2-2.500 4M12 16.500v.5",
    "search": "M11 4a7 7 0 1 1 0 14a7 7 0 0 1 0-14M16 16l5 5",
    "swap": "M4 8h15l-4-4M20 16H5l4 4",
    "warning": "M12 4l9.500 16h-19zM12 10v5M12 17v.5",
}
