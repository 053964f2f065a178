"use strict";
const form = document.querySelector(".filter");
const journeys = [...document.querySelectorAll(".journey")];
const words = new Map(journeys.map((journey) => [journey, journey.textContent.toLowerCase()]));
const openAll = (open, among) => among.querySelectorAll("details").forEach((one) => { one.open = open; });
let only = null;
function choose() {
  const chosen = new Set(new FormData(form).getAll("outcome"));
  const wanted = form.elements.words.value.trim().toLowerCase();
  for (const journey of journeys) {
    const among = !only || only.has(journey.id.slice(1));
    journey.hidden = !among || !chosen.has(journey.dataset.outcome) || !words.get(journey).includes(wanted);
  }
  for (const feature of document.querySelectorAll(".feature")) {
    feature.hidden = !feature.querySelector(".journey:not([hidden])");
  }
  const left = journeys.filter((journey) => !journey.hidden).length;
  form.querySelector("output").textContent = left === journeys.length ? "" : `${left} of ${journeys.length} shown`;
}
// What the reader chose stands in the address, which can be sent on, and is there again when the page is opened again.
function keep() {
  const left = [...form.querySelectorAll("[name=outcome]:not(:checked)")];
  const chosen = new URLSearchParams();
  if (only) { chosen.set("only", [...only].join(".")); chosen.set("of", form.querySelector(".only b").textContent); }
  if (form.elements.words.value) chosen.set("words", form.elements.words.value);
  if (left.length) chosen.set("without", left.map((one) => one.value).join("."));
  history.replaceState(null, "", `#${chosen.toString() || "journeys"}`);
}
function restore(chosen) {
  only = chosen.has("only") ? new Set(chosen.get("only").split(".")) : null;
  form.querySelector(".only").hidden = !only;
  form.querySelector(".only b").textContent = chosen.get("of") ?? "";
  form.elements.words.value = chosen.get("words") ?? "";
  const left = new Set((chosen.get("without") ?? "").split("."));
  for (const one of form.querySelectorAll("[name=outcome]")) one.checked = !left.has(one.value);
  choose();
  document.getElementById("journeys").scrollIntoView();
}
for (const cell of document.querySelectorAll("[data-only]")) {
  cell.addEventListener("click", (event) => {
    if (!cell.dataset.only.includes(".")) return; // a single one, which its link opens
    event.preventDefault();
    const place = cell.closest("td");
    const of = cell.dataset.of ?? `${place.parentElement.querySelector("th").textContent}: ${place.dataset.label}`;
    location.hash = new URLSearchParams({ only: cell.dataset.only, of }).toString();
  });
}
if (form) {
  form.hidden = false;
  form.addEventListener("input", () => { choose(); keep(); });
  form.querySelector(".only button").addEventListener("click", () => { location.hash = "words="; });
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
  if (form && /^#\w+=/.test(location.hash)) { restore(new URLSearchParams(location.hash.slice(1))); return; }
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
