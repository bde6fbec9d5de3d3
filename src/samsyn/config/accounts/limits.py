"""Limits on how often something may be tried, counted in the database, so that they hold for all processes together."""

from __future__ import annotations

import math
import time
from datetime import timedelta

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

ACCOUNT, MFA = "allauth.account", "allauth.mfa"  # whose settings name the rates: ACCOUNT_RATE_LIMITS, MFA_RATE_LIMITS


def consume(request: HttpRequest, action: str, *, app: str = ACCOUNT, key: str | None = None) -> None:
    """Count one more attempt. Raises ImmediateHttpResponse (429) when there have been too many."""
    if not ratelimit.consume(request, app=app, action=action, key=key, limit_get=True):
        wait = seconds_left(request, action, app=app, key=key)
        raise ImmediateHttpResponse(too_many(request, wait=wait))


def seconds_left(request: HttpRequest, action: str, *, app: str, key: str | None) -> float:
    """How long until every limit of the action has room for one more."""
    left = 1.0
    for rate in ratelimit.get_rates(app=app, action=action):
        history = cache.get(ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key), [])
        if len(history) >= rate.amount:
            left = max(left, history[-1] + rate.duration - time.time())  # newest first
    return left


def too_many(request: HttpRequest, *, wait: float = 60) -> HttpResponse:
    """The answer 429, which says when to try again; `wait` is in seconds."""
    minutes = math.ceil(wait / 60)
    context = {"minutes": minutes, "at": timezone.localtime() + timedelta(minutes=minutes)}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(math.ceil(wait))
    return response
