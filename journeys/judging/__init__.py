"""Judging what was seen against what was promised: pure rules, no clock, no network, no files."""
