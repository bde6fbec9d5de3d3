"""The addresses that are wanted, and no other of allauth's: no passwords, no signing up, no list of addresses."""

from allauth.socialaccount.providers.openid_connect import views
from allauth.socialaccount.views import login_cancelled
from django.urls import include, path

from samsyn.config.accounts import doors, keys, pages
from samsyn.config.accounts.organisations import by_saml, guarded, no_single_logout

openid_connect = [
    path("login/", guarded(views.login), name="openid_connect_login"),
    path("callback/", guarded(views.callback), name="openid_connect_callback"),
]
saml = [
    path("login/", by_saml("login"), name="saml_login"),
    path("acs/", by_saml("acs"), name="saml_acs"),
    path("acs/finish/", by_saml("finish_acs"), name="saml_finish_acs"),
    path("metadata/", by_saml("metadata"), name="saml_metadata"),
    path("sls/", no_single_logout, name="saml_sls"),
]
urlpatterns = [
    path("accounts/login/", doors.Login.as_view(), name="account_login"),
    path("accounts/login/", doors.Login.as_view(), name="account_request_login_code"),  # allauth knows it as this too
    path("accounts/login/code/", doors.Code.as_view(), name="account_confirm_login_code"),
    path("accounts/login/passkey/", keys.LogInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("accounts/login/second-step/", keys.SecondStep.as_view(), name="mfa_authenticate"),
    path("accounts/login/demo/", doors.demo, name="account_demo"),
    path("accounts/login/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("accounts/oidc/<slug:provider_id>/", include(openid_connect)),
    path("accounts/saml/<slug:organization_slug>/", include(saml)),
    path("accounts/logout/", doors.LogOut.as_view(), name="account_logout"),
    path("language/", pages.choose_language, name="set_language"),
    path("account/", pages.account, name="account"),
    path("account/again/", pages.again, name="account_again"),
    path("account/logout-everywhere/", pages.log_out_everywhere, name="account_logout_everywhere"),
    path("account/passkeys/add/", keys.fresh(keys.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", keys.fresh(keys.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("account/second-step/on/", keys.fresh(keys.TurnOnSecondStep.as_view()), name="mfa_activate_totp"),
    path("account/second-step/off/", keys.fresh(keys.TurnOffSecondStep.as_view()), name="mfa_deactivate_totp"),
    path("account/spare-codes/", keys.fresh(keys.SpareCodes.as_view()), name="mfa_view_recovery_codes"),
    path("account/spare-codes/new/", keys.fresh(keys.NewSpareCodes.as_view()), name="mfa_generate_recovery_codes"),
]
