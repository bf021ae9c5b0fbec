"""The pages of a vote: ballot, publication, and running it."""

from vereniging.stembus.views.bestuur import bestuur_bp
from vereniging.stembus.views.biljet import bp
from vereniging.stembus.views.ingrijpen import ingrijpen_bp
from vereniging.stembus.views.papier import papier_bp
from vereniging.stembus.views.publicatie import publicatie_bp
from vereniging.stembus.views.tellers import tellers_bp
from vereniging.stembus.views.volmacht import namens_bp, papier_volmacht_bp, volmacht_bp

blueprints = (
    bp,
    publicatie_bp,
    bestuur_bp,
    ingrijpen_bp,
    papier_bp,
    tellers_bp,
    volmacht_bp,
    namens_bp,
    papier_volmacht_bp,
)
