"""Tests of what stands beside the product: set-up and starter."""
