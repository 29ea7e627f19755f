// What a page does without being loaded again: it goes to what was refused, and shows
// how far something is that is at work.
"use strict";

document.getElementById("fault")?.focus();

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
