"""The association's own rules: statutes profile, settings, decisions."""
