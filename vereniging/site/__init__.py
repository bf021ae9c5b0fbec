"""The public face: home, menu, help, news, and the pages every site owes its visitors."""
