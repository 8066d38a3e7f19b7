// Opens the text of the draft in dmn-js, and puts what dmn-js makes of it back in the form before that is sent.
// When the text was typed in by hand, or dmn-js cannot show it, the text goes as it is.
"use strict";
(() => {
  const part = (id) => document.getElementById(id);
  const form = part("dmn-form"), text = part("body"), canvas = part("dmn-canvas"), views = part("dmn-views");
  const modeler = new DmnJS({ container: canvas });
  let typed = false, ready = false;

  const wrong = (problem) => {
    part("dmn-why").textContent = problem.message;
    part("dmn-wrong").hidden = false;
    part("dmn-text").open = true;
    canvas.hidden = views.hidden = true;
    ready = false;
  };

  const button = (view) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "utrecht-button utrecht-button--subtle";
    made.textContent = view.type === "drd" ? views.dataset.drawing : view.name || view.id;
    made.addEventListener("click", () => modeler.open(view).catch(wrong));
    return made;
  };

  const show = async () => {
    canvas.hidden = false;
    await modeler.importXML(text.value);
    const found = modeler.getViews();
    views.replaceChildren(...found.map(button));
    views.hidden = found.length < 2;
    const table = found.find((view) => view.type === "decisionTable");
    if (table) await modeler.open(table);
    ready = true;
    part("dmn-text").open = false;
  };

  text.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", async (event) => {
    if (!ready || typed) return;
    event.preventDefault();
    try {
      text.value = (await modeler.saveXML({ format: true })).xml;
      typed = true;
      setTimeout(() => form.requestSubmit()); // not while the first submission is still being told: it would be ignored
    } catch (problem) {
      wrong(problem);
    }
  });
  show().catch(wrong);
})();
