"""What the demo's persons say of the draft, which is out for comments."""

from __future__ import annotations

from datetime import timedelta

import yaml
from django.utils import timezone

from samsyn.config.demo import county
from samsyn.config.demo.plan import DEMO
from samsyn.people.models import Person
from samsyn.plan import actions
from samsyn.plan.models import Comment, Edition
from samsyn.plan.queries.lifecycle import COUNTY as ASKED

COMMENTS = DEMO / "comments.yaml"


def ask_for_comments(edition: Edition) -> None:
    """Send the edition out for comments, and say what the demo's persons say of it, some days ago."""
    told = yaml.safe_load(COMMENTS.read_text(encoding="utf-8"))
    now = timezone.now()
    persons = {person.email: person for person in Person.objects.filter(is_active=True)}
    coordinator = county.coordinator()
    organisations = {one.slug: one for one in edition.plan.collaboration.organisations.all()}
    edition = actions.ask_for_comments(
        edition,
        by=coordinator,
        until=timezone.localdate() + timedelta(days=told["left"]),
        words=told["words"],
        organisations=[one for one in organisations.values() if one.kind in ASKED],
        groups=edition.plan.collaboration.groups.filter(slug="beredningsgrupp"),
    )
    Edition.objects.filter(pk=edition.pk).update(comments_from=timezone.localdate() - timedelta(days=told["out"]))
    for given in told["comments"]:
        said = actions.comment(
            edition,
            by=persons[given["by"]],
            kind=given["kind"],
            key=given["key"],
            text=given["text"],
            organisation=organisations.get(given.get("organisation", "")),
        )
        times = {"at": now - timedelta(days=given["days"])}
        if "answer" in given:
            actions.answer_comment(said, by=coordinator, version=None, answer=given["answer"], words=given["reply"])
            times["answered_at"] = now - timedelta(days=given["answered"])
        Comment.objects.filter(pk=said.pk).update(**times)
