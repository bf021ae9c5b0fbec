"""What `toegang` tells the packages above it, inside the transaction.

herstel_gevraagd: send(herstel, nu=moment)
"""

from blinker import signal

herstel_gevraagd = signal("herstel_gevraagd")
