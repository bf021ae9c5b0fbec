"""What `leden` tells the packages above it, inside the transaction.

aanmelding_bevestigd, aanmelding_afgewezen, aanmelding_ingetrokken: send(aanmelding, nu=moment)
lid_toegelaten: send(lid, aanmelding=aanmelding, nu=moment)
opzegging_ontvangen, opzegging_ingetrokken: send(opzegging, nu=moment)
lidmaatschap_beeindigd: send(lid, dag=last day, nu=moment)
lid_gewist: send(lid, email=address or None, nu=moment)
aanmelding_gewist: send(aanmelding, email=address or None, nu=moment)
"""

from blinker import signal

aanmelding_bevestigd = signal("aanmelding_bevestigd")
aanmelding_afgewezen = signal("aanmelding_afgewezen")
aanmelding_ingetrokken = signal("aanmelding_ingetrokken")
lid_toegelaten = signal("lid_toegelaten")
opzegging_ontvangen = signal("opzegging_ontvangen")
opzegging_ingetrokken = signal("opzegging_ingetrokken")
lidmaatschap_beeindigd = signal("lidmaatschap_beeindigd")
lid_gewist = signal("lid_gewist")
aanmelding_gewist = signal("aanmelding_gewist")
