"""What the stembus tells the packages above it, inside its transaction."""

from blinker import signal

stemming_geteld = signal("stemming_geteld")
stemming_geannuleerd = signal("stemming_geannuleerd")  # stemming
stemming_betwist = signal("stemming_betwist")  # stemming, nieuw
stemming_vernietigd = signal("stemming_vernietigd")  # stemming, besluit, nu
stemming_vastgesteld = signal("stemming_vastgesteld")  # stemming, uitslag, nu
