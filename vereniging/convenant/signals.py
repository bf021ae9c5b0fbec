"""What `convenant` tells the packages above it, inside the transaction."""

from blinker import signal

afspraak_opgeschaald = signal("afspraak_opgeschaald")
