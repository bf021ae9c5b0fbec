"""What `post` tells the packages above it, inside the transaction.

mail_onbestelbaar: send(mail, nu=moment), once per message that a mail server could not deliver
"""

from blinker import signal

mail_onbestelbaar = signal("mail_onbestelbaar")
