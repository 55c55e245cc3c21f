"""The production settings, with what is measured beside the site: `/bare/` and the number of statements."""

from cms.settings.production import *  # noqa: F403
from cms.settings.production import MIDDLEWARE

ROOT_URLCONF = "bench.bare"
MIDDLEWARE = ["bench.bare.CountedWhenAskedMiddleware", *MIDDLEWARE]
