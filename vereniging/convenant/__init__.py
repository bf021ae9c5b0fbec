"""The covenant: themes, parties, articles, signatures, agreements."""
