"""What the tests of pages about people share."""

SECRET = "Miljöbrott"  # in the name of the confidential group


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def filled_in(response, **typed):
    """What a browser would send: the form of the page as it stands, with some fields typed over."""
    form = response.context["form"]
    sent = {}
    for field in form:
        value = field.value()
        sent[field.html_name] = "" if value is None else value
        if field.field.show_hidden_initial:
            given = form.data.get(field.html_initial_name, field.initial) if form.is_bound else field.initial
            sent[field.html_initial_name] = "" if given is None else given
    sent |= typed
    return {name: value for name, value in sent.items() if value is not False}
