"""The report: plain values in, words, charts, HTML and PDF out; no models, no request."""
