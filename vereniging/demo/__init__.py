"""The shop window: invented people, all roles one click away; never in production."""
