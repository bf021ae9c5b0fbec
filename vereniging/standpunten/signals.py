"""What `standpunten` tells the packages above it, inside the transaction."""

from blinker import signal

standpunt_vastgesteld = signal("standpunt_vastgesteld")
