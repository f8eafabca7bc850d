"""Rows of ballots: which of them are, what each answer is, which ballots are one, how sound they look."""
