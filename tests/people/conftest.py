import pytest


@pytest.fixture
def log_in(client, persona):
    def as_(who):
        client.force_login(persona(who))
        return client

    return as_
