"use strict";
const form = document.querySelector(".filter");
const journeys = [...document.querySelectorAll(".journey")];
const words = new Map(journeys.map((journey) => [journey, journey.textContent.toLowerCase()]));
const openAll = (open, among) => among.querySelectorAll("details").forEach((one) => { one.open = open; });
function choose() {
  const chosen = new Set(new FormData(form).getAll("outcome"));
  const wanted = form.elements.words.value.trim().toLowerCase();
  for (const journey of journeys) {
    journey.hidden = !chosen.has(journey.dataset.outcome) || !words.get(journey).includes(wanted);
  }
  for (const feature of document.querySelectorAll(".feature")) {
    feature.hidden = !feature.querySelector(".journey:not([hidden])");
  }
  const left = journeys.filter((journey) => !journey.hidden).length;
  form.querySelector("output").textContent = left === journeys.length ? "" : `${left} of ${journeys.length} shown`;
}
if (form) {
  form.hidden = false;
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-open]")) {
    const open = button.dataset.open === "true";
    button.addEventListener("click", () => journeys.forEach((journey) => { journey.querySelector("details").open = open; }));
  }
}
for (const code of document.querySelectorAll(".repeat code")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
  });
  code.after(button);
}
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const journey = target.closest(".journey");
  if (journey) { journey.hidden = false; journey.closest(".feature").hidden = false; }
  for (let one = target; one; one = one.parentElement.closest("details")) {
    if (one.tagName === "DETAILS") one.open = true;
    if (!one.parentElement) break;
  }
  if (target.matches(".journey")) target.querySelector("details").open = true;
  target.scrollIntoView();
}
window.addEventListener("hashchange", reveal);
// On paper, what went well is a line; whoever wants it whole opens all first.
window.addEventListener("beforeprint", () => {
  journeys.filter((one) => "see" in one.dataset || one.querySelector("details").open).forEach((one) => openAll(true, one));
});
reveal();
