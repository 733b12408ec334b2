"""The installation itself: what it needs to run, which keys it was made with, and what comes with the product."""
