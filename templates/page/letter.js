
// A letter in the page, beside its problems and its working: two files of the
// run, each in a frame.
(() => {
	const dialog = document.getElementById("letter");
	const part = (name) => document.getElementById(name);
	let current = rows.all[0];
	let opener = null;
	let fromList = false;
	let form = "pdf";

	function show(row) {
		current = row;
		part("letter-name").textContent = row.heading;
		part("letter-says").textContent = row.says;
		letter();
		part("letter-working").href = row.working;
		dialog.style.setProperty("--lines", row.lines);
		part("working-frame").replaceChildren(frame(`Problems and working of ${row.heading}`, row.working + "#beside"));
		const shown = view.rows();
		const at = shown.indexOf(row);
		part("letter-place").textContent = at < 0 ? "" : `${at + 1} of ${shown.length}`;
		part("previous").disabled = at === 0 || shown.length === 0;
		part("next").disabled = at === shown.length - 1;
		list.opened(row);
	}

	// frame is always a new one, so that the way back of the browser stays out of it.
	function frame(title, source) {
		const made = document.createElement("iframe");
		made.title = title;
		made.src = source;
		return made;
	}

	function letter() {
		part("as-pdf").setAttribute("aria-pressed", form === "pdf");
		part("as-page").setAttribute("aria-pressed", form !== "pdf");
		for (const name of ["as-pdf", "as-page", "letter-pdf", "letter-twin"]) {
			part(name).hidden = !current.letter;
		}
		if (!current.letter) {
			const none = document.createElement("p");
			none.textContent = "There is no letter while the position is held.";
			part("letter-frame").replaceChildren(none);
			return;
		}
		part("letter-pdf").href = current.letter;
		part("letter-twin").href = current.twin;
		part("letter-frame").replaceChildren(form === "pdf"
			? frame(`Letter to ${current.name}, as a PDF`, current.letter + "#navpanes=0&view=FitH")
			: frame(`Letter to ${current.name}, as a web page`, current.twin));
	}

	// step leaves the focus on its button, so that pressing it again goes on;
	// at either end of the list the button takes no more.
	function step(steps) {
		const shown = view.rows();
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
			fromList = button.closest("#practices") !== null;
			show(rows.all[Number(button.dataset.open)]);
			dialog.showModal();
			part("letter-name").focus();
		}
	});
	// J and K, as where mail is read: on and back through the letters while one is
	// open, else through the list. Whoever types means the letters themselves.
	document.addEventListener("keydown", (event) => {
		const steps = { j: 1, k: -1 }[event.key.toLowerCase()];
		if (!steps || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) {
			return;
		}
		event.preventDefault();
		if (dialog.open) {
			step(steps);
		} else {
			view.go(steps);
		}
	});
	part("previous").addEventListener("click", () => step(-1));
	part("next").addEventListener("click", () => step(1));
	part("close").addEventListener("click", () => dialog.close());
	part("as-pdf").addEventListener("click", () => { form = "pdf"; letter(); });
	part("as-page").addEventListener("click", () => { form = "page"; letter(); });

	// Back to the list where one has got to, or to where one came from. The
	// browser tells of the closing a while after it: another letter may be open
	// by then, and stays.
	dialog.addEventListener("close", () => {
		if (dialog.open) {
			return;
		}
		part("letter-frame").replaceChildren();
		part("working-frame").replaceChildren();
		const at = view.rows().indexOf(current);
		if (fromList && at >= 0) {
			view.focus(at);
		} else {
			opener.focus();
		}
	});

	performance.mark("ready");
})();
