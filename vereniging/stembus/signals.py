"""What the stembus tells the packages above it, inside the counting transaction."""

from blinker import signal

stemming_geteld = signal("stemming_geteld")
