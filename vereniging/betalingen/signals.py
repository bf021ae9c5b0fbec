"""What `betalingen` tells the packages above it, inside the transaction.

incasso_gevolgd: send(betaling, payment=Mollie's answer, nu=moment), for each fresh answer
"""

from blinker import signal

incasso_gevolgd = signal("incasso_gevolgd")
