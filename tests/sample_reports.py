"""The sample years as reports, for any test: `scripts/build_templates.py` reads them from their source."""

from __future__ import annotations

import build_templates

__all__ = ["SAMPLES", "build_templates"]

SAMPLES = build_templates.sample_years()
