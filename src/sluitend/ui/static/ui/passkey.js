// A form with data-passkey="make" or "use" asks the browser for a passkey and sends its answer along. Without this script, or
// where the browser has no passkeys, the form stays hidden and the other ways in are there.
(() => {
  "use strict";
  const bytes = (words) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (found) => (found || []).map((one) => ({ ...one, id: bytes(one.id) }));

  function asked(form) {
    const key = { ...JSON.parse(form.dataset.options).publicKey };
    key.challenge = bytes(key.challenge);
    if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
    key.excludeCredentials = listed(key.excludeCredentials);
    key.allowCredentials = listed(key.allowCredentials);
    return { publicKey: key };
  }

  function answered(found) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (found.response[name]) response[name] = words(found.response[name]);
    return JSON.stringify({ id: found.id, rawId: words(found.rawId), type: found.type, response, clientExtensionResults: {} });
  }

  async function send(event) {
    const form = event.currentTarget;
    event.preventDefault();
    try {
      const ask = form.dataset.passkey === "make" ? "create" : "get";
      form.elements.answer.value = answered(await navigator.credentials[ask](asked(form)));
    } catch {
      form.elements.answer.value = ""; // stopped by its owner, or nothing there: the page says what else is possible
    }
    form.submit();
  }

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", send);
    form.closest("[data-passkey-part]").hidden = false;
  }
})();
