"""What groups, processes, diagnoses and kinds of organisations are called in a chart: as everywhere in a report."""

from assessments.reporting.names import listed, process_name, quadrant_meaning, quadrant_name, role_name

__all__ = ["listed", "process_name", "quadrant_meaning", "quadrant_name", "role_name"]
