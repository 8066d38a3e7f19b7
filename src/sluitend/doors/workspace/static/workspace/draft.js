/* Keeps a signal that is being written: on this device at once, on the server a little later.
   A lost connection loses nothing. Everything is wiped after sending, at sign-out, after twelve hours, and for another user. */
"use strict";
(() => {
  const PREFIX = "sluitend-signal:";
  const KEEP = 12 * 60 * 60 * 1000;
  const SKIP = new Set(["csrfmiddlewaretoken", "once", "do", "draft_key"]);

  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const wipe = (but) => keys().filter((key) => !but || !key.startsWith(but)).forEach((key) => localStorage.removeItem(key));

  document.addEventListener("submit", (event) => {
    if (/\/afmelden\//.test(event.target.action)) wipe();
  }, true);
  if (document.querySelector("[data-wipe-drafts]")) wipe();

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const mine = `${PREFIX}${form.dataset.user}:`;
  const key = `${mine}${form.dataset.draft}`;
  const state = form.querySelector(".draft-state");
  let dirty = false;
  let waiting = false;
  let leaving = false;

  const say = (words) => {
    state.textContent = words;
    state.hidden = !words;
  };
  const typed = () => [...new FormData(form)].filter(([name, value]) => !SKIP.has(name) && value);

  const keep = () => localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: typed() }));

  const restore = (fields) => {
    for (const element of form.elements) {
      const values = fields.filter(([name]) => name === element.name).map(([, value]) => value);
      if (SKIP.has(element.name) || !element.name || element.type === "hidden" || !fields.length) continue;
      if (element.type === "checkbox" || element.type === "radio") element.checked = values.includes(element.value);
      else if (values.length) element.value = values[0];
    }
    form.querySelectorAll("details").forEach((part) => {
      if ([...part.querySelectorAll("input, select")].some((one) => one.checked || (one.type === "text" && one.value))) part.open = true;
    });
  };

  const send = async () => {
    if (!dirty || !navigator.onLine) return;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form) });
      if (answer.ok) say(form.dataset.kept);
    } catch {
      dirty = true;
      say(form.dataset.offline);
    }
  };

  wipe(mine);
  for (const old of keys()) {
    if (Date.now() - (JSON.parse(localStorage.getItem(old)).at || 0) > KEEP) localStorage.removeItem(old);
  }
  const last = keys().map((name) => JSON.parse(localStorage.getItem(name))).sort((a, b) => b.at - a.at)[0];
  if (form.dataset.fresh === "yes" && last && !location.search) {
    restore(last.fields);
    wipe();
    keep();
    dirty = true;
    say(form.dataset.restored);
  }

  let pause;
  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(pause);
    pause = setTimeout(keep, 300);
  });
  setInterval(send, 5000);
  addEventListener("pagehide", () => {
    if (dirty && !leaving) keep();
  });
  addEventListener("offline", () => say(form.dataset.offline));
  addEventListener("online", () => {
    if (waiting) form.requestSubmit(form.querySelector("button[value=send]"));
    else send();
  });
  form.addEventListener("submit", (event) => {
    keep();
    leaving = navigator.onLine;
    if (leaving) return;
    event.preventDefault();
    waiting = true;
    say(form.dataset.waiting);
  });
})();
