"""The acceptance tests of the synthetic region (reference/calibration.md, section 8), with fixed seeds."""

import math
from collections import Counter
from random import Random

import pytest

from benchmarks import calibration as c
from benchmarks import synthetic

SAMPLE = list(synthetic.women(seed=7, count=40_000))


def share(found) -> float:
    found = list(found)
    return sum(found) / len(found)


def test_births_per_municipality_stay_within_the_poisson_limits():
    made = synthetic.births(Random(11))
    for code, (name, mean, _) in c.BIRTHS.items():
        assert abs(made[code] - mean) <= 2.576 * math.sqrt(mean) + 1, name
    assert sum(made.values()) == pytest.approx(6951, rel=0.02)


def test_class_shares_and_margins_are_the_published_ones():
    for latent, expected in c.CLASS_SHARES.items():
        assert share(w.latent == latent for w in SAMPLE) == pytest.approx(expected, abs=0.01)
    for item, chances in c.MARGINS.items():
        for latent, expected in chances.items():
            assert share(item in w.items for w in SAMPLE if w.latent == latent) == pytest.approx(expected, abs=0.03)
    assert 0.12 <= share(w.preterm_or_small for w in SAMPLE) <= 0.15


def test_one_in_ten_is_urgent_and_one_in_five_vulnerable():
    assert 0.09 <= share(w.urgent for w in SAMPLE) <= 0.11
    assert 0.18 <= share(w.vulnerable for w in SAMPLE) <= 0.22


def test_factors_accumulate_as_in_a_referred_group():
    counts = Counter(w.factor_count for w in SAMPLE if w.vulnerable)
    for number, expected in enumerate(c.ACCUMULATION, start=1):
        assert counts[number] / counts.total() == pytest.approx(expected, abs=0.04)


def test_smoking_follows_education_and_little_abuse_is_disclosed():
    for education, expected in c.SMOKED.items():
        assert share(w.smoked for w in SAMPLE if w.education == education) == pytest.approx(expected, abs=0.02)
    assert 3 * share(w.abuse_disclosed for w in SAMPLE) < share(w.abused for w in SAMPLE)


@pytest.mark.parametrize("phase", list(c.DOSAGE))
def test_delivered_visits_have_the_assumed_mean(phase):
    random = Random(3)
    assert share(synthetic.delivered(random, phase) for _ in range(4_000)) == pytest.approx(
        c.DOSAGE[phase][0], abs=0.03
    )


def test_four_in_five_stay_to_the_end():
    random = Random(5)
    assert 0.76 <= share(synthetic.months_kept(random) == 29 for _ in range(4_000)) <= 0.86


def test_the_cascade_loses_as_many_as_were_measured_and_gets_better():
    random = Random(9)
    steps = [(q, synthetic.cascade(random, q)) for q in range(6) for _ in range(700)]
    assert 0.45 <= share(s.recognised for _, s in steps) <= 0.55
    assert 0.65 <= share(s.arrived for _, s in steps) <= 0.75
    assert synthetic.trend([(q, s.arrived) for q, s in steps]) < 0.001


def test_rozendaal_never_shows_a_count_that_could_name_somebody():
    hidden = 0
    for seed in range(100):
        random = Random(seed)
        women = [synthetic.woman(random, "GM0277") for _ in range(synthetic.births(random)["GM0277"])]
        hidden += sum(w.vulnerable for w in women) < 10
    assert hidden >= 95


@pytest.mark.parametrize("chance", [0.19, 0.48, 0.62])
def test_a_scenario_without_effect_finds_one_in_five_percent(chance):
    found = [synthetic.trial(Random(seed), chance, chance) < 0.05 for seed in range(1_000)]
    assert 0.03 <= share(found) <= 0.07


def test_selecting_on_a_high_score_makes_it_fall_by_itself():
    random = Random(13)
    pairs = [pair for pair in (synthetic.epds(random) for _ in range(60_000)) if pair[0] >= 13]
    assert 2.3 <= share(first - second for first, second in pairs) <= 2.7
