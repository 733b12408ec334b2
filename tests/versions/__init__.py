"""Tests with two versions of the questionnaire: the shipped one, and one of their own that is the newest."""
