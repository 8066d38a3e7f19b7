"""The WSGI application that granian serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluitend.config.settings")
application = get_wsgi_application()
# All screens now, and not while the first person waits; what is wrong in one is then seen before anybody comes.
import_module(settings.ROOT_URLCONF)
# What is loaded now stays: the garbage collector need not walk through it during every request.
gc.freeze()
# Nearly all that a request makes goes by itself when it ends; looking for the rest after every 700 things took a twentieth of a signal.
gc.set_threshold(20_000, 20, 50)
