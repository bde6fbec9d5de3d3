// Progressive enhancement only: every page works without this file.
"use strict";

const live = document.getElementById("live");

// Say something to those who listen. Text that is there when the page loads is not read aloud, so it is put in late.
function announce(text) {
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 150);
}

function words(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

// Ask first: <form data-confirm="...">.
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close]");
  if (close) {
    event.preventDefault();
    close.closest(close.dataset.close).remove();
  }
  if (event.target.closest("[data-print]")) window.print();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

// A key chooses in a group of choices: <fieldset data-keys> with <input type="radio" data-key="1">.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const choice = event.target.closest("[data-keys]")?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.focus();
  choice.click();
});

// Narrow a table down while typing: <form data-filter="table-id">. Enter still searches on the server.
document.addEventListener("input", (event) => {
  const table = document.getElementById(event.target.closest("[data-filter]")?.dataset.filter);
  if (!table) return;
  const wanted = event.target.value.toLocaleLowerCase();
  let shown = 0;
  for (const row of table.tBodies[0].rows) {
    row.hidden = !words(row).toLocaleLowerCase().includes(wanted);
    shown += row.hidden ? 0 : 1;
  }
  announce(live.dataset.rows.replace("0", shown));
});

// A table whose rows are laid out as cards loses its meaning in some browsers: say it again.
function nameTableParts(root) {
  for (const table of root.querySelectorAll("table.table-stack")) {
    table.setAttribute("role", "table");
    for (const part of table.querySelectorAll("thead, tbody, tfoot")) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) row.setAttribute("role", "row");
    for (const cell of table.querySelectorAll("td")) cell.setAttribute("role", "cell");
    for (const cell of table.querySelectorAll("thead th")) cell.setAttribute("role", "columnheader");
    for (const cell of table.querySelectorAll("tbody th, tfoot th")) cell.setAttribute("role", "rowheader");
  }
}

nameTableParts(document);
document.addEventListener("htmx:after:swap", (event) => {
  nameTableParts(document);
  const { ctx } = event.detail;
  if (ctx.select === "[data-edit]") {
    ctx.target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }
});

// What was asked for is not in the answer (logged out meanwhile, an error): show the page itself.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  if (ctx.select && !tasks.some((task) => task.fragment.childElementCount)) {
    event.preventDefault();
    window.location.assign(ctx.request.action);
  }
});

// The network is gone: say it where the answer would have stood, in the words of its data-failed.
document.addEventListener("htmx:error", (event) => {
  const target = document.querySelector(event.target.getAttribute?.("hx-target"));
  if (target?.dataset.failed) target.textContent = target.dataset.failed;
});

// On paper everything that was folded is open.
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details.disclosure")) folded.open = true;
});

// Where tabs scroll sideways, the one that is open is in sight.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const strip = tab.closest("ul");
  strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - 16;
}

document.querySelector("[data-focus]")?.focus();
const toast = document.querySelector(".toast");
if (toast) announce(words(toast.firstElementChild));
