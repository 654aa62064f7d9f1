"""The importer: a text, a Markdown file or a page as received, made into clean blocks; no word is lost in silence."""

from diptych.text.intake.take import Intake, take

__all__ = ["Intake", "take"]
