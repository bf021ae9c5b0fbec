"""The count of section 2: integers in, one answer out, for every type of question."""
