"""What `commissie` tells the packages above it, inside the transaction."""

from blinker import signal

vergadering_gehouden = signal("vergadering_gehouden")
punt_aangehouden = signal("punt_aangehouden")
voorstel_geplaatst = signal("voorstel_geplaatst")
