// A form with data-passkey="make" or "use" asks the browser for a passkey and sends its answer along. Without this script, or
// where the browser has no passkeys, the part with the form is not shown (ui/forms.css) and the other ways in are there.
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;
  document.documentElement.classList.add("has-passkeys");
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

  // Before anything else hears of it: the form goes on its way, whoever sends it, once the answer is in it.
  async function ask(event) {
    const form = event.target;
    if (!form.matches("form[data-passkey]") || form.dataset.asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      const verb = form.dataset.passkey === "make" ? "create" : "get";
      form.elements.answer.value = answered(await navigator.credentials[verb](asked(form)));
    } catch {
      form.elements.answer.value = ""; // stopped by its owner, or nothing there: the page says what else is possible
    }
    form.dataset.asked = "yes";
    form.requestSubmit();
  }
  document.addEventListener("submit", ask, true);
})();
