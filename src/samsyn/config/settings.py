"""Django's settings, all from the environment (see docs/configuration.md). Safe without any of them."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from samsyn.config import environment
from samsyn.config.accounts import providers

HERE = Path(__file__).parent
DATA = environment.data_folder()

DEBUG = False
SECRET_KEY = environment.secret_key(DATA)
DEMO = environment.flag("DEMO", False)
BASE_URL = environment.base_url()
TLS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [*environment.names("HOSTS"), str(urlsplit(BASE_URL).hostname), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if TLS else []

INSTALLED_APPS = [  # ours first: where two apps translate the same text, Django shows the first one's words
    "samsyn.kernel",
    "samsyn.people",
    "samsyn.sendouts",
    "samsyn.meetings",
    "samsyn.plan",
    "samsyn.dashboard",
    "samsyn.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "samsyn.config.security.Permissions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samsyn.config.middleware.ChosenLanguage",
    "samsyn.config.middleware.UploadLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samsyn.config.middleware.DomainErrors",
]

ROOT_URLCONF = "samsyn.config.urls"
WSGI_APPLICATION = "samsyn.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samsyn.config.context.site",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "samsyn.kernel.templatetags.samsyn",
                "samsyn.config.templatetags.design",
            ],
        },
    }
]

DATABASES = {"default": environment.database(DATA)}
# What several processes have to agree on: the counts behind the limits on logging in.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "samsyn_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES: dict[str, str] = {}

# People and their accounts
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "samsyn.config.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "samsyn.config.accounts.forms.AddressForm",
    "confirm_login_code": "samsyn.config.accounts.forms.CodeForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # whom the coordinator has invited has the address that was entered
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nothing is mailed to who is not known
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = not DEMO  # in the demo one goes there to become somebody else
# A whole town hall may share one address (ip), so that is wide; key is the e-mail address.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "30/m/ip,300/h/ip,3/m/key,10/h/key",
    "confirm_login_code": "60/m/ip,10/m/key",
    "organisation": "60/m/ip",
    "second_step": "60/m/ip,10/5m/key",
    "login_failed": "",  # allauth's own for the second step, which does not say when to try again
}
IDENTITY_PROVIDERS = providers.read(environment.text("IDENTITY_PROVIDERS"))
SOCIALACCOUNT_ADAPTER = "samsyn.config.accounts.organisations.OrganisationAdapter"
SOCIALACCOUNT_PROVIDERS = providers.for_allauth(IDENTITY_PROVIDERS)
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form could not be followed there: form-action is 'self'
MFA_ADAPTER = "samsyn.config.accounts.adapters.KeyAdapter"
MFA_FORMS = {
    "add_webauthn": "samsyn.config.accounts.forms.PasskeyForm",
    "login_webauthn": "samsyn.config.accounts.forms.PasskeyLoginForm",
    "authenticate_webauthn": "samsyn.config.accounts.forms.PasskeyStepForm",
    "authenticate": "samsyn.config.accounts.forms.SecondStepForm",
    "activate_totp": "samsyn.config.accounts.forms.TurnOnForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_REAUTHENTICATION_REQUIRED = False  # who changes keys has just logged in: keys.fresh sees to that
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

# Language and time
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "samsyn_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = ["samsyn.config.formats"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [HERE.parent / "charts/static"]  # charts is no app; every app brings its own
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
UPLOAD_LIMIT = environment.number("UPLOAD_MB", 20) * 1024 * 1024  # bytes of a request, files and all

# Mail: to the console until a server is named
EMAIL_HOST = environment.text("SMTP_HOST")
EMAIL_PORT = environment.number("SMTP_PORT", 587)
EMAIL_HOST_USER = environment.text("SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("SMTP_PASSWORD")
EMAIL_USE_TLS = environment.flag("SMTP_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "samsyn@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"

# Safe by default
SECURITY_CONTACT = environment.contact("SECURITY_CONTACT")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = TLS
# Behind TLS no other site of the same domain can set these.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-session", "__Host-csrf") if TLS else ("sessionid", "csrftoken")
CSRF_COOKIE_HTTPONLY = True
SESSION_ENGINE = "samsyn.config.accounts.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading binds a whole domain for years: its owner's choice, not ours
BEHIND_PROXY = environment.flag("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # else all who log in share the proxy's address, and its rate limit
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "samsyn.config.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"pikepdf": {"level": "WARNING"}},  # it greets whoever imports it
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "INFO")},
}
