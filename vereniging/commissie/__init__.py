"""The Beheerscommissie: meetings, agenda, outcomes and what was promised there."""
