// Passkeys: shown only where the browser has them; what goes wrong is told on the page.
"use strict";

if (window.PublicKeyCredential) {
  for (const element of document.querySelectorAll("[data-passkeys]")) element.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const known = event.detail.exception.name === "InvalidStateError";
  const told = document.getElementById(known ? "passkey-known" : "passkey-failed");
  told.hidden = false;
  told.focus();
});
