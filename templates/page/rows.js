"use strict";

// The rows of the list. They stand in the page as a plain table, which a
// browser without scripts shows; with scripts it is only text, and is read here
// once. What comes from data becomes text again, never markup.
const rows = (() => {
	const table = new DOMParser().parseFromString(document.getElementById("rows").textContent, "text/html");
	const letters = document.getElementById("practices").dataset.letters; // the folder of the run's letters
	const years = new Map([...document.getElementById("scheme").options].map((option) => [option.value, option.dataset.year]));

	// fold takes accents and capitals off, so that "lodz" finds "Łódź".
	const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ł", "l").replaceAll("ø", "o");

	// A sum as pence, with its direction; null where there is none.
	function pence(words) {
		const sum = Number(words.replace(/\D/g, ""));
		return words === "" ? null : words.endsWith("recoup") ? -sum : sum;
	}

	const share = (words) => (words === "" ? null : Number.parseFloat(words));

	function read(tr, number) {
		const cells = [...tr.cells];
		const [name, title, words, achieved, earned, advance, balance] = cells.map((cell) => cell.textContent);
		const outcome = cells[2].className;
		const working = cells[0].firstElementChild.getAttribute("href");
		const [, scheme] = working.split("/");
		const [state, stands] = cells[8].firstChild.data.trim().split(" of ");
		const reference = cells[8].querySelector("i")?.textContent ?? "";
		const code = name.split(" ", 1)[0];
		const row = {
			number, code, name, scheme, outcome, state, stands, reference, working,
			cells: [title, words, achieved, earned, advance, balance],
			marks: [...cells[7].children].map((mark) => [mark.className, mark.textContent]),
			heading: `${name}, ${title} ${years.get(scheme)}`, says: tr.dataset.says ?? `Balance: ${balance}`, lines: tr.dataset.lines,
			keys: { code, scheme, outcome, achieved: share(achieved), earned: pence(earned), advance: pence(advance), balance: pence(balance), state },
			hay: fold(`${name} ${tr.dataset.words} ${reference}`), seen: false,
		};
		// The letter lies as the working does, in this run or in that whose letter stands.
		if (stands || state !== "held") {
			row.letter = (stands ? `../${stands}/` : "") + working.replace(/^working/, letters).replace(/html$/, "pdf");
			row.twin = row.letter.replace(/pdf$/, "html");
		}
		return row;
	}

	// The table begins with what wants to be looked at first, and practices alike
	// by their marks stand together: so many groups from the end is the rank.
	function rank(all) {
		const alike = (row) => row.marks.map(([kind]) => kind).join(" ");
		let group = 0;
		for (let i = all.length - 1; i >= 0; i--) {
			if (i < all.length - 1 && alike(all[i]) !== alike(all[i + 1])) {
				group++;
			}
			all[i].keys.rank = group;
		}
		return all;
	}

	return { all: rank([...table.querySelectorAll("tbody tr")].map(read)), fold };
})();
