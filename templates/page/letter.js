
// A letter in the page, beside its problems and its working. What comes from
// data becomes text, never markup.
(() => {
	const details = JSON.parse(document.getElementById("details").textContent);
	const dialog = document.getElementById("letter");
	const part = (name) => document.getElementById(name);
	let current = 0;
	let opener = null;
	let form = "pdf";

	function element(tag, text, className) {
		const made = document.createElement(tag);
		made.textContent = text;
		if (className) {
			made.className = className;
		}
		return made;
	}

	const address = (path) => path.split("/").map(encodeURIComponent).join("/");

	function show(number) {
		current = number;
		const d = details[number];
		part("letter-name").textContent = `${d.code} ${d.name}, ${d.scheme}`;
		part("letter-says").textContent = d.says;
		part("letter-problems").replaceChildren(...(d.problems.length ? d.problems.map(note) : [element("li", "None.")]));
		part("letter-lines").replaceChildren(...d.lines.flatMap(([label, sum]) => [element("dt", label), element("dd", sum)]));
		part("letter-steps").replaceChildren(...working(d.steps));
		part("working-pane").scrollTop = 0;
		letter(d);
		const shown = list.shown();
		const at = shown.indexOf(number);
		part("letter-place").textContent = at < 0 ? "" : `${at + 1} of ${shown.length}`;
		part("previous").disabled = at === 0 || shown.length === 0;
		part("next").disabled = at === shown.length - 1;
		list.opened(number);
	}

	function note(n) {
		const item = element("li", "");
		item.append(element("b", { hold: "hold", look: "look", near: "near a boundary" }[n.kind]), " ", n.words);
		return item;
	}

	// working is a list of steps for each service, under its name.
	function working(steps) {
		const parts = [];
		let service = null;
		let items;
		for (const [i, s] of steps.entries()) {
			if (s.service !== service) {
				service = s.service;
				items = document.createElement("ol");
				items.start = i + 1;
				parts.push(element("h4", service || "The whole scheme"), items);
			}
			const item = element("li", "");
			item.append(element("span", s.label, "label"), " ", element("b", s.value), element("span", "= " + s.sum, "sum"), element("span", s.by, "by"));
			items.append(item);
		}
		return parts.length ? parts : [element("p", "There is none while the position is held.")];
	}

	// letter puts a new frame in, so that the way back of the browser stays out of it.
	function letter(d) {
		part("as-pdf").setAttribute("aria-pressed", form === "pdf");
		part("as-page").setAttribute("aria-pressed", form !== "pdf");
		for (const name of ["as-pdf", "as-page", "letter-pdf", "letter-twin"]) {
			part(name).hidden = !d.pdf;
		}
		if (!d.pdf) {
			part("letter-frame").replaceChildren(element("p", "There is no letter while the position is held."));
			return;
		}
		part("letter-pdf").href = address(d.pdf);
		part("letter-twin").href = address(d.twin);
		const frame = document.createElement("iframe");
		frame.title = `Letter to ${d.name}, as ${form === "pdf" ? "a PDF" : "a web page"}`;
		frame.src = form === "pdf" ? address(d.pdf) + "#navpanes=0&view=FitH" : address(d.twin);
		part("letter-frame").replaceChildren(frame);
	}

	// step leaves the focus on its button, so that pressing it again goes on;
	// at either end of the list the button takes no more.
	function step(steps) {
		const shown = list.shown();
		const next = shown[shown.indexOf(current) + steps];
		if (next === undefined) {
			return;
		}
		show(next);
		if (part(steps < 0 ? "previous" : "next").disabled) {
			part("letter-name").focus();
		}
	}

	document.addEventListener("click", (event) => {
		const button = event.target.closest("button.open");
		if (button) {
			opener = button;
			show(Number(button.dataset.open));
			dialog.showModal();
			part("letter-name").focus();
		}
	});
	part("previous").addEventListener("click", () => step(-1));
	part("next").addEventListener("click", () => step(1));
	part("close").addEventListener("click", () => dialog.close());
	part("as-pdf").addEventListener("click", () => { form = "pdf"; letter(details[current]); });
	part("as-page").addEventListener("click", () => { form = "page"; letter(details[current]); });

	// Back to the list where one has got to, or to where one came from. The
	// browser tells of the closing a while after it: another letter may be open
	// by then, and stays.
	dialog.addEventListener("close", () => {
		if (dialog.open) {
			return;
		}
		part("letter-frame").replaceChildren();
		const row = list.row(current);
		const inList = opener.closest("#practices") && !row.hidden;
		(inList ? row.querySelector("button.open") : opener).focus();
	});

	performance.mark("ready");
})();
