"""A synthetic region, drawn from published figures with a fixed seed. No row describes a real person.

Class first, then items independently within the class (the latent-class model), then what follows from them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks import calibration as c


@dataclass(frozen=True)
class Woman:
    """One synthetic pregnant woman."""

    municipality: str
    latent: str
    education: str
    smoked: bool
    items: frozenset[str]
    abused: bool
    abuse_disclosed: bool
    urgent: bool
    many_factors: bool
    factor_count: int
    preterm_or_small: bool
    quarter: int

    @property
    def vulnerable(self) -> bool:
        return self.urgent or self.many_factors


def draw(random: Random, chances: Mapping[str, float]) -> str:
    """A key, with these chances (they add up to 1)."""
    return random.choices(list(chances), list(chances.values()))[0]


def poisson(random: Random, mean: float) -> int:
    """A Poisson number; by normal approximation where the mean is large."""
    if mean > 500:
        return max(0, round(random.gauss(mean, math.sqrt(mean))))
    limit, number, product = math.exp(-mean), 0, random.random()
    while product > limit:
        number += 1
        product *= random.random()
    return number


def births(random: Random) -> dict[str, int]:
    """Births of one year per municipality."""
    return {code: poisson(random, mean) for code, (_, mean, _) in c.BIRTHS.items()}


def year(seed: int) -> Iterator[Woman]:
    random = Random(seed)
    for code, count in births(random).items():
        for _ in range(count):
            yield woman(random, code)


def women(seed: int, count: int) -> Iterator[Woman]:
    """Any number of women, spread over the municipalities as births are."""
    random = Random(seed)
    shares = {code: mean for code, (_, mean, _) in c.BIRTHS.items()}
    for code in random.choices(list(shares), list(shares.values()), k=count):
        yield woman(random, code)


def woman(random: Random, municipality: str) -> Woman:
    latent = draw(random, c.CLASS_SHARES)
    factor = c.BIRTHS[municipality][2]
    urgent = random.random() < _odds(c.URGENT[latent], factor)
    many = not urgent and random.random() < _odds(c.THREE_OR_MORE[latent], factor)
    abused = random.random() < c.ABUSE
    education = draw(random, c.EDUCATION)
    return Woman(
        municipality=municipality,
        latent=latent,
        education=education,
        smoked=random.random() < c.SMOKED[education],
        items=frozenset(item for item, chance in c.MARGINS.items() if random.random() < chance[latent]),
        abused=abused,
        abuse_disclosed=abused and random.random() < c.ABUSE_DISCLOSED / c.ABUSE,
        urgent=urgent,
        many_factors=many,
        factor_count=random.choices((1, 2, 3, 4), c.ACCUMULATION)[0],
        preterm_or_small=random.random() < c.PRETERM_OR_SMALL[latent],
        quarter=random.randrange(6),
    )


def _odds(chance: float, factor: float) -> float:
    odds = chance / (1 - chance) * factor
    return odds / (1 + odds)


@dataclass(frozen=True)
class Cascade:
    """What became of one signal that could have been."""

    recognised: bool
    accepted: bool
    arrived: bool


def cascade(random: Random, quarter: int) -> Cascade:
    """`quarter` 0 to 5: arrival gets better over six quarters."""
    first, last = c.ARRIVED
    return Cascade(
        recognised=random.random() < c.RECOGNISED + 0.02,
        accepted=random.random() < c.ACCEPTS_REFERRAL,
        arrived=random.random() < first + 0.03 + (last - first) * quarter / 5,
    )


def epds(random: Random) -> tuple[int, int]:
    """Two scores of the same woman without anything in between; their correlation is the reliability."""
    true = random.gauss(0, math.sqrt(c.EPDS_RELIABILITY))
    noise = math.sqrt(1 - c.EPDS_RELIABILITY)

    def scored() -> int:
        return round(c.EPDS_MEAN + c.EPDS_SD * (true + random.gauss(0, noise)))

    return scored(), scored()


def delivered(random: Random, phase: str) -> float:
    """Share of the guide's visits that one mother gets in a phase: beta-binomial."""
    mean, visits = c.DOSAGE[phase]
    strength = 1 / c.DOSAGE_RHO - 1
    chance = random.betavariate(mean * strength, (1 - mean) * strength)
    return sum(random.random() < chance for _ in range(visits)) / visits


def months_kept(random: Random) -> int:
    """Months until a mother leaves the programme; 29 when she stays to the end."""
    month = 0
    for hazard, length in c.LEAVING.values():
        for _ in range(length):
            month += 1
            if random.random() < hazard:
                return month
    return 29


def trial(random: Random, control: float, treated: float, sizes: tuple[int, int] = (223, 237)) -> float:
    """Two-sided p of a two-proportion test on a trial drawn with these chances of the outcome."""
    a = sum(random.random() < control for _ in range(sizes[0]))
    b = sum(random.random() < treated for _ in range(sizes[1]))
    pooled = (a + b) / sum(sizes)
    error = math.sqrt(pooled * (1 - pooled) * (1 / sizes[0] + 1 / sizes[1]))
    z = 0.0 if error == 0 else (a / sizes[0] - b / sizes[1]) / error
    return math.erfc(abs(z) / math.sqrt(2))


def trend(rows: list[tuple[int, bool]]) -> float:
    """Two-sided p of the Mantel test for trend of an outcome over ordered groups."""
    n = len(rows)
    mean_x = sum(x for x, _ in rows) / n
    mean_y = sum(y for _, y in rows) / n
    cov = sum((x - mean_x) * (y - mean_y) for x, y in rows)
    var = sum((x - mean_x) ** 2 for x, _ in rows) * sum((y - mean_y) ** 2 for _, y in rows) / (n - 1)
    return math.erfc(abs(cov / math.sqrt(var)) / math.sqrt(2))
