"""How long a test waits for what must happen: so long that no machine is too busy for it."""

PATIENCE = 900
"""Seconds after which a test gives up. Nothing that a test expects to happen may take a shorter limit than this.

A process that ends by itself gets no limit at all: pytest has one for the whole test.
"""
