"""The WSGI entry point for granian and for `flask --app wsgi`."""

from vereniging import create_app

app = create_app()
