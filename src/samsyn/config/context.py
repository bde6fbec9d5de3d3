from django.conf import settings
from django.http import HttpRequest

import samsyn


def site(request: HttpRequest) -> dict[str, object]:
    """What every page needs to know of the installation."""
    return {"demo": settings.DEMO, "samsyn_version": samsyn.__version__}
