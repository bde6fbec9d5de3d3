"""The plan file: a plan as YAML that people write and read. The format is described in docs/plan-file.md."""

from samsyn.plandoc.planfile.problems import Notice, PlanFileError, Problem
from samsyn.plandoc.planfile.reader import Reading, read
from samsyn.plandoc.planfile.writer import write

__all__ = ["Notice", "PlanFileError", "Problem", "Reading", "read", "write"]
