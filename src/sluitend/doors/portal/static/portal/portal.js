/* Leaves no trace in the history: every page of these takes the place of the one before, and the way out takes the place of the last.
   Without this script everything works; then the browser's history keeps addresses whose pages open for nobody. */
"use strict";
(() => {
  const here = (url) => url.origin === location.origin && url.pathname.startsWith("/mijn/");

  const show = async (answer) => {
    if (answer.redirected) return location.replace(answer.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.body.replaceWith(page.body);
    document.querySelector("[role=alert]")?.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.hasAttribute("download") || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const url = new URL(link.href);
    if (!here(url) || (url.pathname === location.pathname && url.hash)) return;
    event.preventDefault();
    location.replace(url);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    if (form.dataset.exit) {
      fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
      document.body.hidden = true;
      location.replace(form.dataset.exit);
      return;
    }
    fetch(form.action, { method: "POST", body }).then(show).catch(() => form.submit());
  });
})();
