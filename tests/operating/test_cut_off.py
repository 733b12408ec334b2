"""What one turn of the loop of a web process does to connections that all have something to read."""

import selectors
import socket

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn

from collab import gunicorn_worker
from collab.gunicorn_worker import WholeRequestWorker
from tests.patience import PATIENCE

HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: "


@pytest.fixture
def worker():
    """A worker of gunicorn as it is before it begins its loop."""
    config = Config()
    made = WholeRequestWorker(1, 1, [], None, 30, config, Logger(config))
    made.tpool, made.poller = made.get_thread_pool(), selectors.DefaultSelector()
    made.method_queue.init()
    yield made
    for one in list(made.gatherings.values()):
        made._cut(one)
    made.poller.close()
    made.method_queue.close()
    made.tpool.shutdown()
    made.tmp.close()


def connected(worker):
    """Return the client's end of a connection of which the worker gathers the request."""
    ours, theirs = socket.socketpair()
    worker.nr_conns += 1
    worker.enqueue_req(TConn(worker.cfg, theirs, ("127.0.0.1", 1), ("127.0.0.1", 2)))
    ours.settimeout(PATIENCE)
    return ours


def test_who_is_cut_off_in_the_turn_in_which_they_send_costs_nobody_else_their_request(worker, monkeypatch):
    monkeypatch.setattr(gunicorn_worker, "MOST_GATHERED", 4 * len(HALF))
    with connected(worker) as oldest, connected(worker) as second, connected(worker) as third:
        for _turn in range(2):
            for one in (third, second, oldest):
                one.sendall(HALF)
            worker.wait_for_and_dispatch_events(PATIENCE)
        assert oldest.recv(65536).startswith(b"HTTP/1.1 408 ")
        assert [len(one.received) for one in worker.gatherings.values()] == [2 * len(HALF)] * 2
        assert (worker.n_gathered, worker.nr_conns) == (4 * len(HALF), 2)
