"""The published figures on which the synthetic region rests (reference/calibration.md; letters as there: R read, C computed, A assumed).

Everything made from these is synthetic and says so.
"""

from __future__ import annotations

LABEL = "synthetisch"

BIRTHS: dict[str, tuple[str, float, float]] = {
    # CBS code: (name, mean births a year 2019-2023, odds factor of vulnerability). CBS StatLine 37259 (R, C); factors (A).
    "GM0202": ("Arnhem", 1640, 1.25),
    "GM0203": ("Barneveld", 863, 0.8),
    "GM0221": ("Doesburg", 70, 1.3),
    "GM0226": ("Duiven", 207, 1.0),
    "GM0228": ("Ede", 1420, 1.0),
    "GM1705": ("Lingewaard", 387, 0.95),
    "GM0267": ("Nijkerk", 453, 1.0),
    "GM1734": ("Overbetuwe", 457, 0.95),
    "GM0274": ("Renkum", 192, 1.0),
    "GM0275": ("Rheden", 329, 1.05),
    "GM0277": ("Rozendaal", 12, 0.7),
    "GM0279": ("Scherpenzeel", 128, 0.8),
    "GM0289": ("Wageningen", 280, 1.0),
    "GM0293": ("Westervoort", 141, 1.25),
    "GM0299": ("Zevenaar", 372, 1.0),
}

CLASS_SHARES = {
    "multidimensional": 0.08,
    "high_care_use": 0.11,
    "socio_economic": 0.12,
    "psychosocial": 0.24,
    "healthy": 0.45,
}
"""Five latent classes (Molenaar; shares for the region are A)."""

MARGINS: dict[str, dict[str, float]] = {
    # item: probability per class (R where read; what was not read takes the margin of the sample).
    "rented_house": {
        "multidimensional": 0.64,
        "high_care_use": 0.10,
        "socio_economic": 0.58,
        "psychosocial": 0.36,
        "healthy": 0.10,
    },
    "no_vehicle": {
        "multidimensional": 0.32,
        "high_care_use": 0.07,
        "socio_economic": 0.29,
        "psychosocial": 0.13,
        "healthy": 0.06,
    },
    "low_liveability": {
        "multidimensional": 0.18,
        "high_care_use": 0.03,
        "socio_economic": 0.22,
        "psychosocial": 0.09,
        "healthy": 0.03,
    },
    "lost_relative": {
        "multidimensional": 0.06,
        "high_care_use": 0.05,
        "socio_economic": 0.01,
        "psychosocial": 0.03,
        "healthy": 0.03,
    },
    "lonely": {
        "multidimensional": 0.87,
        "high_care_use": 0.22,
        "socio_economic": 0.30,
        "psychosocial": 0.57,
        "healthy": 0.14,
    },
}

PRETERM_OR_SMALL = {
    "multidimensional": 0.21,
    "high_care_use": 0.14,
    "socio_economic": 0.15,
    "psychosocial": 0.13,
    "healthy": 0.117,
}
"""About twice the odds in the first class against the last (A); 13.4 % overall (R)."""

URGENT = {
    "multidimensional": 0.48,
    "high_care_use": 0.06,
    "socio_economic": 0.10,
    "psychosocial": 0.08,
    "healthy": 0.045,
}
"""One or more urgent vulnerabilities: about 10 % overall in midwife-led care (R); spread over classes (A)."""
THREE_OR_MORE = {
    "multidimensional": 0.38,
    "high_care_use": 0.05,
    "socio_economic": 0.16,
    "psychosocial": 0.13,
    "healthy": 0.045,
}
"""Three or more factors that are not urgent, without an urgent one: another 10 % (R; spread A)."""

ACCUMULATION = (0.278, 0.390, 0.216, 0.116)
"""1, 2, 3, 4 or more factors in a referred group (ELSIPS, R)."""
EDUCATION = {"low": 0.18, "middle": 0.38, "high": 0.44}
SMOKED = {"low": 0.16, "middle": 0.12, "high": 0.03}
"""Smoked at some time in pregnancy, 2018 (R)."""
ABUSE, ABUSE_DISCLOSED = 0.106, 0.024
"""Partner violence in pregnancy as measured (Van Parys, R) and as disclosed (ELSIPS, R): true and disclosed are made apart."""

EPDS_MEAN, EPDS_SD, EPDS_RELIABILITY = 7.22, 5.06, 0.70
RECOGNISED, ARRIVED = 0.478, (0.557, 0.755)
"""Distress recognised by the midwife (Anding, R); arrival at the service, first and sixth quarter (Bari, R)."""
ACCEPTS_REFERRAL = 0.65

DOSAGE = {"pregnancy": (0.80, 14), "infancy": (0.70, 28), "toddlerhood": (0.70, 22)}
"""Mean share of the guide's visits that are delivered (A, near Lothian), and the number of guides per phase (R)."""
DOSAGE_RHO = 0.15
LEAVING = {"pregnancy": (0.010, 5), "year_1": (0.010, 12), "year_2": (0.004, 12)}
"""Monthly hazard of leaving and number of months (A)."""
