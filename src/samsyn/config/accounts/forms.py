"""The forms of logging in, in this house's words."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.config.accounts import limits
from samsyn.config.accounts.adapters import person_with_account
from samsyn.people.models import Person


class AddressForm(RequestLoginCodeForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send you a code to write in on the next page. You need no password."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write the whole address, such as anna.andersson@kommun.se."),
        },
    )

    def clean_email(self) -> str:
        """The address. Who has it is kept to itself, so that the answer is the same whoever asks."""
        email: str = self.cleaned_data["email"].lower()
        limits.consume(context.request, "request_login_code", key=email)
        self._user = person_with_account(email)
        return email


class CodeForm(ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the code from the mail.")},
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("On the pages and in mail from Samsyn"),
        choices=Person._meta.get_field("language").choices,
        widget=forms.RadioSelect,
    )


class CredentialField(forms.JSONField):
    """What the browser says of a passkey, as JSON in a hidden field."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError:  # brackets in brackets in brackets
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class PasskeyLoginForm(LoginWebAuthnForm):
    credential = CredentialField()


class PasskeyStepForm(AuthenticateWebAuthnForm):
    credential = CredentialField()


class PasskeyForm(AddWebAuthnForm):
    credential = CredentialField()
    name = forms.CharField(
        label=_("Name"),
        help_text=_("So that you know which it is, if you have several."),
        required=False,
        max_length=60,
    )
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_passwordless(self) -> bool:
        return True


class SecondStepForm(AuthenticateForm):
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six figures from the app, or one of your spare codes."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Write the code from the app.")},
    )


class TurnOnForm(ActivateTOTPForm):
    code = forms.CharField(
        label=_("Code from the app"),
        help_text=_("Six figures. They change every thirty seconds."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Write the code from the app.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret_in_groups = " ".join(self.secret[i : i + 4] for i in range(0, len(self.secret), 4))
