"""What `leden` tells the packages above it, inside the transaction."""

from blinker import signal

lid_toegelaten = signal("lid_toegelaten")
lidmaatschap_beeindigd = signal("lidmaatschap_beeindigd")
