"""Who is this, on which device, with which role."""
