"""The general meeting of members: called in time, decided on paper, kept (BW 2:40 to 2:42)."""
