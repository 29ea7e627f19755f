// What a page does without being loaded again: it goes to what was refused or done, shows
// how far something is that is at work, and makes its tables readable on a narrow screen.
"use strict";

const news = document.getElementById("fault") ?? document.querySelector(".said, .verdict[role=status]");
if (news) {
  news.tabIndex = -1;
  news.focus();
  addEventListener("load", () => { // the part of a page that its address names takes the keyboard away again
    if (document.activeElement === document.body) news.focus();
  });
}

for (const table of document.querySelectorAll("main table")) { // shown as cards where it is narrow, it stays a table to a screen reader
  if (!table.tHead || table.tHead.rows.length !== 1) continue;
  const columns = [...table.tHead.rows[0].cells].map(head => head.textContent.trim());
  table.classList.add("named");
  table.setAttribute("role", "table");
  for (const group of [table.tHead, ...table.tBodies]) group.setAttribute("role", "rowgroup");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, i) => {
      cell.setAttribute("role", row.parentElement === table.tHead ? "columnheader" : cell.tagName === "TH" ? "rowheader" : "cell");
      if (row.parentElement !== table.tHead && columns[i]) cell.dataset.column = columns[i];
    });
  }
}

function changed(form) { // since the page was shown: what a person wrote, or a browser put back
  return [...form.elements].some(field => field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : "defaultValue" in field && field.value.trim() !== field.defaultValue);
}

let gone = null; // the form that is on its way: a double click is one
addEventListener("submit", event => {
  const form = event.target, asked = form.dataset.shown && document.getElementById(form.dataset.shown);
  if (asked && changed(asked)) { // a test address that is not shown yet would not be used
    const why = document.getElementById("not-shown");
    event.preventDefault();
    why.hidden = false;
    why.focus();
  } else if (form.method === "post" && gone === form) {
    event.preventDefault();
  } else if (form.method === "post") {
    gone = form;
    setTimeout(() => { gone = null; }, 5000);
  }
});
addEventListener("pageshow", () => { gone = null; });

function stops() { // the keyboard stops at what can be scrolled, and at nothing else
  for (const region of document.querySelectorAll(".scroll[role=region]")) {
    if (region.scrollWidth > region.clientWidth + 1 || region.scrollHeight > region.clientHeight + 1) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  }
}
stops();
addEventListener("resize", stops);
document.addEventListener("toggle", stops, true);

const work = document.getElementById("work");
if (work) {
  const bar = document.getElementById("bar"), far = document.getElementById("far"), said = document.getElementById("said"), aloud = document.getElementById("aloud");
  const events = new EventSource(work.dataset.events);
  let told = 0;
  events.onmessage = event => {
    const now = JSON.parse(event.data);
    if (now.over) {
      events.close();
      location.replace(location.pathname);
      return;
    }
    if (now.total) {
      bar.max = now.total;
      bar.value = now.done;
      far.textContent = now.words;
      const quarter = Math.floor(4 * now.done / now.total);
      if (quarter > told) { // a reader is not told of every letter
        told = quarter;
        aloud.textContent = now.words;
      }
    }
    if (said.textContent !== now.said) {
      const atEnd = said.scrollHeight - said.scrollTop - said.clientHeight < 40;
      said.textContent = now.said;
      if (atEnd) said.scrollTop = said.scrollHeight;
    }
  };
}

for (const link of document.querySelectorAll("a[data-line]")) { // to the line that a fault is in
  link.addEventListener("click", event => {
    event.preventDefault();
    const field = document.getElementById("text"), lines = field.value.split("\n"), line = Number(link.dataset.line);
    const from = lines.slice(0, line - 1).reduce((all, words) => all + words.length + 1, 0);
    field.focus();
    field.setSelectionRange(from, from + lines[line - 1].length);
    field.scrollTop = (line - 4) * parseFloat(getComputedStyle(field).lineHeight);
  });
}
