"""Reads that compute: answers, scored and disclosed, become the frozen result."""
