"""What is measured by hand is read rightly."""

import pytest

from bench.pages import HEAD, Row, table
from bench.serving import read_wrk

SAID = """Running 4s test @ http://127.0.0.1:8140/
  1 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    12.30ms    4.10ms  81.02ms   80.11%
    Req/Sec   651.20     48.11   720.00     70.00%
  2598 requests in {taken}, 49.71MB read
Requests/sec:    649.12
Transfer/sec:     12.42MB
"""


@pytest.mark.parametrize(
    ("taken", "seconds"), [("4.00s", 4), ("800.50ms", 0.8005), ("1.50m", 90), ("4.01s", 4.01)]
)
def test_what_wrk_says_is_read(taken, seconds):
    assert read_wrk(SAID.format(taken=taken)) == (2598, seconds)


@pytest.mark.parametrize(
    "said",
    [
        "",
        f"{SAID.format(taken='4.00s')}  Non-2xx or 3xx responses: 3\n",
        f"{SAID.format(taken='4.00s')}  Socket errors: connect 0, read 0, write 0, timeout 2\n",
    ],
)
def test_errors_are_no_measurement(said):
    with pytest.raises(SystemExit):
        read_wrk(said)


def test_a_row_says_how_a_page_stands_beside_its_bare_view():
    row = Row("HomePage", 150, 2000, 13.21, 0.432, 8, 5312, 14_400, 4)
    text = table([row])
    assert text.splitlines()[2] == "| HomePage | 150 | 2000 | 7.5% | 13.2 | 0.43 | 8 | 5.3 | 14.4 | 4 |"
    assert {line.count("|") for line in text.splitlines()} == {len(HEAD) + 1}
