"""Members: applications, the register, households, offices, leaving."""
