"""Random histories: whatever people do, in whatever order, no family ever breaks a closing rule.

One machine plays a small region: signals, answers, referrals, refusals, births, losses, moves, absence, leaving, merging, endings and
reopening, by whoever may or may not, with days passing in between and a crash in the middle of a step now and then. After every step the
proof over all families must find nothing, whether the step was made or refused.
"""
