import pytest
from django.core import mail as outgoing
from django.utils import timezone

from samsyn.kernel.journal import work_through
from samsyn.kernel.models import Event
from samsyn.sendouts.emails import deliver


@pytest.fixture
def steering(county):
    return county.groups["styrgrupp"]


@pytest.fixture
def crime(county):
    """The group that nobody outside sees."""
    return county.groups["miljobrott"]


@pytest.fixture
def log_in(client, persona):
    def as_(who):
        client.force_login(persona(who))
        return client

    return as_


@pytest.fixture
def sent(county):
    """Send what waits now; whom to (before the @), with the mail."""
    Event.objects.update(handled_at=timezone.now())

    def send():
        before = len(outgoing.outbox)
        work_through()
        deliver()
        return {message.to[0].partition("@")[0]: message for message in outgoing.outbox[before:]}

    return send
