import time
from tests import factories as f
from tests.furnishing import pages
from django.test.utils import CaptureQueriesContext
from django.db import connection
def test_a(furnished, client):
    for m,p in pages(furnished).items():
        client.get(p.url)
        with CaptureQueriesContext(connection) as q: r=client.get(p.url)
        print(m.__name__, p.url, r.status_code, len(q), len(r.content))
