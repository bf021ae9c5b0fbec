"""What `commissie` tells the packages above it, inside the transaction."""

from blinker import signal

vergadering_gehouden = signal("vergadering_gehouden")
punt_aangehouden = signal("punt_aangehouden")
punt_opgeschaald = signal("punt_opgeschaald")
voorstel_geplaatst = signal("voorstel_geplaatst")
opschaling_verder = signal("opschaling_verder")
