"""The people of the tests, for every test."""

pytest_plugins = ["tests.cast"]
