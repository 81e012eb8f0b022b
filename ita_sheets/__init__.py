"""ITA measure reports of Thai local government offices, built around Excel."""

__version__ = "0.1.0"
